"""One case before the committee: hear it, step back from it, vote on it, count."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.platform.actors import Actor
from wethaq.platform.committee import decisions, voting
from wethaq.platform.committee.controllers.audiences import MEMBERS
from wethaq.platform.committee.controllers.forms import DecisionForm, RecusalForm, VoteForm, WordsForm
from wethaq.platform.committee.counting import open_count
from wethaq.platform.committee.members import get_seat
from wethaq.platform.committee.policy.reasons import reasons_for
from wethaq.platform.committee.room import open_case
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import fragment, page, redirect
from wethaq.platform.web.sent_form import SiteRequest

ONE = "/committee/items/{item_id:uuid}"


@get(ONE, opt=MEMBERS)
async def show_case(item_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _case_page(item_id, actor, now)


@get(ONE + "/figures", opt=MEMBERS)
async def show_figures(
    item_id: FromPath[UUID], request: SiteRequest, actor: CurrentActor, shown: FromQuery[str] = ""
) -> Response[Any]:
    """Say how the vote stands, again and again while it is open; `shown` is the verdict the page was made for."""
    count = await open_count(item_id, await get_seat(actor))
    if not request.wants_part:
        return _back(item_id)
    return fragment("platform/committee/_figures.html", count=count, shown=shown)


@post(ONE + "/voting", status_code=303, opt=MEMBERS)
async def open_vote(item_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await voting.open_vote(item_id, actor=actor, now=now)
    return _back(item_id)


@post(ONE + "/votes", status_code=303, opt=MEMBERS)
async def cast_vote(
    item_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, VoteForm)
    except InvalidInputError as error:
        return await _case_page(item_id, actor, now, status=422, errors=error.errors, values=error.values)
    await voting.cast_vote(item_id, form.choice, actor=actor, now=now)
    return _back(item_id)


@post(ONE + "/recusal", status_code=303, opt=MEMBERS)
async def recuse(
    item_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, RecusalForm)
    except InvalidInputError as error:
        return await _case_page(item_id, actor, now, status=422, errors=error.errors, values=error.values)
    await voting.recuse(item_id, form.reason, is_relative=form.is_relative, actor=actor, now=now)
    return _back(item_id)


@post(ONE + "/deferral", status_code=303, opt=MEMBERS)
async def put_off(
    item_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, WordsForm)
    except InvalidInputError as error:
        return await _case_page(item_id, actor, now, status=422, errors=error.errors, values=error.values)
    await voting.put_off(item_id, form.reason, actor=actor, now=now)
    return _back(item_id)


@post(ONE + "/decision", status_code=303, opt=MEMBERS)
async def close_vote(
    item_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await read_form(request, DecisionForm)
    await decisions.close_vote(item_id, form.reasons, form.explanation, actor=actor, now=now)
    return _back(item_id)


async def _case_page(
    item_id: UUID, actor: Actor, now: Any, *, status: int = 200, **context: Any
) -> Response[Any]:
    seat = await get_seat(actor)
    view = await open_case(item_id, seat, actor=actor, now=now)
    count = await open_count(item_id, seat)
    return page(
        "platform/committee/case.html",
        status=status,
        view=view,
        count=count,
        shown=count.verdict or "",
        reasons=reasons_for(view.verdict_so_far),
        **context,
    )


def _back(item_id: UUID) -> Response[Any]:
    return redirect(f"/committee/items/{item_id}")


HANDLERS = [show_case, show_figures, open_vote, cast_vote, recuse, put_off, close_vote]
