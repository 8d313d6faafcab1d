"""The time: at a glance, by day, by week; choosing keeps it for some minutes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import bookings, holding
from wethaq.counseling.booking_steps import BookingStep
from wethaq.counseling.bookings import Booking
from wethaq.counseling.controllers.booking.forms import TimeForm
from wethaq.counseling.controllers.booking.pages import FOLDER, booking_path, step_context
from wethaq.counseling.finding import find_nearest
from wethaq.counseling.holding import has_living_hold
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.counseling.times_on_offer import Looking, list_times
from wethaq.counseling.wording import PART_OF_DAY_WORDS
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import fragment, go_on, page, redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH = "/counseling/bookings/{booking_id:uuid}"


@get(f"{PATH}/time", opt=SIGNED_IN)
async def show_times(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    if booking.choices.service is None or booking.choices.modality is None:
        return redirect(f"/counseling/bookings/{booking_id}")
    return await _times_page(request, booking, now)


@post(f"{PATH}/hold", opt=SIGNED_IN)
async def hold(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep a time; who comes second sees the nearest free ones."""
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    try:
        form = await read_form(request, TimeForm)
        await holding.hold_time(booking_id, form.starts_at, actor=actor, now=now)
    except InvalidInputError as error:
        return await _times_page(request, booking, now, status=422, refusal=error.errors.get("starts_at"))
    except JustTakenError as error:
        nearest = await find_nearest(booking.choices.wanted(booking.person_id), form.starts_at, now=now)
        return await _times_page(
            request, booking, now, status=409, refusal=gettext(error.message), nearest=nearest
        )
    except RefusedError as error:
        return await _times_page(request, booking, now, status=409, refusal=gettext(error.message))
    following = BookingStep.CHECK if booking.answers else BookingStep.QUESTIONNAIRE
    return go_on(request, booking_path(booking_id, following))


async def _times_page(
    request: SiteRequest, booking: Booking, now: datetime, *, status: int = 200, **context: Any
) -> Response[Any]:
    wanted = booking.choices.wanted(booking.person_id)
    has_hold = await has_living_hold(booking, now=now)
    answer = fragment if request.wants_part else page
    return answer(
        f"{FOLDER}/{'_times' if request.wants_part else 'time'}.html",
        status=status,
        times=await list_times(wanted, Looking.of(request.query_params), now=now),
        held=await holding.find_hold(booking) if has_hold else None,
        has_ended=booking.appointment_id is not None and not has_hold,
        part_words=PART_OF_DAY_WORDS,
        **{"refusal": None, "nearest": (), **step_context(booking, BookingStep.TIME), **context},
    )


HANDLERS = [show_times, hold]
