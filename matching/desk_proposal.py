"""A proposal at its matchmaker's desk: where it stands, whose answer is awaited, and what an office records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.candidates import Shown, show
from wethaq.matching.freezing import find_open_freeze
from wethaq.matching.matchmakers import Matchmaker, list_matchmakers
from wethaq.matching.meeting_invites import Meeting
from wethaq.matching.meeting_keeping import find_meeting
from wethaq.matching.policy.agreement import Party, waits_for
from wethaq.matching.policy.stages import ENDS, Stage, deadline
from wethaq.matching.proposals import ProposalRecord, get_desk_proposal
from wethaq.matching.tables import ExamRow, FeedbackRow, ProposalRow, ProposalStepRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import row_by_id, rows_that
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction

PROPOSAL = "matching.desk_proposal"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was made."""

    stage: Stage
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SeenProposal:
    """Everything on the page of a proposal."""

    proposal: ProposalRecord
    woman: Shown
    man: Shown
    awaited: Party | None
    ends_at: datetime | None
    steps: Sequence[Step]
    meeting: Meeting | None
    freeze: Mapping[str, Any] | None
    feedback: Sequence[Mapping[str, Any]]
    certificates: frozenset[Party]
    staff_reason: str | None
    hosts: Sequence[Matchmaker]

    @property
    def has_ended(self) -> bool:
        return self.proposal.rule.stage in ENDS


async def see_desk_proposal(proposal_id: UUID, *, actor: Actor, now: datetime) -> SeenProposal:
    """Return a proposal to the matchmaker of one of the two; that it was read is on record."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor)
        await audit.record("matching.proposal_read", found.id, actor=actor, now=now)
    rule = found.rule
    shown = await show(found.profile_ids, actor=actor)
    return SeenProposal(
        proposal=found,
        woman=shown[found.woman_id],
        man=shown[found.man_id],
        awaited=waits_for(rule),
        ends_at=deadline(rule.stage, rule.entered_at, met_at=rule.met_at),
        steps=await _steps(found.id),
        meeting=await find_meeting(found.id),
        freeze=await find_open_freeze(found.id),
        feedback=await _feedback(found.id),
        certificates=await _certificates(found),
        staff_reason=await _staff_reason(found.id),
        hosts=await list_matchmakers(),
    )


async def _steps(proposal_id: UUID) -> list[Step]:
    rows = await rows_that(ProposalStepRow, "WHERE proposal_id = {} ORDER BY made_at, id", proposal_id)
    return [Step(Stage(row["to_stage"]), row["made_at"]) for row in rows]


async def _feedback(proposal_id: UUID) -> list[dict[str, Any]]:
    rows = await rows_that(FeedbackRow, "WHERE proposal_id = {} ORDER BY given_at", proposal_id)
    return [open_row(FeedbackRow, row) for row in rows]


async def _certificates(found: ProposalRecord) -> frozenset[Party]:
    rows = await rows_that(ExamRow, "WHERE proposal_id = {}", found.id, only=("profile_id",))
    sides = {found.woman_id: Party.WOMAN, found.man_id: Party.MAN}
    return frozenset(sides[row["profile_id"]] for row in rows)


async def _staff_reason(proposal_id: UUID) -> str | None:
    row = await row_by_id(ProposalRow, proposal_id)
    reason: str | None = open_row(ProposalRow, row)["staff_reason"] if row else None
    return reason
