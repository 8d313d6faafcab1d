"""The applicant's own turns of the way: withdrawing a request and appealing a refusal (R3)."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.loading import get_own_request, get_visible_request
from wethaq.platform.intake.movement import move
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.checklist import ensure_reason
from wethaq.platform.intake.policy.journey import ensure_can_lodge_appeal
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import OPEN_STATUSES, RequestStatus
from wethaq.platform.intake.records import AppealRecord, RequestRecord
from wethaq.platform.intake.standing import standing_of
from wethaq.platform.intake.tables import Answer, Appeal, Request
from wethaq.platform.intake.telling import tell_applicant
from wethaq.platform.intake.terms import get_terms
from wethaq.platform.localisation.working_calendar import working_deadline


async def withdraw_request(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Withdraw the actor's own request; no reason is asked. Withdrawing twice changes nothing."""
    async with transaction():
        request = await get_own_request(request_id, actor=actor)
        return await _withdraw(request, actor=actor, now=now)


async def withdraw_on_behalf(request_id: UUID, reason: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Withdraw a request because the applicant asked for it by telephone or at the desk."""
    ensure_officer(actor)
    note = ensure_reason(reason)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        return await _withdraw(request, actor=actor, now=now, note=note)


async def end_requests_without_consent(person_id: UUID, purpose: str, *, now: datetime) -> None:
    """Stop working on the requests that lived on a consent which was taken back.

    app.py registers it as a withdrawal hook under "intake.", a service with a purpose of its own
    under that one; it may be called twice.
    """
    rows = await Request.select().where(
        Request.person_id == person_id,
        Request.status.is_in([status.value for status in OPEN_STATUSES]),
    )
    for row in rows:
        request = RequestRecord.of(row)
        policy = CATALOGUE.all().get(request.service)
        if policy is not None and purpose in policy.consents:
            async with transaction():
                await _withdraw(request, actor=SYSTEM, now=now)


def may_appeal(request: RequestRecord, now: datetime) -> bool:
    """Tell whether an appeal is still open to the applicant, so that no page offers it in vain (R3)."""
    is_refused = request.status is RequestStatus.REFUSED
    return is_refused and request.appeal_until is not None and now < request.appeal_until


async def lodge_appeal(request_id: UUID, grounds: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Lodge the one appeal against a refusal; people who did not vote will hear it (R3)."""
    words = ensure_reason(grounds)
    async with transaction():
        request = await get_own_request(request_id, actor=actor)
        ensure_can_lodge_appeal(await standing_of(request), now)
        terms = await get_terms(request.service, request.terms_version)
        reply_by = working_deadline(now, terms.appeal_reply_within_working_days)
        appealed = await move(
            request, RequestStatus.APPEALED, "appealed", actor=actor, now=now, appeal_reply_on=reply_by
        )
        await insert_sealed(
            Appeal,
            {
                "id": new_id(),
                "request_id": request.id,
                "grounds": words,
                "lodged_at": now,
                "lodged_by": actor.account_id,
                "reply_by": reply_by,
            },
        )
        await tell_applicant(appealed, "request_appealed", now=now, reply_by=reply_by)
    return appealed


async def find_appeal(request_id: UUID) -> AppealRecord | None:
    """Return the appeal of a request, opened; the caller has been let in to the request."""
    row = await Appeal.select().where(Appeal.request_id == request_id).first()
    if row is None:
        return None
    opened = open_row(Appeal, row)
    return AppealRecord(
        id=opened["id"],
        request_id=opened["request_id"],
        grounds=opened["grounds"],
        lodged_at=opened["lodged_at"],
        reply_by=opened["reply_by"],
    )


async def _withdraw(
    request: RequestRecord, *, actor: Actor, now: datetime, note: str | None = None
) -> RequestRecord:
    if request.status is RequestStatus.WITHDRAWN:
        return request
    withdrawn = await move(
        request, RequestStatus.WITHDRAWN, "withdrawn", actor=actor, now=now, note=note, ended_at=now
    )
    if request.status is RequestStatus.DRAFT:
        # What nobody signed or saw has no reason to stay (data minimisation).
        await Answer.delete().where(Answer.request_id == request.id)
    else:
        await tell_applicant(withdrawn, "request_withdrawn", now=now)
    return withdrawn
