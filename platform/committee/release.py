"""Releasing a decision: the letter is issued and the request decided, in one transaction, never early (H5)."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role
from wethaq.platform.committee.decision_letters import issue_decision_letter
from wethaq.platform.committee.decisions import get_decision
from wethaq.platform.committee.errors import ReleasedAlreadyError
from wethaq.platform.committee.policy.release import (
    DecisionStatus,
    Urgency,
    ensure_can_approve_urgency,
    ensure_can_ask_urgency,
    ensure_can_release,
)
from wethaq.platform.committee.policy.voting import Verdict
from wethaq.platform.committee.records import Decision
from wethaq.platform.committee.tables import DecisionRow
from wethaq.platform.committee.voting import BEFORE_COMMITTEE
from wethaq.platform.database.sealing import update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import ForbiddenError
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.service import EarlyReply, Outcome
from wethaq.platform.localisation import gettext, use_language
from wethaq.platform.localisation.dates import riyadh_date

RELEASERS = frozenset({Role.RELATIONS_OFFICER, Role.MANAGER, Role.COMMITTEE_CHAIR})
"""A person releases, not a job: somebody reads the letter before a family does (docs/decisions)."""
APPROVERS = frozenset({Role.MANAGER, Role.COMMITTEE_CHAIR})
OUTCOMES = {Verdict.ACCEPTED: Outcome.ACCEPTED, Verdict.REFUSED: Outcome.REFUSED}


async def release_decision(decision_id: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Issue the letter and make the decision the request's own; return the letter's id.

    Refused before the earliest date unless one person asked with a reason
    and another agreed.
    """
    ensure_releaser(actor)
    async with transaction():
        decision = await get_decision(decision_id)
        ensure_can_release(decision.status, decision.earliest_release_at, now, decision.urgency)
        await _claim(decision, actor=actor, now=now)
        request = await intake.record_decision(
            decision.request_id,
            OUTCOMES[decision.verdict],
            _reason_words(decision),
            actor=actor,
            now=now,
            decision_id=decision.id,
            early_reply=_early_reply(decision),
        )
        letter = await issue_decision_letter(decision, request, actor=actor, now=now)
        await DecisionRow.update({DecisionRow.letter_id: letter.id}).where(DecisionRow.id == decision.id)
        await audit.record(
            "committee.decision_released", decision.id, actor=actor, now=now, person_id=request.person_id
        )
    return letter.id


async def ask_urgent_release(decision_id: UUID, reason: str, *, actor: Actor, now: datetime) -> None:
    """Ask for a release before the date, and say why; asking again replaces the reason and any approval."""
    ensure_releaser(actor)
    async with transaction():
        decision = await get_decision(decision_id)
        ensure_can_ask_urgency(decision.status, reason)
        await update_sealed(
            DecisionRow,
            decision_id,
            {
                "urgent_reason": reason.strip(),
                "urgent_asked_by": actor.account_id,
                "urgent_asked_at": now,
                "urgent_approved_by": None,
                "urgent_approved_at": None,
            },
        )
        await audit.record("committee.urgency_asked", decision_id, actor=actor, now=now)


async def approve_urgent_release(decision_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Agree to an earlier release as the second person; the one who asked can't."""
    if not actor.has(*APPROVERS):
        raise ForbiddenError
    async with transaction():
        decision = await get_decision(decision_id)
        ensure_can_approve_urgency(decision.status, decision.urgency, actor.account_id)
        await DecisionRow.update(
            {DecisionRow.urgent_approved_by: actor.account_id, DecisionRow.urgent_approved_at: now}
        ).where(DecisionRow.id == decision_id, DecisionRow.status == DecisionStatus.PREPARED.value)
        await audit.record("committee.urgency_approved", decision_id, actor=actor, now=now)


async def void_fallen_decisions(now: datetime) -> None:
    """Drop decisions on requests that were withdrawn before their date; a part of the daily job."""
    del now
    rows = await DecisionRow.select(DecisionRow.id, DecisionRow.request_id).where(
        DecisionRow.status == DecisionStatus.PREPARED.value
    )
    for row in rows:
        request = await intake.get_request(row["request_id"])
        if request.status not in BEFORE_COMMITTEE:
            await DecisionRow.update({DecisionRow.status: DecisionStatus.VOID.value}).where(
                DecisionRow.id == row["id"], DecisionRow.status == DecisionStatus.PREPARED.value
            )


async def list_due_unreminded(now: datetime) -> list[UUID]:
    """Mark today's due decisions as reminded and return them; twice a day returns nothing."""
    today = riyadh_date(now)
    rows = (
        await DecisionRow.update({DecisionRow.reminded_on: today})
        .where(
            DecisionRow.status == DecisionStatus.PREPARED.value,
            DecisionRow.earliest_release_at <= now,
            (DecisionRow.reminded_on.is_null()) | (DecisionRow.reminded_on != today),
        )
        .returning(DecisionRow.id)
    )
    return [row["id"] for row in rows]


def ensure_releaser(actor: Actor) -> None:
    """Refuse the release of letters to anybody but those who answer for them."""
    if not actor.has(*RELEASERS):
        raise ForbiddenError


async def _claim(decision: Decision, *, actor: Actor, now: datetime) -> None:
    claimed = (
        await DecisionRow.update(
            {
                DecisionRow.status: DecisionStatus.RELEASED.value,
                DecisionRow.released_at: now,
                DecisionRow.released_by: actor.account_id,
            }
        )
        .where(DecisionRow.id == decision.id, DecisionRow.status == DecisionStatus.PREPARED.value)
        .returning(DecisionRow.id)
    )
    if not claimed:
        raise ReleasedAlreadyError


def _early_reply(decision: Decision) -> EarlyReply | None:
    urgency: Urgency | None = decision.urgency
    if urgency is None or urgency.approved_by is None:
        return None
    return EarlyReply(urgency.reason, urgency.asked_by, urgency.approved_by)


def _reason_words(decision: Decision) -> list[str]:
    """Return the reasons in Arabic, the language in which the request's timeline keeps its notes."""
    with use_language("ar"):
        return [gettext(reason.words) for reason in decision.reasons]
