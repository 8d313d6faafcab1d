"""The versions of a service's figures: read by every request, changed by managers (H5)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError
from wethaq.platform.intake.policy.access import ensure_manager
from wethaq.platform.intake.policy.checklist import ensure_reason
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.terms import FIRST_VERSION, ServiceTerms, change_terms
from wethaq.platform.intake.tables import TermsVersion


async def get_terms(service: str, version: int) -> ServiceTerms:
    """Return the figures under which a request was made."""
    row = (
        await TermsVersion.select(TermsVersion.figures)
        .where(TermsVersion.service == service, TermsVersion.version == version)
        .first()
    )
    if row is None:
        raise NotFoundError
    return ServiceTerms.from_values(json.loads(row["figures"]))


async def current_terms(service: str) -> tuple[int, ServiceTerms]:
    """Return the version in force and its figures; the declared ones before any change."""
    row = await _latest(service)
    if row is None:
        return FIRST_VERSION, CATALOGUE.get(service).terms
    return row["version"], ServiceTerms.from_values(json.loads(row["figures"]))


async def ensure_terms_written(service: str, *, now: datetime) -> int:
    """Write the declared figures down as the first version, and return the version in force.

    A request points at a version that is stored, so that a later release with
    other defaults doesn't change what was promised.
    """
    if (row := await _latest(service)) is not None:
        return int(row["version"])
    try:
        async with savepoint():
            await _insert(service, FIRST_VERSION, CATALOGUE.get(service).terms, None, actor=SYSTEM, now=now)
    except UNIQUE_VIOLATIONS:  # Somebody else wrote the same figures a moment ago.
        pass
    return FIRST_VERSION


async def change_service_terms(
    service: str,
    *,
    numbers: Mapping[str, int],
    required_items: frozenset[str] | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Put new figures in force for requests from now on, and return their version."""
    ensure_manager(actor)
    why = ensure_reason(reason)
    known = {item.code for item in CATALOGUE.get(service).checklist}
    async with transaction():
        version = await ensure_terms_written(service, now=now) + 1
        _, terms = await current_terms(service)
        items = None if required_items is None else required_items & known
        changed = change_terms(terms, numbers=numbers, required_items=items)
        try:
            async with savepoint():
                await _insert(service, version, changed, why, actor=actor, now=now)
        except UNIQUE_VIOLATIONS as error:
            raise FasterElsewhereError from error
    return version


async def list_terms_versions(service: str) -> list[dict[str, Any]]:
    """Return every version of a service's figures, the newest first."""
    rows = (
        await TermsVersion.select()
        .where(TermsVersion.service == service)
        .order_by(TermsVersion.version, ascending=False)
    )
    return [{**row, "terms": ServiceTerms.from_values(json.loads(row["figures"]))} for row in rows]


async def _latest(service: str) -> dict[str, Any] | None:
    row: dict[str, Any] | None = (
        await TermsVersion.select()
        .where(TermsVersion.service == service)
        .order_by(TermsVersion.version, ascending=False)
        .first()
    )
    return row


async def _insert(
    service: str, version: int, terms: ServiceTerms, reason: str | None, *, actor: Actor, now: datetime
) -> None:
    row_id = new_id()
    await TermsVersion.insert(
        TermsVersion(
            id=row_id,
            service=service,
            version=version,
            figures=json.dumps(terms.as_values()),
            reason=reason,
            changed_at=now,
            changed_by=actor.account_id,
        )
    )
    await audit.record(
        "intake.terms_changed", row_id, actor=actor, now=now, details={"service": service, "version": version}
    )
