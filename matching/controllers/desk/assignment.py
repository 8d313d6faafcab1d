"""Who keeps whom: the matchmakers and the profiles that wait for one, by number only."""

from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.matching import matchmakers
from wethaq.matching.controllers.desk.forms import AppointmentForm, AssignmentForm, MatchmakerForm
from wethaq.matching.controllers.desk.words import (
    DESK,
    FOR_MANAGERS,
    Act,
    desk_page,
    page_number,
    refusal_words,
    what_was_typed,
)
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.people.choices import SEXES
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

ASSIGNMENT: Final = f"{DESK}/assignment"


@get(ASSIGNMENT, opt=FOR_MANAGERS)
async def show_assignment(actor: CurrentActor, page: FromQuery[str] = "") -> Response[Any]:
    return await _page(actor, page=page_number(page))


@post(f"{ASSIGNMENT}/matchmakers", opt=FOR_MANAGERS)
async def appoint(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, AppointmentForm)
        await matchmakers.appoint_matchmaker(
            form.account_id, sex=form.sex, room=form.room, actor=actor, now=now
        )

    return await _settle(request, actor, act)


@post(f"{ASSIGNMENT}/matchmakers/{{matchmaker_id:uuid}}", opt=FOR_MANAGERS)
async def change(
    request: SiteRequest, matchmaker_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, MatchmakerForm)
        await matchmakers.change_matchmaker(
            matchmaker_id,
            room=form.room,
            is_taking=form.taking == "yes",
            version=form.version,
            actor=actor,
            now=now,
        )

    return await _settle(request, actor, act)


@post(f"{ASSIGNMENT}/profiles/{{profile_id:uuid}}", opt=FOR_MANAGERS)
async def assign(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, AssignmentForm)
        await matchmakers.assign_profile(profile_id, form.account_id, actor=actor, now=now)

    return await _settle(request, actor, act)


async def _settle(request: SiteRequest, actor: Actor, act: Act) -> Response[Any]:
    try:
        await act()
    except InvalidInputError as error:
        return await _page(actor, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        typed = await what_was_typed(request)
        return await _page(actor, status=refusal.status, refusal=refusal_words(refusal), values=typed)
    return redirect(ASSIGNMENT)


async def _page(actor: Actor, *, page: int = 1, **context: Any) -> Response[Any]:
    return desk_page(
        "assignment.html",
        profiles=await matchmakers.list_profile_lines(actor=actor, page=page),
        matchmakers=await matchmakers.list_matchmakers(),
        appointable=await matchmakers.list_appointable(),
        sexes=SEXES,
        **context,
    )


HANDLERS = [show_assignment, appoint, change, assign]
