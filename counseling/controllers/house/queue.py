"""The officer's queue: urgent calls, what waits for a yes or no, and what a changed plan has stranded."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import confirming, solving
from wethaq.counseling.controllers.house.typed import SAY_WHY, read_typed
from wethaq.counseling.controllers.house.words import FOLDER, PART_OF_DAY_WORDS, desk_words
from wethaq.counseling.desk_list import list_requested
from wethaq.counseling.policy.access import ACCEPTERS
from wethaq.counseling.urgent_calls import list_urgent_calls
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.choices import SAFE_CONTACT_RULES
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

QUEUE = "/desk/counseling/queue"
OFFICERS = roles(*ACCEPTERS)


@get(QUEUE, opt=OFFICERS)
async def show_queue(actor: CurrentActor, now: Now) -> Response[Any]:
    return await queue_page(actor, now)


@post(QUEUE + "/{appointment_id:uuid}/acceptance", opt=OFFICERS, status_code=200)
async def accept(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        await confirming.accept_appointment(appointment_id, actor=actor, now=now)
    except RefusedError as refusal:
        return await queue_page(actor, now, request, status=409, refusal=gettext(refusal.message))
    return await _done(request, actor, now, "accepted")


@post(QUEUE + "/{appointment_id:uuid}/refusal", opt=OFFICERS, status_code=200)
async def decline(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Say no with a reason that the family reads."""
    return await _with_reason(request, appointment_id, confirming.decline_appointment, "declined", actor, now)


@post(QUEUE + "/{appointment_id:uuid}/exception", opt=OFFICERS, status_code=200)
async def keep(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep outside the plan what the plan no longer covers."""
    return await _with_reason(request, appointment_id, solving.keep_outside_plan, "kept", actor, now)


async def _with_reason(
    request: SiteRequest,
    appointment_id: UUID,
    act: Callable[..., Awaitable[Any]],
    done: str,
    actor: Actor,
    now: datetime,
) -> Response[Any]:
    typed = await read_typed(request)
    try:
        reason = typed.words("reason", missing=SAY_WHY, most=500)
        typed.ensure_right()
        await act(appointment_id, reason, actor=actor, now=now)
    except InvalidInputError as error:
        errors = {f"reason-{appointment_id}": words for words in error.errors.values()}
        values = {f"reason-{appointment_id}": typed.text("reason")}
        return await queue_page(actor, now, request, status=422, errors=errors, values=values)
    except RefusedError as refusal:
        return await queue_page(actor, now, request, status=409, refusal=gettext(refusal.message))
    return await _done(request, actor, now, done)


async def _done(request: SiteRequest, actor: Actor, now: datetime, done: str) -> Response[Any]:
    return await queue_page(actor, now, request, done=done) if request.wants_part else redirect(QUEUE)


async def queue_page(
    actor: Actor, now: datetime, request: SiteRequest | None = None, **context: Any
) -> Response[Any]:
    """Answer with the queue; to HTMX, with its lists alone."""
    is_part = request is not None and request.wants_part
    requested = await list_requested(actor=actor, now=now)
    return page(
        f"{FOLDER}/_queue.html" if is_part else f"{FOLDER}/queue.html",
        is_part=is_part,
        waiting=[each for each in requested if not each.awaits_consent],
        awaiting_spouse=[each for each in requested if each.awaits_consent],
        conflicts=await solving.list_conflicts(actor=actor, now=now),
        calls=await list_urgent_calls(actor=actor),
        parts=PART_OF_DAY_WORDS,
        rules=SAFE_CONTACT_RULES,
        now=now,
        **{"refusal": None, "done": None, **context, **desk_words()},
    )


HANDLERS = [show_queue, accept, decline, keep]
