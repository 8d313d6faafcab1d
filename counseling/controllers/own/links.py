"""One-time links, without a login: date, time and way, never a name or the service (PUBLIC).

Whoever holds such a link may be anybody with the phone in hand, so it shows
what the message showed and no more. A used, an old and an invented link give
the same page with the same status.
"""

from typing import Any, Final

from litestar import Request, Response, Router, get, post
from litestar.datastructures import ResponseHeader
from litestar.params import FromPath

from wethaq.counseling import absence, changing_by_link
from wethaq.counseling.absence import LEAVERS
from wethaq.counseling.controllers.own import change_pages
from wethaq.counseling.controllers.own.forms import CancellationForm, MoveForm, read_day
from wethaq.counseling.links import PATH, open_link
from wethaq.counseling.own_times import nearest_to
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.counseling.policy.statuses import AHEAD
from wethaq.counseling.wording import MODALITY_NAMES, STATUS_TONE, STATUS_WORDS
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import go_on, page
from wethaq.platform.web.sent_form import SiteRequest

FOLDER: Final = "counseling/own"
ONE: Final = "/{token:str}"
OUTCOMES: Final = {"cancelled", "moved", "left", "taken", "refused"}
UNLISTED: Final = ResponseHeader(name="X-Robots-Tag", value="noindex, nofollow")


def link_ended(_: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """Say that a link has ended and how to go on, whether or not there ever was one."""
    del error
    return page(f"{FOLDER}/link_ended.html", status=404)


@get("/appointments/done/{outcome:str}", opt=PUBLIC, response_headers=[UNLISTED])
async def show_outcome(outcome: FromPath[str]) -> Response[str]:
    """Say what has been done; the address names no link, since that has ended."""
    return page(f"{FOLDER}/link_done.html", outcome=outcome if outcome in OUTCOMES else None)


@get(ONE, opt=PUBLIC)
async def show_link(token: FromPath[str], now: Now) -> Response[str]:
    appointment, attendee = await open_link(token, now=now)
    return page(
        f"{FOLDER}/link.html",
        appointment=appointment,
        path=f"{PATH}/{token}",
        now=now,
        is_open=appointment.status in AHEAD,
        speaks=attendee.role not in LEAVERS,
        status_words=STATUS_WORDS,
        status_tone=STATUS_TONE,
        modality_names=MODALITY_NAMES,
    )


@get(ONE + "/cancellation", opt=PUBLIC)
async def ask_cancellation(token: FromPath[str], now: Now) -> Response[str]:
    appointment = await changing_by_link.get_changeable(token, now=now)
    return await change_pages.cancellation(appointment, f"{PATH}/{token}", now=now)


@post(ONE + "/cancellation", opt=PUBLIC)
async def cancel(request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, CancellationForm)
        await changing_by_link.cancel_by_link(token, actor=actor, now=now, words=form.words)
    except (InvalidInputError, RefusedError) as error:
        appointment = await changing_by_link.get_changeable(token, now=now)
        typed = form_values(await request.form(), CancellationForm)
        return await change_pages.cancellation(
            appointment, f"{PATH}/{token}", now=now, error=error, values=typed
        )
    return go_on(request, "/appointments/done/cancelled")


@get(ONE + "/times", opt=PUBLIC)
async def show_times(request: SiteRequest, token: FromPath[str], now: Now) -> Response[str]:
    appointment = await changing_by_link.get_changeable(token, now=now)
    first_on = read_day(request.query_params.get("from"))
    try:
        found = await changing_by_link.list_times_by_link(token, first_on, now=now)
    except RefusedError as error:
        return change_pages.refused(appointment, f"{PATH}/{token}", error)
    return change_pages.times(found, f"{PATH}/{token}", now=now, is_part=request.wants_part)


@post(ONE + "/move", opt=PUBLIC)
async def move(request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    path = f"{PATH}/{token}"
    appointment = await changing_by_link.get_changeable(token, now=now)
    try:
        form = await read_form(request, MoveForm)
    except InvalidInputError as error:
        return await change_pages.times_again(appointment, path, error, now=now)
    try:
        await changing_by_link.move_by_link(token, form.starts_at, actor=actor, now=now)
    except JustTakenError as error:
        nearest = await nearest_to(appointment, form.starts_at, now=now)
        return change_pages.times(nearest, path, now=now, error=error)
    except RefusedError as error:
        return await change_pages.times_again(appointment, path, error, now=now)
    return go_on(request, "/appointments/done/moved")


@get(ONE + "/absence", opt=PUBLIC)
async def ask_absence(token: FromPath[str], now: Now) -> Response[str]:
    appointment, attendee = await open_link(token, now=now)
    if attendee.role not in LEAVERS or appointment.status not in AHEAD:
        raise NotFoundError
    return change_pages.absence(appointment, f"{PATH}/{token}")


@post(ONE + "/absence", opt=PUBLIC)
async def stay_away(
    request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    await absence.stay_away_by_link(token, actor=actor, now=now)
    return go_on(request, "/appointments/done/left")


LINKS = Router(
    path=PATH,
    route_handlers=[
        show_link,
        ask_cancellation,
        cancel,
        show_times,
        move,
        ask_absence,
        stay_away,
    ],
    exception_handlers={NotFoundError: link_ended},
    response_headers=[UNLISTED],
)
HANDLERS: list[Any] = [show_outcome, LINKS]
