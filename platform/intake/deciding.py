"""Decisions: recorded once, by the committee (H5) or by an officer, and never before their date."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.loading import get_request, get_visible_request
from wethaq.platform.intake.movement import move
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.checklist import ensure_reason
from wethaq.platform.intake.policy.deadlines import EarlyReply, appeal_until
from wethaq.platform.intake.policy.journey import (
    ensure_can_decide,
    ensure_can_decide_directly,
    status_after_decision,
)
from wethaq.platform.intake.policy.statuses import Outcome, RequestStatus, ensure_at
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import standing_of
from wethaq.platform.intake.tables import Request
from wethaq.platform.intake.telling import tell_applicant
from wethaq.platform.intake.terms import get_terms

AT_COMMITTEE = (RequestStatus.IN_COMMITTEE, RequestStatus.APPEALED, RequestStatus.IN_APPEAL)


async def requests_awaiting_committee() -> list[RequestRecord]:
    """Return what the committee has before it, the most pressing first: studies and appeals."""
    rows = (
        await Request.select()
        .where(Request.status.is_in([status.value for status in AT_COMMITTEE]))
        .order_by(Request.due_on, Request.submitted_at)
    )
    return [RequestRecord.of(row) for row in rows]


async def record_decision(
    request_id: UUID,
    outcome: Outcome,
    reasons: Sequence[str],
    *,
    actor: Actor,
    now: datetime,
    decision_id: UUID,
    early_reply: EarlyReply | None = None,
) -> RequestRecord:
    """Make the committee's decision the request's, and so visible to the applicant.

    Call it when the reply is given, not when votes are counted: the applicant
    learns of it at once. On an appeal it decides the appeal. Recording the same
    decision twice changes nothing. Raises ReplyTooEarlyError before
    `earliest_reply_at` without an `early_reply` that a second person approved.
    """
    async with transaction():
        request = await get_request(request_id)
        if request.decision_id == decision_id:
            return request
        ensure_can_decide(await standing_of(request), now, early_reply)
        note = "\n".join(reasons)
        return await _decide(request, outcome, note, actor=actor, now=now, decision_id=decision_id)


async def begin_appeal_hearing(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Put an appeal before those who will hear it (R3)."""
    async with transaction():
        request = await get_request(request_id)
        return await move(request, RequestStatus.IN_APPEAL, "appeal_hearing_begun", actor=actor, now=now)


async def return_from_committee(
    request_id: UUID, question: str, *, actor: Actor, now: datetime
) -> RequestRecord:
    """Give a request back to the officer because the committee needs to know more."""
    reason = ensure_reason(question)
    async with transaction():
        request = await get_request(request_id)
        ensure_at(request.status, RequestStatus.IN_COMMITTEE)
        return await move(
            request,
            RequestStatus.IN_VERIFICATION,
            "returned_by_committee",
            actor=actor,
            now=now,
            note=reason,
            is_public=False,
            forwarded_at=None,
            verified_at=None,
        )


async def decide_directly(
    request_id: UUID, outcome: Outcome, reason: str, *, actor: Actor, now: datetime
) -> RequestRecord:
    """Accept or refuse as an officer, for services that don't take the committee's path."""
    ensure_officer(actor)
    note = ensure_reason(reason) if outcome is Outcome.REFUSED else reason.strip()
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_can_decide_directly(await standing_of(request))
        return await _decide(request, outcome, note, actor=actor, now=now, decision_id=None)


async def _decide(
    request: RequestRecord,
    outcome: Outcome,
    note: str,
    *,
    actor: Actor,
    now: datetime,
    decision_id: UUID | None,
) -> RequestRecord:
    target = status_after_decision(request.status, outcome)
    terms = await get_terms(request.service, request.terms_version)
    until = appeal_until(now, terms) if target is RequestStatus.REFUSED else None
    decided = await move(
        request,
        target,
        target.value,
        actor=actor,
        now=now,
        note=note or None,
        decided_at=now,
        decision_id=decision_id,
        appeal_until=until,
        ended_at=now if target is RequestStatus.REFUSED_FINALLY else None,
    )
    await tell_applicant(decided, "request_decided", now=now)
    return decided
