"""The officer's part of H2: take up, match each item, return for completion, declare, forward."""

from datetime import date, datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.assigning import write_assignment
from wethaq.platform.intake.checklist import get_item, set_item
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.movement import move, update_where_unchanged
from wethaq.platform.intake.pauses import begin_pause
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.checklist import (
    ItemState,
    ensure_can_match,
    ensure_reason,
    is_expired,
    state_after_match,
)
from wethaq.platform.intake.policy.journey import ensure_can_declare, ensure_can_forward
from wethaq.platform.intake.policy.statuses import RequestStatus, StepNotPossibleError, ensure_at
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import standing_of
from wethaq.platform.intake.telling import tell_applicant
from wethaq.platform.intake.timeline import add_event
from wethaq.platform.localisation.dates import riyadh_date


async def take_up(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Begin verification, and look after the request from now on.

    Only what was just handed in is taken up. Whatever else leads back to
    matching has a step of its own: a completion, an answered referral, a
    question of the committee.
    """
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_at(request.status, RequestStatus.SUBMITTED)
        taken = await move(
            request,
            RequestStatus.IN_VERIFICATION,
            "taken_up",
            actor=actor,
            now=now,
            officer_id=actor.account_id,
        )
        await write_assignment(request.id, actor.account_id, actor=actor, now=now)
    return taken


async def match_item(
    request_id: UUID, code: str, *, expires_on: date | None, actor: Actor, now: datetime
) -> None:
    """Tick an item: compared with what was shown, and valid today (H2).

    Raises DocumentExpiredError for a document that has run out; use
    `mark_expired` to record that it was seen and asks for a new one.
    """
    async with transaction():
        request = await _load_for_matching(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        entry_id, record = await get_item(request, code)
        ensure_can_match(record.item, record.standing, expires_on=expires_on, today=riyadh_date(now))
        await set_item(
            entry_id,
            now=now,
            state=state_after_match(record.item),
            is_matched=True,
            expires_on=expires_on,
            reason=None,
            changed_by=actor.account_id,
        )
        await _note(request, "item_matched", code, actor=actor, now=now)


async def mark_expired(request_id: UUID, code: str, *, expires_on: date, actor: Actor, now: datetime) -> None:
    """Record that a document was shown and has run out; it stays open until a valid one comes."""
    async with transaction():
        request = await _load_for_matching(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        if not is_expired(expires_on, riyadh_date(now)):
            raise StepNotPossibleError
        entry_id, _ = await get_item(request, code)
        await set_item(
            entry_id,
            now=now,
            state=ItemState.EXPIRED,
            is_matched=False,
            expires_on=expires_on,
            changed_by=actor.account_id,
        )
        await _note(request, "item_expired", code, actor=actor, now=now)


async def except_item(
    request_id: UUID, code: str, state: ItemState, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Waive an item, or mark it as not needed; who did it and why is kept (H2)."""
    why = ensure_reason(reason)
    if state not in {ItemState.WAIVED, ItemState.NOT_NEEDED}:
        raise StepNotPossibleError
    async with transaction():
        request = await _load_for_matching(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        entry_id, _ = await get_item(request, code)
        await set_item(
            entry_id, now=now, state=state, is_matched=False, reason=why, changed_by=actor.account_id
        )
        await _note(request, f"item_{state.value}", code, actor=actor, now=now)


async def reopen_item(request_id: UUID, code: str, *, actor: Actor, now: datetime) -> None:
    """Take a tick or an exception back."""
    async with transaction():
        request = await _load_for_matching(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        entry_id, record = await get_item(request, code)
        state = ItemState.RECEIVED if record.documents else ItemState.REQUIRED
        await set_item(
            entry_id,
            now=now,
            state=state,
            is_matched=False,
            reason=None,
            expires_on=None,
            changed_by=actor.account_id,
        )
        await _note(request, "item_reopened", code, actor=actor, now=now)


async def return_request(request_id: UUID, reasons: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Ask the applicant to complete or correct it; the reply's clock stands meanwhile (H2, H5)."""
    ensure_officer(actor)
    why = ensure_reason(reasons)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        returned = await move(request, RequestStatus.RETURNED, "returned", actor=actor, now=now, note=why)
        await begin_pause(request.id, now=now)
        await tell_applicant(returned, "request_returned", now=now)
    return returned


async def complete_verification(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Confirm that all is matched (H2) and signed as it stands (H4)."""
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_can_declare(await standing_of(request), riyadh_date(now))
        return await move(request, RequestStatus.DECLARED, "declared", actor=actor, now=now, verified_at=now)


async def reopen_verification(request_id: UUID, reason: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Go back to matching before the committee has the request."""
    ensure_officer(actor)
    why = ensure_reason(reason)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        if request.status is not RequestStatus.DECLARED:
            raise StepNotPossibleError
        return await move(
            request,
            RequestStatus.IN_VERIFICATION,
            "verification_reopened",
            actor=actor,
            now=now,
            note=why,
            is_public=False,
            verified_at=None,
        )


async def forward_to_committee(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Raise the request to the research committee, and tell the applicant so (H5)."""
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_can_forward(await standing_of(request))
        forwarded = await move(
            request, RequestStatus.IN_COMMITTEE, "forwarded", actor=actor, now=now, forwarded_at=now
        )
        await tell_applicant(forwarded, "request_forwarded", now=now)
    return forwarded


async def _load_for_matching(request_id: UUID, *, actor: Actor) -> RequestRecord:
    ensure_officer(actor)
    request = await get_visible_request(request_id, actor=actor)
    if request.status is not RequestStatus.IN_VERIFICATION:
        raise StepNotPossibleError
    return request


async def _note(request: RequestRecord, kind: str, code: str, *, actor: Actor, now: datetime) -> None:
    await add_event(request.id, kind, actor=actor, now=now, is_public=False, note=code)
    await audit.record(
        f"intake.{kind}",
        request.id,
        actor=actor,
        now=now,
        person_id=request.person_id,
        details={"item": code},
    )
