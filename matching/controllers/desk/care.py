"""Guardians who hold something up, and the calls after the wedding."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching import desk_care, following_up
from wethaq.matching.controllers.desk.forms import CallForm, ObstructionForm
from wethaq.matching.controllers.desk.words import DESK, FOR_MATCHMAKERS, desk_page
from wethaq.matching.desk_words import CALL_WORDS, ESCALATION_WORDS
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

CARE: Final = f"{DESK}/care"


@get(CARE, opt=FOR_MATCHMAKERS)
async def show_care(actor: CurrentActor, now: Now) -> Response[Any]:
    care = await desk_care.see_care(actor=actor, now=now)
    return desk_page("care.html", care=care, escalation_words=ESCALATION_WORDS)


@get(f"{CARE}/calls/{{call_id:uuid}}", opt=FOR_MATCHMAKERS)
async def show_call(call_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _call_page(call_id, actor, now)


@post(f"{CARE}/calls/{{call_id:uuid}}", opt=FOR_MATCHMAKERS)
async def record_call(
    request: SiteRequest, call_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await desk_care.get_due_call(call_id, actor=actor, now=now)
    try:
        form = await read_form(request, CallForm)
    except InvalidInputError as error:
        return await _call_page(call_id, actor, now, status=422, errors=error.errors, values=error.values)
    await following_up.record_follow_up(call_id, form.answer, form.words, actor=actor, now=now)
    return redirect(CARE)


@get(f"{CARE}/profiles/{{profile_id:uuid}}/obstruction", opt=FOR_MATCHMAKERS)
async def show_obstruction(profile_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _obstruction_page(profile_id, actor, now)


@post(f"{CARE}/profiles/{{profile_id:uuid}}/obstruction", opt=FOR_MATCHMAKERS)
async def note_obstruction(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await desk_care.get_stuck(profile_id, actor=actor, now=now)
    try:
        form = await read_form(request, ObstructionForm)
    except InvalidInputError as error:
        return await _obstruction_page(
            profile_id, actor, now, status=422, errors=error.errors, values=error.values
        )
    await desk_care.keep_obstruction(profile_id, form.words, actor=actor, now=now)
    return redirect(CARE)


async def _call_page(call_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    line = await desk_care.get_due_call(call_id, actor=actor, now=now)
    return desk_page("care_call.html", line=line, call_words=CALL_WORDS, **context)


async def _obstruction_page(profile_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    line = await desk_care.get_stuck(profile_id, actor=actor, now=now)
    return desk_page("care_obstruction.html", line=line, escalation_words=ESCALATION_WORDS, **context)


HANDLERS = [show_care, show_call, record_call, show_obstruction, note_obstruction]
