"""Writing a proposal's next state: the row where it still is what was read, the step, the places, who is told.

Everything happens in the caller's transaction, which holds both profiles (`proposals.hold_profiles`).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching import telling
from wethaq.matching.openings import tell_what_was_opened
from wethaq.matching.places import move_places
from wethaq.matching.policy.agreement import Party, Proposal
from wethaq.matching.policy.stages import ENDS, ProposalHasMovedOnError, Stage
from wethaq.matching.profiles import touch_profiles
from wethaq.matching.proposals import ProposalRecord, get_proposal, told_text
from wethaq.matching.tables import ProposalRow, ProposalStepRow, YesRow
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, update_that
from wethaq.platform.database.sealing import seal_values


async def save(
    proposal: ProposalRecord,
    after: Proposal,
    *,
    actor: Actor,
    now: datetime,
    by: Party | None = None,
    **more: Any,
) -> ProposalRecord:
    """Keep what a rule made of a proposal, and tell whoever has to learn of it except `by`, who did it.

    Raises ProposalHasMovedOnError when somebody was faster, AlreadyHeldError where a place is taken.
    """
    before = proposal.rule
    values = seal_values(ProposalRow, proposal.id, {**_values(before, after, now), **more})
    written = await update_that(
        ProposalRow,
        {**values, "version": proposal.version + 1},
        "WHERE id = {} AND version = {}",
        proposal.id,
        proposal.version,
    )
    if not written:
        raise ProposalHasMovedOnError
    if after.stage is not before.stage:
        await note_step(proposal.id, before.stage, after.stage, actor=actor, now=now)
        await move_places(proposal.id, proposal.profile_ids, before.stage, after.stage, now=now)
        await touch_profiles(proposal.profile_ids, now=now)
    saved = await get_proposal(proposal.id)
    await tell_what_was_opened(saved, after.told - before.told, actor=actor, now=now)
    await _tell(proposal, saved, by, now=now)
    return saved


async def note_step(
    proposal_id: UUID, before: Stage | None, after: Stage, *, actor: Actor, now: datetime
) -> None:
    """Write a step down for the funnel and for both sides' own history."""
    values = {
        "id": new_id(),
        "proposal_id": proposal_id,
        "from_stage": before.value if before else None,
        "to_stage": after.value,
        "made_at": now,
        "made_by": actor.account_id,
    }
    await insert_row(ProposalStepRow, values)


async def forget_yeses(proposal: ProposalRecord) -> None:
    """Let everybody be asked anew at the stage a proposal is in."""
    await YesRow.delete().where(YesRow.proposal_id == proposal.id, YesRow.stage == proposal.rule.stage.value)


def _values(before: Proposal, after: Proposal, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {
        "stage": after.stage.value,
        "entered_at": after.entered_at,
        "told": told_text(after.told),
        "is_photo_skipped": after.skips_photo,
        "is_frozen": after.is_frozen,
        "met_at": after.met_at,
    }
    if after.stage in ENDS:
        values |= {"ended_at": now, "ended_from": before.stage.value, "is_frozen": False}
    return values


async def _tell(proposal: ProposalRecord, saved: ProposalRecord, by: Party | None, *, now: datetime) -> None:
    """Tell all who know of it of a new stage; while yeses are gathered, only whoever is asked next."""
    before, after = proposal.rule, saved.rule
    if after.stage is not before.stage or after.is_frozen is not before.is_frozen:
        parties = after.told - {by}
    else:
        parties = after.told - before.told
        if awaited := telling.awaited_party(after):
            parties |= {awaited}
        parties -= {by}
    await telling.news(saved, parties, now=now)
