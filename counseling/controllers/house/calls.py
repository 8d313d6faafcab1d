"""Urgent calls: taken from the queue by one colleague, made, and written down."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import urgent_calls
from wethaq.counseling.controllers.house.queue import OFFICERS, QUEUE, queue_page
from wethaq.counseling.controllers.house.typed import read_typed
from wethaq.counseling.controllers.house.words import FOLDER, PART_OF_DAY_WORDS, desk_words
from wethaq.counseling.policy.urgent_calls import OUTCOME_WORDS, CallOutcome
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.people import service as people
from wethaq.platform.people.choices import SAFE_CONTACT_RULES
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

CALLS = "/desk/counseling/calls"
CALL = CALLS + "/{call_id:uuid}"


@post(CALL + "/taking", opt=OFFICERS)
async def take(request: SiteRequest, call_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    """Take a call; of two colleagues one gets it, since two calls to one person may do harm."""
    try:
        await urgent_calls.take_urgent_call(call_id, actor=actor, now=now)
    except RefusedError as refusal:
        return await queue_page(actor, now, request, status=409, refusal=gettext(refusal.message))
    return redirect(f"{CALLS}/{call_id}")


@get(CALL, opt=OFFICERS)
async def show_call(call_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _call_page(call_id, actor, now)


@post(CALL + "/ending", opt=OFFICERS)
async def end(request: SiteRequest, call_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    """Write down how a call ended."""
    typed = await read_typed(request)
    try:
        outcome = typed.one_of("outcome", CallOutcome)
        note = typed.words("note", most=2_000) if typed.text("note") else None
        typed.ensure_right()
        await urgent_calls.end_urgent_call(call_id, outcome, note, actor=actor, now=now)
    except InvalidInputError as error:
        return await _call_page(call_id, actor, now, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        return await queue_page(actor, now, request, status=409, refusal=gettext(refusal.message))
    return redirect(QUEUE)


async def _call_page(call_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    call = await urgent_calls.get_taken_call(call_id, actor=actor)
    return page(
        f"{FOLDER}/call.html",
        call=call,
        contact=await people.contact_of(call.person_id),
        rules=SAFE_CONTACT_RULES,
        parts=PART_OF_DAY_WORDS,
        outcomes=OUTCOME_WORDS,
        now=now,
        **{**context, **desk_words()},
    )


HANDLERS = [take, show_call, end]
