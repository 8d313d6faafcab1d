"""The meeting: set by the matchmaker, moved, called off, and what the host records of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching import meeting_invites
from wethaq.matching.meeting_invites import Meeting
from wethaq.matching.policy import agreement
from wethaq.matching.policy.meetings import (
    LASTS,
    MahramRelation,
    MeetingOutcome,
    TimeTakenError,
    ensure_can_set,
    ensure_is_over,
)
from wethaq.matching.policy.stages import ProposalHasMovedOnError
from wethaq.matching.proposals import ProposalRecord, get_desk_proposal
from wethaq.matching.stepping import save
from wethaq.matching.tables import MeetingRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """Where and when, with whom of hers, and who of ours is the host (an account)."""

    room: str
    starts_at: datetime
    mahram_name: str
    mahram_relation: MahramRelation
    host_id: UUID


async def set_meeting(proposal_id: UUID, plan: MeetingPlan, *, actor: Actor, now: datetime) -> Meeting:
    """Set the meeting, or move the one that is set; both are told, and their calendars follow."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        ensure_can_set(found.rule, plan.starts_at, now=now)
        known = await find_meeting(found.id)
        await _ensure_free(plan, but=known.id if known else None)
        meeting = await _write(found, plan, known, actor=actor, now=now)
        await audit.record(
            "matching.meeting_moved" if known else "matching.meeting_set", found.id, actor=actor, now=now
        )
        await meeting_invites.told(found, meeting, is_moved=known is not None, now=now)
    return meeting


async def call_off_meeting(proposal: ProposalRecord, *, now: datetime) -> None:
    """Take a meeting that hasn't been held out of both calendars, in the caller's transaction."""
    known = await find_meeting(proposal.id)
    if known is not None and known.outcome is None:
        called_off = await _call_off(known, now=now)
        await meeting_invites.called_off(proposal, called_off, now=now)


async def cancel_meeting(proposal_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Call a meeting off; another one can be set while the stage lasts."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        if found.rule.met_at is not None or await find_meeting(found.id) is None:
            raise ProposalHasMovedOnError
        await call_off_meeting(found, now=now)
        await audit.record("matching.meeting_cancelled", found.id, actor=actor, now=now)


async def record_meeting(proposal_id: UUID, outcome: MeetingOutcome, *, actor: Actor, now: datetime) -> None:
    """Record whether it took place: if it did, both have three days; if not, another one may be set."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        known = await find_meeting(found.id)
        if known is None or found.rule.met_at is not None:
            raise ProposalHasMovedOnError
        ensure_is_over(known.starts_at, now=now)
        values: dict[str, Any] = {"outcome": outcome.value}
        if outcome is MeetingOutcome.HELD:
            await save(found, agreement.meet(found.rule, now=now), actor=actor, now=now)
        else:
            values["cancelled_at"] = now
        await update_sealed(MeetingRow, known.id, values)
        details = {"outcome": outcome.value}
        await audit.record("matching.meeting_recorded", found.id, actor=actor, now=now, details=details)


async def find_meeting(proposal_id: UUID) -> Meeting | None:
    """Return the meeting of a proposal that is set or was held, for callers that have asked their guard."""
    clauses = "WHERE proposal_id = {} AND cancelled_at IS NULL"
    rows = await rows_that(MeetingRow, clauses, proposal_id)
    return Meeting.of(open_row(MeetingRow, rows[0])) if rows else None


async def _write(
    found: ProposalRecord, plan: MeetingPlan, known: Meeting | None, *, actor: Actor, now: datetime
) -> Meeting:
    values: dict[str, Any] = {
        "room": plan.room,
        "starts_at": plan.starts_at,
        "mahram_name": plan.mahram_name,
        "mahram_relation": plan.mahram_relation.value,
        "host_id": plan.host_id,
        "set_at": now,
        "set_by": actor.account_id,
    }
    try:
        async with savepoint():
            if known is None:
                meeting_id = new_id()
                more = {"id": meeting_id, "proposal_id": found.id, "uid": str(meeting_id), "sequence": 0}
                await insert_sealed(MeetingRow, {**values, **more})
            else:
                await update_sealed(MeetingRow, known.id, {**values, "sequence": known.sequence + 1})
    except UNIQUE_VIOLATIONS as error:
        raise TimeTakenError from error
    written = await find_meeting(found.id)
    if written is None:
        raise ProposalHasMovedOnError
    return written


async def _call_off(known: Meeting, *, now: datetime) -> Meeting:
    raised = known.sequence + 1
    await update_sealed(MeetingRow, known.id, {"cancelled_at": now, "sequence": raised})
    return known.revised(raised)


async def _ensure_free(plan: MeetingPlan, *, but: UUID | None) -> None:
    clauses = (
        "WHERE cancelled_at IS NULL AND starts_at > {} AND starts_at < {} AND (room = {} OR host_id = {})"
    )
    around = (plan.starts_at - LASTS, plan.starts_at + LASTS, plan.room, plan.host_id)
    rows = await rows_that(MeetingRow, clauses, *around, only=("id",))
    if any(row["id"] != but for row in rows):
        raise TimeTakenError
