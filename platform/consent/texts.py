"""Policy texts: published in versions, never changed, shown with proof."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent.canonical import canonical_text, text_sha256
from wethaq.platform.consent.errors import ConsentNotFoundError, TextAlreadyPublishedError, TextAlteredError
from wethaq.platform.consent.records import PolicyText
from wethaq.platform.consent.tables import NoticeServedRow, PolicyTextRow
from wethaq.platform.consent.wording import WORDINGS, Wording
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import row_by_id, rows_that, rows_where
from wethaq.platform.database.transaction import transaction


async def publish_text(
    purpose: str, version: int, *, arabic: str, english: str, actor: Actor, now: datetime
) -> PolicyText:
    """Publish a version of a text, for good.

    Publishing the same words again changes nothing; other words under a
    published number raise `TextAlreadyPublishedError`, and so does a number
    that isn't the next one.
    """
    sha256 = text_sha256(purpose, version, arabic=arabic, english=english)
    async with transaction():
        latest = await find_current_text(purpose)
        if latest is not None and version <= latest.version:
            return await _same_text(purpose, version, sha256)
        if version != (latest.version if latest else 0) + 1:
            raise TextAlreadyPublishedError
        text = PolicyText(
            id=new_id(),
            purpose=purpose,
            version=version,
            arabic=canonical_text(arabic),
            english=canonical_text(english),
            sha256=sha256,
            published_at=now,
            supersedes=latest.id if latest else None,
        )
        if not await _insert_text(text, actor):
            return await _same_text(purpose, version, sha256)
        await audit.record(
            "consent.text_published",
            text.id,
            actor=actor,
            now=now,
            purpose=purpose,
            details={"version": version},
        )
    return text


_of_services: dict[str, Wording] = {}


def offer_wordings(wordings: Iterable[Wording]) -> None:
    """Take the wordings of the services, which platform doesn't know (app.py)."""
    _of_services.update({wording.purpose: wording for wording in wordings})


def offered_wordings() -> tuple[Wording, ...]:
    """Return every wording that people are asked to agree to: the platform's, then the services'."""
    return (*WORDINGS, *_of_services.values())


async def publish_wordings(wordings: Iterable[Wording], *, actor: Actor, now: datetime) -> None:
    """Publish what the platform ships and the database doesn't have yet; safe to repeat at every start."""
    for wording in wordings:
        latest = await find_current_text(wording.purpose)
        if latest is None or latest.version < wording.version:
            await publish_text(
                wording.purpose,
                wording.version,
                arabic=wording.arabic,
                english=wording.english,
                actor=actor,
                now=now,
            )


async def current_text(purpose: str) -> PolicyText:
    """Return the version in force, or raise `ConsentNotFoundError` when none was published."""
    text = await find_current_text(purpose)
    if text is None:
        raise ConsentNotFoundError
    return text


async def find_current_text(purpose: str) -> PolicyText | None:
    """Return the version in force, or None."""
    rows = await rows_that(PolicyTextRow, "WHERE purpose = {} ORDER BY version DESC LIMIT 1", purpose)
    return _text_of(rows[0]) if rows else None


async def current_texts() -> dict[str, PolicyText]:
    """Return the version in force of every published text, by purpose."""
    rows = await PolicyTextRow.select().order_by(PolicyTextRow.version)
    return {row["purpose"]: _text_of(row) for row in rows}


async def get_text(text_id: UUID) -> PolicyText:
    """Return one version by its id, old ones too: what a receipt points at never goes away."""
    row = await row_by_id(PolicyTextRow, text_id)
    if row is None:
        raise ConsentNotFoundError
    return _text_of(row)


async def serve_notice(person_id: UUID, text_id: UUID, *, language: str, actor: Actor, now: datetime) -> UUID:
    """Keep the proof that this text was shown to this person, and return its id."""
    text = await get_text(text_id)
    notice_id = new_id()
    await NoticeServedRow.insert(
        NoticeServedRow(
            id=notice_id,
            person_id=person_id,
            text_id=text.id,
            text_sha256=text.sha256,
            language=language,
            channel=actor.channel.value,
            served_at=now,
            served_by=actor.account_id,
        )
    )
    return notice_id


async def acknowledge_notice(
    person_id: UUID, text_id: UUID, *, language: str, actor: Actor, now: datetime
) -> UUID:
    """Keep the proof that the person read the text and said so (policy R2), and return its id."""
    async with transaction():
        notice_id = await serve_notice(person_id, text_id, language=language, actor=actor, now=now)
        await NoticeServedRow.update({NoticeServedRow.acknowledged_at: now}).where(
            NoticeServedRow.id == notice_id
        )
        await audit.record("consent.notice_acknowledged", text_id, actor=actor, now=now, person_id=person_id)
    return notice_id


async def has_acknowledged(person_id: UUID, text_id: UUID) -> bool:
    """Tell whether the person has acknowledged this very version."""
    served = await rows_where(NoticeServedRow, person_id=person_id, text_id=text_id)
    return any(notice["acknowledged_at"] is not None for notice in served)


async def _insert_text(text: PolicyText, actor: Actor) -> bool:
    """Return False where another process has published this version in the same moment."""
    row = PolicyTextRow(
        id=text.id,
        purpose=text.purpose,
        version=text.version,
        arabic=text.arabic,
        english=text.english,
        sha256=text.sha256,
        published_at=text.published_at,
        published_by=actor.account_id,
        supersedes=text.supersedes,
    )
    inserted = await PolicyTextRow.insert(row).on_conflict(
        target=(PolicyTextRow.purpose, PolicyTextRow.version), action="DO NOTHING"
    )
    return bool(inserted)


async def _same_text(purpose: str, version: int, sha256: str) -> PolicyText:
    row = (
        await PolicyTextRow.select()
        .where((PolicyTextRow.purpose == purpose) & (PolicyTextRow.version == version))
        .first()
    )
    if row is None or row["sha256"] != sha256:
        raise TextAlreadyPublishedError
    return _text_of(row)


def _text_of(row: dict[str, Any]) -> PolicyText:
    """Return the text, or raise `TextAlteredError` when its words no longer match its hash."""
    text = PolicyText(
        id=row["id"],
        purpose=row["purpose"],
        version=row["version"],
        arabic=row["arabic"],
        english=row["english"],
        sha256=row["sha256"],
        published_at=row["published_at"],
        supersedes=row["supersedes"],
    )
    if text_sha256(text.purpose, text.version, arabic=text.arabic, english=text.english) != text.sha256:
        raise TextAlteredError
    return text
