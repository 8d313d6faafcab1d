"""Signing (H4) and submitting: once, however often the button is pressed."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.loading import get_own_request, get_visible_request
from wethaq.platform.intake.movement import move, update_where_unchanged
from wethaq.platform.intake.numbering import next_request_number
from wethaq.platform.intake.pauses import end_pause, list_pauses
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.deadlines import reply_dates
from wethaq.platform.intake.policy.declaration import (
    DECLARATION_VERSION,
    SignatureMethod,
    ensure_witnessed,
)
from wethaq.platform.intake.policy.journey import Standing, ensure_can_resubmit, ensure_can_submit
from wethaq.platform.intake.policy.statuses import (
    AWAITING_APPLICANT,
    OFFICER_MAY_EDIT,
    AnswersAreSettledError,
    RequestStatus,
)
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import last_signature, standing_of
from wethaq.platform.intake.tables import Declaration
from wethaq.platform.intake.telling import tell_applicant
from wethaq.platform.intake.terms import get_terms
from wethaq.platform.intake.timeline import add_event


class ContentChangedError(RefusedError):
    """Another tab changed an answer after the applicant had looked at them all (H4)."""

    message = N_(
        "Something in the request changed after you opened this page. Check your answers again, then sign."
    )


async def sign_and_submit(
    request_id: UUID, *, signed_name: str, seen_hash: str, actor: Actor, now: datetime
) -> RequestRecord:
    """Sign the content that was shown, and submit it; the same again changes nothing.

    A double click or a second tab that signs the same content gets the request
    as it is. Raises ContentChangedError when it is no longer what was shown.
    """
    async with transaction():
        request = await get_own_request(request_id, actor=actor)
        if await _was_signed_already(request, seen_hash):
            return request
        if request.status not in AWAITING_APPLICANT:
            raise AnswersAreSettledError
        request = await update_where_unchanged(request, now=now)
        standing = await standing_of(request)
        if standing.current_hash != seen_hash:
            raise ContentChangedError
        await _insert_declaration(
            request, standing.current_hash, SignatureMethod.ON_SCREEN, signed_name, actor=actor, now=now
        )
        signed = replace(standing, signed_hash=standing.current_hash)
        return await _hand_in(request, signed, actor=actor, now=now, is_on_behalf=False)


async def submit_on_behalf(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Submit what staff took in; the signature follows on paper or by telephone."""
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        if request.status is not RequestStatus.DRAFT:
            return request
        request = await update_where_unchanged(request, now=now)
        return await _hand_in(request, await standing_of(request), actor=actor, now=now, is_on_behalf=True)


async def take_back(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Go on with a returned request whose applicant completed it at the desk or by telephone."""
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        standing = await standing_of(request)
        return await _hand_in(request, standing, actor=actor, now=now, is_on_behalf=True)


async def record_declaration(
    request_id: UUID,
    *,
    method: SignatureMethod,
    signed_name: str,
    witness_id: UUID | None,
    document_id: UUID | None,
    actor: Actor,
    now: datetime,
) -> RequestRecord:
    """Record a declaration signed on paper, or read back on the telephone before a witness (H4)."""
    ensure_officer(actor)
    ensure_witnessed(method, officer=actor.account_id, witness=witness_id)
    async with transaction():
        request = await ensure_can_record_declaration(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        standing = await standing_of(request)
        await _insert_declaration(
            request,
            standing.current_hash,
            method,
            signed_name,
            actor=actor,
            now=now,
            witness_id=witness_id,
            document_id=document_id,
        )
    return request


async def ensure_can_record_declaration(request_id: UUID, *, actor: Actor) -> RequestRecord:
    """Return the request for which an officer may still record a signature (H4)."""
    ensure_officer(actor)
    request = await get_visible_request(request_id, actor=actor)
    if request.status not in OFFICER_MAY_EDIT | {RequestStatus.SUBMITTED, RequestStatus.RETURNED}:
        raise AnswersAreSettledError
    return request


async def _was_signed_already(request: RequestRecord, seen_hash: str) -> bool:
    if request.status in AWAITING_APPLICANT:
        return False
    signature = await last_signature(request.id)
    return signature is not None and signature.content_hash == seen_hash


async def _hand_in(
    request: RequestRecord, standing: Standing, *, actor: Actor, now: datetime, is_on_behalf: bool
) -> RequestRecord:
    if request.status is RequestStatus.RETURNED:
        ensure_can_resubmit(standing, is_on_behalf=is_on_behalf)
        return await _resume(request, actor=actor, now=now)
    ensure_can_submit(standing, is_on_behalf=is_on_behalf)
    terms = await get_terms(request.service, request.terms_version)
    dates = reply_dates(request.path, terms, now)
    submitted = await move(
        request,
        RequestStatus.SUBMITTED,
        "submitted",
        actor=actor,
        now=now,
        number=await next_request_number(now),
        submitted_at=now,
        earliest_reply_at=dates.earliest_at,
        latest_reply_on=dates.latest_on,
    )
    await tell_applicant(submitted, "request_submitted", now=now)
    return submitted


async def _resume(request: RequestRecord, *, actor: Actor, now: datetime) -> RequestRecord:
    """Let the clock of the reply run again, moved on by the days the applicant was awaited."""
    await end_pause(request.id, now=now)
    terms = await get_terms(request.service, request.terms_version)
    submitted_at = request.submitted_at or now
    dates = reply_dates(request.path, terms, submitted_at, await list_pauses(request.id, now=now))
    return await move(
        request,
        RequestStatus.IN_VERIFICATION,
        "completed",
        actor=actor,
        now=now,
        latest_reply_on=dates.latest_on,
    )


async def _insert_declaration(
    request: RequestRecord,
    content_hash: str,
    method: SignatureMethod,
    signed_name: str,
    *,
    actor: Actor,
    now: datetime,
    witness_id: UUID | None = None,
    document_id: UUID | None = None,
) -> None:
    declaration_id = new_id()
    await insert_sealed(
        Declaration,
        {
            "id": declaration_id,
            "request_id": request.id,
            "content_hash": content_hash,
            "declaration_version": DECLARATION_VERSION,
            "method": method.value,
            "signed_name": signed_name,
            "signed_at": now,
            "recorded_by": None if method is SignatureMethod.ON_SCREEN else actor.account_id,
            "witness_id": witness_id,
            "document_id": document_id,
        },
    )
    await add_event(request.id, f"signed_{method.value}", actor=actor, now=now)
    await audit.record(
        "intake.request_signed",
        request.id,
        actor=actor,
        now=now,
        person_id=request.person_id,
        details={"declaration": str(declaration_id), "sha256": content_hash, "method": method.value},
    )
