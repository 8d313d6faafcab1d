"""From counted votes to a prepared decision: decided today, released in its time (H5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.committee.agenda import move_item
from wethaq.platform.committee.cases import Sitting, list_votes
from wethaq.platform.committee.errors import CommitteeRecordNotFoundError
from wethaq.platform.committee.policy.meetings import ItemKind, ItemStatus
from wethaq.platform.committee.policy.reasons import DecisionReason, ensure_reasons, reason_of
from wethaq.platform.committee.policy.release import DecisionStatus, Urgency
from wethaq.platform.committee.policy.voting import (
    Quorum,
    Tally,
    Verdict,
    count_votes,
    ensure_enough_votes,
    ensure_quorum,
)
from wethaq.platform.committee.records import Decision
from wethaq.platform.committee.tables import DecisionRow
from wethaq.platform.committee.voting import load_counted
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction


@dataclass(frozen=True, slots=True)
class Count:
    """What closing a vote came to; without a decision the case was put off."""

    tally: Tally
    decision_id: UUID | None


async def close_vote(
    item_id: UUID, reasons: list[str], explanation: str = "", *, actor: Actor, now: datetime
) -> Count:
    """Count the votes and prepare the decision, with reasons that fit its outcome.

    A tie that nobody breaks decides nothing and puts the case off to another
    meeting. The decision isn't the applicant's yet: it waits for its date.
    """
    async with transaction():
        sitting = await load_counted(item_id, actor=actor)
        tally = await count(sitting)
        if tally.verdict is Verdict.NONE:
            await move_item(sitting.item, ItemStatus.PUT_OFF)
            await audit.record("committee.vote_tied", item_id, actor=actor, now=now)
            return Count(tally, None)
        chosen = ensure_reasons(reasons, tally.verdict)
        await move_item(sitting.item, ItemStatus.DECIDED)
        decision_id = await _prepare(sitting, tally, chosen, explanation.strip(), now=now)
        await audit.record(
            "committee.decision_prepared",
            decision_id,
            actor=actor,
            now=now,
            person_id=sitting.request.person_id,
            details={"kind": sitting.item.kind.value},
        )
    return Count(tally, decision_id)


async def count(sitting: Sitting) -> Tally:
    """Count the votes of a case as they stand; the quorum must still be in the room."""
    ensure_quorum(sitting.quorum)
    votes = await list_votes(sitting.item.id)
    ensure_enough_votes(votes, sitting.quorum)
    return count_votes(
        votes,
        presiding=sitting.meeting.presiding_member_id,
        has_casting_vote=sitting.rules.has_casting_vote,
    )


async def get_decision(decision_id: UUID) -> Decision:
    """Return one decision; the caller has been let in."""
    return await _load(DecisionRow.id == decision_id)


async def find_decision_of_item(item_id: UUID) -> Decision | None:
    """Return the decision on a case of an agenda, if there is one."""
    try:
        return await _load(DecisionRow.item_id == item_id)
    except CommitteeRecordNotFoundError:
        return None


async def list_decisions(status: DecisionStatus) -> list[Decision]:
    """Return the decisions in one state, the earliest date first."""
    rows = (
        await DecisionRow.select()
        .where(DecisionRow.status == status.value)
        .order_by(DecisionRow.earliest_release_at, DecisionRow.decided_at)
    )
    return [_decision_of(row) for row in rows]


async def list_released(request_ids: Collection[UUID]) -> list[Decision]:
    """Return the decisions on these requests that have left the house, the earliest first."""
    if not request_ids:
        return []
    rows = (
        await DecisionRow.select()
        .where(
            DecisionRow.request_id.is_in(list(request_ids)),
            DecisionRow.status == DecisionStatus.RELEASED.value,
        )
        .order_by(DecisionRow.released_at)
    )
    return [_decision_of(row) for row in rows]


async def _load(condition: Any) -> Decision:
    row = await DecisionRow.select().where(condition).first()
    if row is None:
        raise CommitteeRecordNotFoundError
    return _decision_of(row)


async def _prepare(
    sitting: Sitting,
    tally: Tally,
    reasons: tuple[DecisionReason, ...],
    explanation: str,
    *,
    now: datetime,
) -> UUID:
    is_first = sitting.item.kind is ItemKind.DECISION
    return await insert_sealed(
        DecisionRow,
        {
            "id": new_id(),
            "item_id": sitting.item.id,
            "request_id": sitting.request.id,
            "kind": sitting.item.kind.value,
            "outcome": tally.verdict.value,
            "reasons": ",".join(reason.code for reason in reasons),
            "explanation": explanation or None,
            "in_favour": tally.in_favour,
            "against": tally.against,
            "abstained": tally.abstained,
            "by_casting_vote": tally.by_casting_vote,
            "quorum_needed": sitting.quorum.needed,
            "quorum_present": sitting.quorum.present,
            "rules_version": sitting.meeting.rules_version or 0,
            "decided_at": now,
            "earliest_release_at": sitting.request.earliest_reply_at if is_first else None,
            "status": DecisionStatus.PREPARED.value,
        },
    )


def _decision_of(row: dict[str, Any]) -> Decision:
    opened = open_row(DecisionRow, row)
    verdict = Verdict(opened["outcome"])
    return Decision(
        id=opened["id"],
        item_id=opened["item_id"],
        request_id=opened["request_id"],
        kind=ItemKind(opened["kind"]),
        verdict=verdict,
        reasons=tuple(reason_of(code) for code in opened["reasons"].split(",")),
        explanation=opened["explanation"],
        tally=Tally(
            opened["in_favour"],
            opened["against"],
            opened["abstained"],
            verdict,
            by_casting_vote=bool(opened["by_casting_vote"]),
        ),
        quorum=Quorum(opened["quorum_needed"], opened["quorum_present"]),
        decided_at=opened["decided_at"],
        earliest_release_at=opened["earliest_release_at"],
        status=DecisionStatus(opened["status"]),
        urgency=_urgency_of(opened),
        released_at=opened["released_at"],
        letter_id=opened["letter_id"],
    )


def _urgency_of(opened: dict[str, Any]) -> Urgency | None:
    if opened["urgent_asked_by"] is None:
        return None
    return Urgency(opened["urgent_reason"], opened["urgent_asked_by"], opened["urgent_approved_by"])
