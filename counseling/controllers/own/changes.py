"""Cancelling, moving and staying away, in one's own account."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import absence, changing
from wethaq.counseling.controllers.own import change_pages
from wethaq.counseling.controllers.own.appointments import PATH
from wethaq.counseling.controllers.own.forms import CancellationForm, MoveForm, read_day
from wethaq.counseling.loading import get_own_appointment
from wethaq.counseling.own_appointments import compose_own
from wethaq.counseling.own_times import list_times_for_move, nearest_to
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import go_on
from wethaq.platform.web.sent_form import SiteRequest

ONE = PATH + "/{appointment_id:uuid}"


@get(ONE + "/cancellation", opt=SIGNED_IN)
async def ask_cancellation(appointment_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[str]:
    own = await get_own_appointment(appointment_id, actor=actor)
    return await change_pages.cancellation(own, f"{PATH}/{appointment_id}", now=now)


@post(ONE + "/cancellation", opt=SIGNED_IN)
async def cancel(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, CancellationForm)
        await changing.cancel_appointment(appointment_id, actor=actor, now=now, words=form.words)
    except (InvalidInputError, RefusedError) as error:
        own = await get_own_appointment(appointment_id, actor=actor)
        typed = form_values(await request.form(), CancellationForm)
        return await change_pages.cancellation(
            own, f"{PATH}/{appointment_id}", now=now, error=error, values=typed
        )
    return go_on(request, f"{PATH}/{appointment_id}?done=cancelled")


@get(ONE + "/times", opt=SIGNED_IN)
async def show_times(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[str]:
    path = f"{PATH}/{appointment_id}"
    try:
        first_on = read_day(request.query_params.get("from"))
        found = await list_times_for_move(appointment_id, first_on, actor=actor, now=now)
    except RefusedError as error:
        own = await get_own_appointment(appointment_id, actor=actor)
        return change_pages.refused(own, path, error)
    return change_pages.times(found, path, now=now, is_part=request.wants_part)


@post(ONE + "/move", opt=SIGNED_IN)
async def move(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    path = f"{PATH}/{appointment_id}"
    own = await get_own_appointment(appointment_id, actor=actor)
    try:
        form = await read_form(request, MoveForm)
    except InvalidInputError as error:
        return await change_pages.times_again(own, path, error, now=now)
    try:
        await changing.reschedule_appointment(appointment_id, form.starts_at, actor=actor, now=now)
    except JustTakenError as error:
        nearest = await nearest_to(own, form.starts_at, now=now)
        return change_pages.times(nearest, path, now=now, error=error)
    except RefusedError as error:
        return await change_pages.times_again(own, path, error, now=now)
    return go_on(request, f"{path}?done=moved")


@get(ONE + "/absence", opt=SIGNED_IN)
async def ask_absence(appointment_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[str]:
    own = await compose_own(appointment_id, actor=actor, now=now)
    if not own.may_leave:
        raise NotFoundError
    return change_pages.absence(own.appointment, f"{PATH}/{appointment_id}")


@post(ONE + "/absence", opt=SIGNED_IN)
async def stay_away(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await absence.stay_away(appointment_id, actor=actor, now=now)
    return go_on(request, f"{PATH}?done=left")


HANDLERS = [ask_cancellation, cancel, show_times, move, ask_absence, stay_away]
