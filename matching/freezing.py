"""A request for money, or a threat: one button stops everything at once, and staff decide."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from wethaq.matching.ending import STAFF, end_proposal
from wethaq.matching.policy import agreement
from wethaq.matching.policy.agreement import FrozenError
from wethaq.matching.policy.stages import ENDS, ProposalHasMovedOnError, Stage
from wethaq.matching.proposals import Seat, get_desk_proposal, get_own_proposal, get_wards_proposal
from wethaq.matching.stepping import forget_yeses, save
from wethaq.matching.tables import FreezeRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import Row, rows_that, update_that
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction


class Concern(StrEnum):
    """What is reported."""

    MONEY = "money"
    THREAT = "threat"
    OTHER = "other"


class FreezeDecision(StrEnum):
    """What staff make of it."""

    RELEASED = "released"
    CLOSED = "closed"


async def report_concern(
    proposal_id: UUID, concern: Concern, words: str, *, actor: Actor, now: datetime
) -> None:
    """Stop a proposal at once; who reported it is for staff alone to know."""
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor, for_change=True)
        await _freeze(seat, concern, words, actor=actor, now=now)


async def report_concern_as_wali(
    proposal_id: UUID, concern: Concern, words: str, *, actor: Actor, now: datetime
) -> None:
    """Stop a proposal about which her guardian was asked; not even she is told that it was he."""
    async with transaction():
        seat = await get_wards_proposal(proposal_id, actor=actor, for_change=True)
        await _freeze(seat, concern, words, actor=actor, now=now)


async def decide_freeze(
    proposal_id: UUID, decision: FreezeDecision, words: str, *, actor: Actor, now: datetime
) -> None:
    """Let it go on, with fresh time and fresh yeses, or end it; what was decided, and why, stays with staff."""
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        await _decide(found.id, decision, words, actor=actor, now=now)
        if decision is FreezeDecision.RELEASED:
            await forget_yeses(found)
            await save(found, agreement.release(found.rule, now=now), actor=actor, now=now)
        elif found.rule.stage not in ENDS:
            await end_proposal(found, Stage.CLOSED_BY_STAFF, by=STAFF, actor=actor, now=now)
        details = {"decision": decision.value}
        await audit.record("matching.freeze_decided", found.id, actor=actor, now=now, details=details)


async def find_open_freeze(proposal_id: UUID) -> Row | None:
    """Return what was reported and isn't decided yet, for the desk, which has asked its guard."""
    rows = await rows_that(FreezeRow, "WHERE proposal_id = {} AND decided_at IS NULL", proposal_id)
    return open_row(FreezeRow, rows[0]) if rows else None


async def _freeze(seat: Seat, concern: Concern, words: str, *, actor: Actor, now: datetime) -> None:
    found = seat.proposal
    if found.rule.is_frozen:
        raise FrozenError
    values: dict[str, Any] = {
        "id": new_id(),
        "proposal_id": found.id,
        "kind": concern.value,
        "reported_by_party": seat.party.value,
        "words": words or None,
        "reported_at": now,
    }
    try:
        async with savepoint():
            await insert_sealed(FreezeRow, values)
    except UNIQUE_VIOLATIONS as error:
        raise FrozenError from error
    await save(found, agreement.freeze(found.rule), by=seat.party, actor=actor, now=now)
    details = {"kind": concern.value}
    await audit.record("matching.proposal_frozen", found.id, actor=actor, now=now, details=details)


async def _decide(
    proposal_id: UUID, decision: FreezeDecision, words: str, *, actor: Actor, now: datetime
) -> None:
    known = await find_open_freeze(proposal_id)
    if known is None:
        raise ProposalHasMovedOnError
    values = {
        "decided_at": now,
        "decided_by": actor.account_id,
        "decision": decision.value,
        "decision_words": words or None,
    }
    sealed = seal_values(FreezeRow, known["id"], values)
    if not await update_that(FreezeRow, sealed, "WHERE id = {} AND decided_at IS NULL", known["id"]):
        raise ProposalHasMovedOnError
