"""A proposal's way through the office: thought of, approved, sent to whoever is asked first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.policy import agreement
from wethaq.matching.policy.agreement import Party, Proposal
from wethaq.matching.policy.stages import ProposalHasMovedOnError, Stage
from wethaq.matching.proposals import COUPLE, ProposalRecord, get_desk_proposal, get_proposal, hold_profiles
from wethaq.matching.proposals import other_stages as stages_beside
from wethaq.matching.stepping import note_step, save
from wethaq.matching.stepping_rules import ensure_both_opened, ensure_pair_eligible, ensure_still_eligible
from wethaq.matching.tables import ProposalRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction


async def make_draft(
    woman_id: UUID,
    man_id: UUID,
    *,
    matchmaker_id: UUID | None = None,
    round_id: UUID | None = None,
    asked_first: Party = Party.WOMAN,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Think of two profiles for each other, and return the draft's id; nobody but the desk knows of it.

    The desk has asked its own guard for both profiles. Raises NotEligibleError where a bar
    stands between them, ProposalHasMovedOnError where there is an open proposal of the two already.
    """
    if asked_first not in COUPLE:
        raise ProposalHasMovedOnError
    proposal_id = new_id()
    values = {
        "id": proposal_id,
        "woman_id": woman_id,
        "man_id": man_id,
        "stage": Stage.DRAFT.value,
        "entered_at": now,
        "asked_first": asked_first.value,
        "round_id": round_id,
        "matchmaker_id": matchmaker_id or actor.account_id,
        "made_by": actor.account_id,
        "made_at": now,
    }
    async with transaction():
        await hold_profiles(woman_id, man_id)
        await ensure_pair_eligible(woman_id, man_id, Stage.DRAFT, now=now)
        await _insert_once(values)
        await note_step(proposal_id, None, Stage.DRAFT, actor=actor, now=now)
        await audit.record("matching.proposal_drafted", proposal_id, actor=actor, now=now)
    return proposal_id


async def approve_draft(proposal_id: UUID, *, actor: Actor, now: datetime) -> ProposalRecord:
    """Take a draft for a proposal: it takes one of the two places of each, and still nobody is told.

    Raises AlreadyHeldError where one of them has two open already.
    """
    return await take_office_step(proposal_id, Stage.DRAFT, actor=actor, now=now)


async def send_proposal(proposal_id: UUID, *, actor: Actor, now: datetime) -> ProposalRecord:
    """Show the summary to whoever is asked first; the other side learns nothing before their yes."""
    return await take_office_step(proposal_id, Stage.APPROVED, actor=actor, now=now)


async def take_office_step(
    proposal_id: UUID, expected: Stage, *, actor: Actor, now: datetime
) -> ProposalRecord:
    """Take a step that the office records; all bars and consents of both are asked again."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        if found.rule.stage is not expected:
            raise ProposalHasMovedOnError
        after = agreement.agree(found.rule, Party.STAFF, now=now, others=await stages_beside(found))
        await ensure_can_step(found, after, now=now)
        saved = await save(found, after, actor=actor, now=now)
        await audit.record(
            "matching.proposal_moved", found.id, actor=actor, now=now, details={"to": saved.rule.stage.value}
        )
    return await get_proposal(saved.id)


async def ensure_can_step(found: ProposalRecord, after: Proposal, *, now: datetime) -> None:
    """Ask the bars at every yes, and the consents of both where a stage is entered."""
    await ensure_still_eligible(found, after.stage, now=now)
    if after.stage is not found.rule.stage:
        await ensure_both_opened(
            found, Stage.SUMMARY if after.stage is Stage.APPROVED else after.stage, now=now
        )


async def _insert_once(values: Mapping[str, Any]) -> None:
    """Insert a draft; the unique index keeps one open proposal of two people."""
    try:
        async with savepoint():
            await insert_sealed(ProposalRow, values)
    except UNIQUE_VIOLATIONS as error:
        raise ProposalHasMovedOnError from error
