"""What was checked of a profile: which point, by whom, when, and until when it holds."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from wethaq.matching.intake import checklist
from wethaq.matching.policy.eligibility import LIMITS
from wethaq.matching.policy.readiness import Verified
from wethaq.matching.profiles import get_profile, touch_profiles, write_profile
from wethaq.matching.tables import VerificationRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, rows_where
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.localisation.dates import riyadh_date

OF_ITEMS: Final = {
    checklist.IDENTITY: Verified.IDENTITY,
    checklist.MARITAL_PROOF: Verified.MARITAL_STATUS,
    checklist.REFERENCES: Verified.REFERENCES,
    checklist.WALI: Verified.WALI,
}
"""What an officer matched in the request counts for the profile."""


async def list_verifications(profile_id: UUID) -> dict[Verified, dict[str, Any]]:
    """Return what was checked and stands, by kind; one that has run out is still in the list."""
    rows = await rows_where(VerificationRow, profile_id=profile_id)
    return {Verified(row["kind"]): row for row in rows if row["withdrawn_at"] is None}


async def verified_on(profile_id: UUID, on: date) -> frozenset[Verified]:
    """Return what holds on a day."""
    rows = await list_verifications(profile_id)
    return frozenset(
        kind for kind, row in rows.items() if row["valid_until"] is None or on <= row["valid_until"]
    )


async def verify(
    profile_id: UUID,
    kind: Verified,
    *,
    valid_until: date | None = None,
    checked_by: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Note that something was checked, in place of what was noted before; the caller guards who may.

    A proof of marital status holds for 90 days: `valid_until` is its last day, and a stale one stops proposals.
    """
    async with transaction():
        await VerificationRow.update({VerificationRow.withdrawn_at: now}).where(
            VerificationRow.profile_id == profile_id,
            VerificationRow.kind == kind.value,
            VerificationRow.withdrawn_at.is_null(),
        )
        until = valid_until
        if kind is Verified.MARITAL_STATUS:
            until = until or riyadh_date(now) + LIMITS.proof_lasts
            issued_on = min(until - LIMITS.proof_lasts, riyadh_date(now))
            await write_profile(await get_profile(profile_id), {"marital_proof_on": issued_on}, now=now)
        who = checked_by or actor.account_id or profile_id
        kept = {"id": new_id(), "profile_id": profile_id, "kind": kind.value, "checked_at": now}
        await insert_row(VerificationRow, {**kept, "checked_by": who, "valid_until": until})
        await touch_profiles([profile_id], now=now)
        await audit.record(
            "matching.profile_verified", profile_id, actor=actor, now=now, details={"kind": kind.value}
        )


async def take_over_matches(profile_id: UUID, request: RequestRecord, *, actor: Actor, now: datetime) -> None:
    """Note for the profile what an officer matched in its request (H2)."""
    for record in await list_items(request):
        kind = OF_ITEMS.get(record.item.code)
        standing = record.standing
        is_matched = standing.is_matched and standing.state in {ItemState.SEEN, ItemState.RECEIVED}
        if kind is None or not is_matched:
            continue
        await verify(
            profile_id,
            kind,
            valid_until=standing.expires_on,
            checked_by=record.changed_by,
            actor=actor,
            now=now,
        )
