"""Documents that the association publishes, in versions: the bylaws (T1), the support guide (T2)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents.errors import AlreadyPublishedError, ArticlesDifferError, DocumentNotFoundError
from wethaq.platform.documents.publication_text import Block, article_count, fingerprint, parse_blocks
from wethaq.platform.documents.tables import Publication as PublicationRow
from wethaq.platform.errors import N_
from wethaq.platform.localisation import Language, gettext

BYLAWS = "bylaws"
SUPPORT_GUIDE = "support_guide"

PUBLICATION_NAMES: Mapping[str, str] = {
    BYLAWS: N_("The association’s bylaws"),
    SUPPORT_GUIDE: N_("Guide to the beneficiary-support policy"),
}
"""The documents that policy T1 and T2 put at the officer's hand, by code."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of a document, in both languages under one fingerprint."""

    id: UUID
    code: str
    version: int
    title_ar: str
    title_en: str
    body_ar: str
    body_en: str
    sha256: str
    is_public: bool
    published_at: datetime
    superseded_at: datetime | None

    def title(self, language: Language) -> str:
        return self.title_ar if language == "ar" else self.title_en

    def blocks(self, language: Language) -> list[Block]:
        return parse_blocks(self.body_ar if language == "ar" else self.body_en)

    @property
    def is_in_force(self) -> bool:
        return self.superseded_at is None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a version to be published."""

    title_ar: str
    title_en: str
    body_ar: str
    body_en: str

    @property
    def fingerprint(self) -> str:
        """One SHA-256 over both languages."""
        return fingerprint(self.title_ar, self.body_ar, self.title_en, self.body_en)


async def publish_document(
    code: str, wording: Wording, *, is_public: bool = True, actor: Actor, now: datetime
) -> Publication:
    """Put a new version in force; the one before stays readable as superseded.

    Raises AlreadyPublishedError where nothing changed, and ArticlesDifferError
    where the two languages don't have the same articles: a citation must name
    the same article in both.
    """
    _ensure_publishable(code, wording)
    async with transaction():
        before = await _in_force(code)
        publication = Publication(
            id=new_id(),
            code=code,
            version=before.version + 1 if before else 1,
            sha256=wording.fingerprint,
            is_public=is_public,
            published_at=now,
            superseded_at=None,
            **asdict(wording),
        )
        if before is not None and before.sha256 == publication.sha256:
            raise AlreadyPublishedError
        await _replace(before, publication, actor=actor)
        details = {"code": code, "version": publication.version}
        await audit.record("documents.published", publication.id, actor=actor, now=now, details=details)
    return publication


async def get_publication(code: str, version: int | None = None, *, actor: Actor) -> Publication:
    """Return a version, by default the one in force; what isn't public is for staff alone.

    Raises DocumentNotFoundError.
    """
    query = PublicationRow.select().where(PublicationRow.code == code)
    query = query.where(
        PublicationRow.superseded_at.is_null() if version is None else PublicationRow.version == version
    )
    row = await query.first()
    if row is None or not (row["is_public"] or actor.is_staff or actor.is_system):
        raise DocumentNotFoundError
    return _publication(row)


async def list_publications(*, actor: Actor) -> list[Publication]:
    """List the versions in force that the actor may read."""
    rows = (
        await PublicationRow.select()
        .where(PublicationRow.superseded_at.is_null())
        .order_by(PublicationRow.code)
    )
    return [_publication(row) for row in rows if row["is_public"] or actor.is_staff or actor.is_system]


async def list_versions(code: str, *, actor: Actor) -> list[Publication]:
    """List a document's versions, newest first."""
    rows = (
        await PublicationRow.select()
        .where(PublicationRow.code == code)
        .order_by(PublicationRow.version, ascending=False)
    )
    return [_publication(row) for row in rows if row["is_public"] or actor.is_staff or actor.is_system]


def citation(publication: Publication, article: int, language: Language) -> str:
    """Return how an article is cited beside a request, with the version that was read.

    Raises DocumentNotFoundError where there is no such article.
    """
    for block in publication.blocks(language):
        if block.article == article:
            return gettext(
                "{document}, version {version}, {article}",
                document=publication.title(language), version=publication.version, article=block.text,
            )  # fmt: skip
    raise DocumentNotFoundError


def _ensure_publishable(code: str, wording: Wording) -> None:
    if code not in PUBLICATION_NAMES:
        raise DocumentNotFoundError
    if article_count(wording.body_ar) != article_count(wording.body_en):
        raise ArticlesDifferError


async def _replace(before: Publication | None, publication: Publication, *, actor: Actor) -> None:
    if before is not None:
        await PublicationRow.update({PublicationRow.superseded_at: publication.published_at}).where(
            PublicationRow.id == before.id
        )
    await PublicationRow.insert(PublicationRow(**_values(publication), published_by=actor.account_id))


async def _in_force(code: str) -> Publication | None:
    row = (
        await PublicationRow.select()
        .where(PublicationRow.code == code, PublicationRow.superseded_at.is_null())
        .first()
    )
    return _publication(row) if row else None


def _values(publication: Publication) -> dict[str, Any]:
    return {name: getattr(publication, name) for name in Publication.__dataclass_fields__}


def _publication(row: dict[str, Any]) -> Publication:
    return Publication(**{name: row[name] for name in Publication.__dataclass_fields__})
