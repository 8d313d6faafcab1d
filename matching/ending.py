"""Ends that no answer brings: a consent taken back, staff, time, another marriage. To both sides they are one word."""

from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.meeting_keeping import call_off_meeting
from wethaq.matching.policy import agreement
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.stages import (
    ANSWER_AFTER_MEETING,
    ENDS,
    LEVELS,
    MEETING_WITHIN,
    STAGE_LASTS,
    Stage,
)
from wethaq.matching.proposals import ProposalRecord, get_desk_proposal, get_proposal, hold_profiles
from wethaq.matching.stepping import save
from wethaq.matching.tables import ProposalRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.transaction import transaction

STAFF: Final = "staff"
TIME: Final = "time"
_OVERDUE: Final = (
    "WHERE ended_at IS NULL AND is_frozen = {} AND ("
    "(stage IN ('summary', 'details', 'photo') AND entered_at <= {}) OR "
    "(stage = 'guardians' AND entered_at <= {}) OR "
    "(stage = 'meeting' AND ((met_at IS NULL AND entered_at <= {}) OR met_at <= {})))"
)


async def end_proposals_of(
    profile_id: UUID, target: Stage, *, at_least: Level = Level.NOTHING, actor: Actor, now: datetime
) -> int:
    """End every open proposal of a profile that has come as far as a level, and return how many.

    For withdrawals, closings and a marriage elsewhere; the reason is told to nobody. Drafts and what
    is approved end as well where `at_least` is nothing.
    """
    count = 0
    async with transaction():
        await hold_profiles(profile_id)
        for found in await open_proposals_of(profile_id):
            if _has_reached(found, at_least):
                await end_proposal(found, target, by=STAFF, actor=actor, now=now)
                count += 1
    return count


async def close_proposal(proposal_id: UUID, reason: str, *, actor: Actor, now: datetime) -> None:
    """End a proposal by the matchmaker's decision; the reason is for staff alone."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        await end_proposal(
            found, Stage.CLOSED_BY_STAFF, by=STAFF, reason=reason or None, actor=actor, now=now
        )


async def end_proposal(
    found: ProposalRecord,
    target: Stage,
    *,
    by: str,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """End one proposal, in the caller's transaction, which holds the profile of one side at least.

    That is enough: whoever else would move it needs both.
    """
    after = agreement.end(found.rule, target, now=now)
    saved = await save(found, after, actor=actor, now=now, ended_by=by, staff_reason=reason)
    await call_off_meeting(saved, now=now)
    details = {"from": found.rule.stage.value, "to": target.value}
    await audit.record("matching.proposal_ended", found.id, actor=actor, now=now, details=details)


async def expire_overdue(*, actor: Actor, now: datetime) -> int:
    """End what nobody has answered in time, each in a transaction of its own, and return how many."""
    overdue = await rows_that(
        ProposalRow,
        _OVERDUE,
        False,
        now - STAGE_LASTS,
        now - MEETING_WITHIN,
        now - MEETING_WITHIN,
        now - ANSWER_AFTER_MEETING,
        only=("id",),
    )
    return sum([await _expire(row["id"], actor=actor, now=now) for row in overdue])


async def open_proposals_of(profile_id: UUID) -> list[ProposalRecord]:
    """Return what hasn't ended of a profile, drafts too, in one fixed order."""
    clauses = "WHERE ended_at IS NULL AND (woman_id = {} OR man_id = {}) ORDER BY id"
    rows = await rows_that(ProposalRow, clauses, profile_id, profile_id, only=("id",))
    return [await get_proposal(row["id"]) for row in rows]


def _has_reached(found: ProposalRecord, at_least: Level) -> bool:
    """Tell whether a proposal has shown what a level opens; one that left the photo out never showed it."""
    if at_least is Level.PHOTO and found.rule.skips_photo:
        return False
    return LEVELS.get(found.rule.stage, Level.NOTHING) >= at_least


async def _expire(proposal_id: UUID, *, actor: Actor, now: datetime) -> bool:
    async with transaction():
        found = await get_proposal(proposal_id, for_change=True)
        if found.rule.stage in ENDS or agreement.expire(found.rule, now=now) is found.rule:
            return False
        await end_proposal(found, Stage.EXPIRED, by=TIME, actor=actor, now=now)
    return True
