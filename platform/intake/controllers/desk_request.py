"""The request's page at the desk: reading it, its papers and its thread."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import conversing
from wethaq.platform.intake.colleagues import names_of
from wethaq.platform.intake.controllers.conversation import officers_thread, refused_part, sent_part
from wethaq.platform.intake.controllers.desk_page import PURPOSE, desk_page
from wethaq.platform.intake.controllers.forms import MessageForm
from wethaq.platform.intake.controllers.my_requests import pdf
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.printing import print_request
from wethaq.platform.intake.reading import open_request_file
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

READERS = roles(
    Role.RELATIONS_OFFICER,
    Role.MANAGER,
    Role.CALL_CENTRE_AGENT,
    Role.SOCIAL_RESEARCH_OFFICER,
)
OFFICERS = roles(Role.RELATIONS_OFFICER, Role.MANAGER)


@get("/desk/requests/{request_id:uuid}", opt=READERS)
async def show_request(request_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await desk_page(request_id, actor=actor, now=now)


@post("/desk/requests/{request_id:uuid}/messages", opt=OFFICERS)
async def answer(
    request: SiteRequest, request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, MessageForm)
        await conversing.answer_applicant(request_id, form.message, actor=actor, now=now)
    except InvalidInputError as error:
        if request.wants_part:
            return refused_part(await _thread(request_id, actor), error.errors, error.values)
        return await desk_page(
            request_id, actor=actor, now=now, status=422, errors=error.errors, values=error.values
        )
    if request.wants_part:
        return sent_part(await _thread(request_id, actor))
    return redirect(f"/desk/requests/{request_id}#thread")


@get("/desk/requests/{request_id:uuid}/printout", opt=OFFICERS)
async def print_at_desk(request_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    """Print T3 in Arabic, with a line to sign by hand while it isn't signed."""
    file = await open_request_file(request_id, actor=actor, now=now, purpose=PURPOSE)
    return pdf(await print_request(file, language="ar"), file.request.number)


async def _thread(request_id: UUID, actor: Actor) -> dict[str, Any]:
    request = await get_visible_request(request_id, actor=actor)
    writers = {message.author_id for message in await conversing.list_messages(request)}
    return await officers_thread(request, await names_of(writers), may_write=True)


HANDLERS = [show_request, answer, print_at_desk]
