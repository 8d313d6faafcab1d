"""Check your answers, send, and what happens next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import bookings, confirming
from wethaq.counseling.booking_steps import BookingStep
from wethaq.counseling.bookings import Booking
from wethaq.counseling.controllers.booking.pages import FOLDER, booking_path, step_page
from wethaq.counseling.holding import find_living_hold
from wethaq.counseling.policy.holds import HoldEndedError
from wethaq.counseling.summing_up import sum_up, sum_up_sent
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect

PATH = "/counseling/bookings/{booking_id:uuid}"
APPOINTMENT = "/counseling/appointments/{appointment_id:uuid}"


@get(f"{PATH}/check", opt=SIGNED_IN)
async def check(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    return await _check_page(booking, now)


@post(f"{PATH}/sending", opt=SIGNED_IN)
async def send(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    """Send; the time page says what happened where the time was kept no more."""
    try:
        sent = await confirming.send_booking(booking_id, actor=actor, now=now)
    except HoldEndedError:
        return redirect(booking_path(booking_id, BookingStep.TIME))
    return redirect(f"/counseling/appointments/{sent.id}/confirmation")


@get(f"{APPOINTMENT}/confirmation", opt=SIGNED_IN)
async def show_confirmation(appointment_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    return page(f"{FOLDER}/confirmation.html", sent=await sum_up_sent(appointment_id, actor=actor))


async def _check_page(booking: Booking, now: datetime) -> Response[Any]:
    held = await find_living_hold(booking, now=now)
    if held is None:
        return redirect(booking_path(booking.id, BookingStep.TIME))
    return step_page(booking, BookingStep.CHECK, held=held, summary=await sum_up(booking, held))


HANDLERS = [check, send, show_confirmation]
