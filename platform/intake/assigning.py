"""Who looks after a request, and handing it to another officer (H2)."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.colleagues import list_officers
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.movement import update_where_unchanged
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.statuses import ensure_can_hand_on
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Assignment
from wethaq.platform.intake.timeline import add_event


class NotAnOfficerError(RefusedError):
    """Only an officer looks after a request."""

    message = N_("This colleague can't look after requests. Choose an officer.")


async def assign_request(request_id: UUID, officer_id: UUID, *, actor: Actor, now: datetime) -> RequestRecord:
    """Hand a request to another officer; the same officer again changes nothing."""
    ensure_officer(actor)
    if officer_id not in {account_id for account_id, _ in await list_officers()}:
        raise NotAnOfficerError
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_can_hand_on(request.status)
        if request.officer_id == officer_id:
            return request
        changed = await update_where_unchanged(request, now=now, officer_id=officer_id)
        await write_assignment(request.id, officer_id, actor=actor, now=now)
        await add_event(request.id, "assigned", actor=actor, now=now, is_public=False)
    return changed


async def write_assignment(request_id: UUID, officer_id: UUID | None, *, actor: Actor, now: datetime) -> None:
    """Keep who looked after a request from when to when; it belongs to the caller's transaction."""
    await Assignment.update({Assignment.ended_at: now}).where(
        Assignment.request_id == request_id, Assignment.ended_at.is_null()
    )
    await Assignment.insert(
        Assignment(
            id=new_id(),
            request_id=request_id,
            officer_id=officer_id,
            assigned_by=actor.account_id,
            assigned_at=now,
        )
    )
    await audit.record("intake.request_assigned", request_id, actor=actor, now=now)
