"""The only ways to a request's row: as its owner, as staff with a part in it, or as a rule of ours.

"Not yours" looks exactly like "not there".
"""

from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.policy.access import Sight, staff_sight
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Request
from wethaq.platform.people import service as people


class RequestNotFoundError(NotFoundError):
    """There is no such request, or it isn't the reader's."""


async def get_request(request_id: UUID) -> RequestRecord:
    """Return a request without asking who wants it; for rules of the house, never for a page."""
    row = await Request.select().where(Request.id == request_id).first()
    if row is None:
        raise RequestNotFoundError
    return RequestRecord.of(row)


async def get_own_request(request_id: UUID, *, actor: Actor) -> RequestRecord:
    """Return the actor's own request, or that of the child whose guardian the actor is.

    Once the guardianship has ended, the request is the young person's alone.
    """
    request = await get_request(request_id)
    if actor.person_id is None or actor.person_id != await speaker_for(request, actor.person_id):
        raise RequestNotFoundError
    return request


async def speaker_for(request: RequestRecord, reader_id: UUID | None = None) -> UUID:
    """Return who reads about a request and acts on it: the guardian while there is one, else the person.

    Of the two who may read it, `reader_id` is returned if it is one.
    """
    if request.guardian_id is None or reader_id == request.person_id:
        return request.person_id
    is_in_force = await people.has_verified_guardian(request.person_id, request.guardian_id)
    return request.guardian_id if is_in_force else request.person_id


async def get_visible_request(
    request_id: UUID, *, actor: Actor, least: Sight = Sight.CONTENT
) -> RequestRecord:
    """Return a request that a member of staff may see in at least `least` detail."""
    request = await get_request(request_id)
    sight = sight_of(request, actor=actor)
    if sight is Sight.NOTHING or (least is Sight.CONTENT and sight is not Sight.CONTENT):
        raise RequestNotFoundError
    return request


def sight_of(request: RequestRecord, *, actor: Actor) -> Sight:
    """Return how much of a request a member of staff sees.

    A person's own request isn't their business as staff: they see their own
    side of it, like everybody else.
    """
    if actor.person_id is not None and actor.person_id in {request.person_id, request.guardian_id}:
        return Sight.NOTHING
    return staff_sight(
        actor,
        status=request.status,
        entered_by=request.entered_by,
        referred_now=request.status is RequestStatus.REFERRED,
    )


async def find_open_draft(person_id: UUID, service: str) -> RequestRecord | None:
    """Return the draft that somebody has begun for a service, if there is one."""
    row = (
        await Request.select()
        .where(
            Request.person_id == person_id,
            Request.service == service,
            Request.status == RequestStatus.DRAFT.value,
        )
        .first()
    )
    return RequestRecord.of(row) if row else None


async def list_own_requests(*, actor: Actor) -> list[RequestRecord]:
    """Return the actor's own requests and those made as a guardian, the newest first."""
    if actor.person_id is None:
        return []
    rows = (
        await Request.select()
        .where((Request.person_id == actor.person_id) | (Request.guardian_id == actor.person_id))
        .order_by(Request.created_at, ascending=False)
    )
    own = [RequestRecord.of(row) for row in rows]
    return [each for each in own if await speaker_for(each, actor.person_id) == actor.person_id]
