"""H6 and H7: registration as a step of its own, the service, and the end."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.hooks import ON_CLOSED, ON_SERVICE_STARTED
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.movement import move
from wethaq.platform.intake.numbering import beneficiary_number
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.checklist import ensure_reason
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.telling import tell_applicant


async def register_applicant(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Complete the registration, which gives the person a beneficiary number (H6)."""
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        registered = await move(
            request, RequestStatus.REGISTERED, "registered", actor=actor, now=now, registered_at=now
        )
        number = await beneficiary_number(request.person_id, now=now)
        await tell_applicant(registered, "request_registered", now=now, beneficiary_number=number)
    return registered


async def start_service(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Begin to provide the service; its own module takes over from here (H7)."""
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        started = await move(
            request,
            RequestStatus.IN_SERVICE,
            "service_started",
            actor=actor,
            now=now,
            service_started_at=now,
        )
        await ON_SERVICE_STARTED.call(started, now=now)
    return started


async def record_delivery(request_id: UUID, what: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Note that the service was provided, and what it was (H7)."""
    ensure_officer(actor)
    words = ensure_reason(what)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        delivered = await move(
            request, RequestStatus.DELIVERED, "delivered", actor=actor, now=now, note=words, delivered_at=now
        )
        await tell_applicant(delivered, "request_delivered", now=now)
    return delivered


async def close_request(request_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Close what was delivered; the survey's invitation follows (G7)."""
    ensure_officer(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        closed = await move(request, RequestStatus.CLOSED, "closed", actor=actor, now=now, ended_at=now)
        await ON_CLOSED.call(closed, now=now)
    return closed
