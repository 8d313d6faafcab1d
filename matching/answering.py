"""Yes and no: each of the two for themselves, her guardian in his own account, and staff for him with a witness."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.consequences import follow_step
from wethaq.matching.feedback import keep_feedback
from wethaq.matching.policy import agreement
from wethaq.matching.policy.agreement import NotYourTurnError, Party
from wethaq.matching.policy.meetings import ensure_has_met
from wethaq.matching.policy.stages import Stage, stage_after
from wethaq.matching.proposals import (
    COUPLE,
    ProposalRecord,
    Seat,
    get_desk_proposal,
    get_own_proposal,
    get_wards_proposal,
    other_stages,
)
from wethaq.matching.proposing import ensure_can_step
from wethaq.matching.step_consents import give_step_consents
from wethaq.matching.stepping import forget_yeses, save
from wethaq.matching.stepping_rules import ensure_own_opened, nobody_has_a_picture
from wethaq.matching.tables import YesRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction


async def agree_to_step(
    proposal_id: UUID, *, text_ids: Collection[UUID] = (), actor: Actor, now: datetime
) -> ProposalRecord:
    """Say yes to the next step for oneself, and agree to the texts of what it opens.

    One transaction: whoever is refused has said and given nothing. Raises
    NotYourTurnError, ProposalHasMovedOnError, FrozenError, AlreadyHeldError,
    NotEligibleError, OwnConsentMissingError.
    """
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor, for_change=True)
        await give_step_consents(seat, text_ids, actor=actor, now=now)
        return await _say_yes(seat, actor=actor, now=now)


async def agree_as_wali(proposal_id: UUID, *, actor: Actor, now: datetime) -> ProposalRecord:
    """Say yes as her guardian, after both and never in her place."""
    async with transaction():
        seat = await get_wards_proposal(proposal_id, actor=actor, for_change=True)
        return await _say_yes(seat, actor=actor, now=now)


async def record_wali_yes(proposal_id: UUID, witness: str, *, actor: Actor, now: datetime) -> ProposalRecord:
    """Take down a guardian's yes that he gave at the desk or on the phone, before a witness."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        seat = Seat(found, Party.WALI, found.profile_of(Party.WALI))
        return await _say_yes(seat, actor=actor, now=now, is_on_behalf=True, witness=witness)


async def decline_proposal(
    proposal_id: UUID,
    *,
    criteria: Collection[str] = (),
    words: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Say no for oneself, at any time; a reason may be told to the matchmaker and never reaches the other side."""
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor, for_change=True)
        await _decline(seat, actor=actor, now=now)
        await keep_feedback(seat, criteria, words, now=now)


async def decline_as_wali(proposal_id: UUID, *, words: str = "", actor: Actor, now: datetime) -> None:
    """Say no as her guardian. Staff see whose no it was; she and the other side read only that it ended."""
    async with transaction():
        seat = await get_wards_proposal(proposal_id, actor=actor, for_change=True)
        await _decline(seat, actor=actor, now=now)
        await keep_feedback(seat, (), words, now=now)


async def leave_photo_out(proposal_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Go on without photos; either side may ask for it, and nobody has to say why."""
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor, for_change=True)
        found = seat.proposal
        if found.rule.skips_photo:
            return
        after = agreement.skip_photo(found.rule, now=now)
        await forget_yeses(found)
        await save(found, after, by=seat.party, actor=actor, now=now)
        await audit.record("matching.photo_left_out", found.id, actor=actor, now=now)


async def _say_yes(
    seat: Seat, *, actor: Actor, now: datetime, is_on_behalf: bool = False, witness: str | None = None
) -> ProposalRecord:
    found = seat.proposal
    after = agreement.agree(found.rule, seat.party, now=now, others=await other_stages(found))
    ensure_has_met(found.rule)
    await ensure_can_step(found, after, now=now)
    if seat.party in COUPLE:
        target = stage_after(found.rule.stage, skips_photo=found.rule.skips_photo)
        await ensure_own_opened(found.profile_of(seat.party), seat.person_id, target, now=now)
    more: dict[str, Any] = {}
    enters_details = after.stage is Stage.DETAILS and found.rule.stage is Stage.SUMMARY
    if enters_details and await nobody_has_a_picture(found):
        more["is_photo_skipped"] = True
    await _keep_yes(seat, actor=actor, now=now, is_on_behalf=is_on_behalf, witness=witness)
    saved = await save(found, after, by=seat.party, actor=actor, now=now, **more)
    details = {"party": seat.party.value, "to": saved.rule.stage.value, "on_behalf": is_on_behalf}
    await audit.record("matching.agreed", found.id, actor=actor, now=now, details=details)
    await follow_step(found, saved, actor=actor, now=now)
    return saved


async def _keep_yes(
    seat: Seat, *, actor: Actor, now: datetime, is_on_behalf: bool, witness: str | None
) -> None:
    values = {
        "id": new_id(),
        "proposal_id": seat.proposal.id,
        "party": seat.party.value,
        "stage": seat.proposal.rule.stage.value,
        "said_by": actor.account_id,
        "is_on_behalf": is_on_behalf,
        "witness": witness,
        "said_at": now,
    }
    try:
        async with savepoint():
            await insert_sealed(YesRow, values)
    except UNIQUE_VIOLATIONS as error:
        raise NotYourTurnError from error


async def _decline(seat: Seat, *, actor: Actor, now: datetime) -> None:
    found = seat.proposal
    after = agreement.decline(found.rule, seat.party, now=now)
    saved = await save(found, after, by=seat.party, actor=actor, now=now, ended_by=seat.party.value)
    details = {"from": found.rule.stage.value, "party": seat.party.value}
    await audit.record("matching.declined", found.id, actor=actor, now=now, details=details)
    await follow_step(found, saved, actor=actor, now=now)
