"""What was checked of a profile: who saw it, when, and until when it holds. Nothing of a document is copied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wethaq.matching.policy.verification import CheckPoint, Readiness, ensure_proof_date, valid_until
from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.profiles import Profile, write_profile
from wethaq.matching.purposes import PROCESSING
from wethaq.matching.tables import ReferenceRow, VerificationRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, rows_that, update_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date


@dataclass(frozen=True, slots=True)
class Check:
    """A point that was checked."""

    point: CheckPoint
    checked_at: datetime
    checked_by: UUID
    valid_until: date | None


async def check_point(
    profile_id: UUID, point: CheckPoint, dated_on: date | None, *, actor: Actor, now: datetime
) -> None:
    """Write down that a point was seen; `dated_on` is the day of the document, today where it has none.

    A new proof of the marital status takes the place of the old one, and lets proposals go on.
    Raises ProofDateError.
    """
    today = riyadh_date(now)
    of = dated_on or today
    ensure_proof_date(point, of, today)
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        await _withdraw(profile_id, point, now=now)
        row = {
            "id": new_id(),
            "profile_id": profile_id,
            "kind": point.value,
            "checked_at": now,
            "checked_by": actor.account_id,
            "valid_until": valid_until(point, of),
        }
        await insert_row(VerificationRow, row)
        if point is CheckPoint.MARITAL_STATUS:
            await write_profile(profile, {"marital_proof_on": of}, now=now)
        await _record("matching.point_checked", profile, point, actor=actor, now=now)


async def withdraw_check(profile_id: UUID, point: CheckPoint, *, actor: Actor, now: datetime) -> None:
    """Take a check back that turned out wrong; without the marital proof nobody is proposed."""
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        await _withdraw(profile_id, point, now=now)
        if point is CheckPoint.MARITAL_STATUS:
            await write_profile(profile, {"marital_proof_on": None}, now=now)
        await _record("matching.check_withdrawn", profile, point, actor=actor, now=now)


async def checks_of(profile_id: UUID) -> dict[CheckPoint, Check]:
    """Return what was checked of a profile and not withdrawn, by point."""
    rows = await rows_that(VerificationRow, "WHERE profile_id = {} AND withdrawn_at IS NULL", profile_id)
    return {check.point: check for check in _checks(rows)}


async def readiness_of(profile: Profile, *, now: datetime) -> Readiness:
    """Return what is known of a profile before it may be activated."""
    checks = await checks_of(profile.id)
    spoken = await rows_that(
        ReferenceRow, "WHERE profile_id = {} AND spoken_at IS NOT NULL", profile.id, only=("id",)
    )
    return Readiness(
        is_covenant_signed=profile.covenant_at is not None,
        has_consent=await consent.has_consent(profile.person_id, PROCESSING.code, now=now),
        checked={point: check.valid_until for point, check in checks.items()},
        references_spoken=len(spoken),
    )


def _checks(rows: Sequence[Mapping[str, Any]]) -> list[Check]:
    known = {point.value for point in CheckPoint}
    return [
        Check(CheckPoint(row["kind"]), row["checked_at"], row["checked_by"], row["valid_until"])
        for row in rows
        if row["kind"] in known
    ]


async def _withdraw(profile_id: UUID, point: CheckPoint, *, now: datetime) -> None:
    await update_that(
        VerificationRow,
        {"withdrawn_at": now},
        "WHERE profile_id = {} AND kind = {} AND withdrawn_at IS NULL",
        profile_id,
        point.value,
    )


async def _record(event: str, profile: Profile, point: CheckPoint, *, actor: Actor, now: datetime) -> None:
    details = {"point": point.value}
    await audit.record(event, profile.id, actor=actor, now=now, person_id=profile.person_id, details=details)
