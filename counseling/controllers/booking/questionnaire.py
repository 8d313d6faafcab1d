"""The questionnaire: kept as it is typed, and keeping the time meanwhile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import bookings, filling_in
from wethaq.counseling.booking_steps import BookingStep
from wethaq.counseling.bookings import Booking
from wethaq.counseling.controllers.booking.pages import FOLDER, booking_path, step_page
from wethaq.counseling.holding import find_living_hold
from wethaq.counseling.questionnaires import questions_of
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation.normalise import normalise_text
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import fragment, redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH = "/counseling/bookings/{booking_id:uuid}"


@get(f"{PATH}/questionnaire", opt=SIGNED_IN)
async def show_questionnaire(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    if booking.choices.service is None:
        return redirect(f"/counseling/bookings/{booking_id}")
    return await _questionnaire_page(booking, now, values=booking.answers)


@post(f"{PATH}/questionnaire", opt=SIGNED_IN)
async def answer(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep the answers; where the time has ended meanwhile, choose one again with the answers kept."""
    try:
        until = await filling_in.fill_in(booking_id, await _typed(request), actor=actor, now=now)
    except InvalidInputError as error:
        booking = await bookings.get_own_booking(booking_id, actor=actor)
        return await _questionnaire_page(booking, now, status=422, errors=error.errors, values=error.values)
    return redirect(booking_path(booking_id, BookingStep.CHECK if until else BookingStep.TIME))


@post(f"{PATH}/draft", opt=SIGNED_IN, status_code=200)
async def keep_draft(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep what is typed so far, and the time with it; HTMX sends it while somebody writes."""
    await filling_in.keep_alive(booking_id, await _typed(request), actor=actor, now=now)
    if not request.wants_part:
        return redirect(booking_path(booking_id, BookingStep.QUESTIONNAIRE))
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    return fragment(
        f"{FOLDER}/_hold.html",
        held=await find_living_hold(booking, now=now),
        base=f"/counseling/bookings/{booking_id}",
    )


async def _typed(request: SiteRequest) -> Mapping[str, str]:
    """Return every text of the form; which of them are answers the questionnaire knows."""
    form = await request.form()
    return {name: normalise_text(text) or "" for name, text in form.items() if isinstance(text, str)}


async def _questionnaire_page(booking: Booking, now: datetime, **context: Any) -> Response[Any]:
    return step_page(
        booking,
        BookingStep.QUESTIONNAIRE,
        questions=questions_of(booking.choices.service or ""),
        held=await find_living_hold(booking, now=now),
        **context,
    )


HANDLERS = [show_questionnaire, answer, keep_draft]
