"""What the pages of a booking have in common: their address, the way back, how far one is."""

from typing import Any
from uuid import UUID

from litestar import Response

from wethaq.counseling.booking_steps import BookingStep, step_before, steps_of
from wethaq.counseling.bookings import Booking
from wethaq.platform.web.rendering import page

FOLDER = "counseling/booking"


def booking_path(booking_id: UUID, step: BookingStep | str) -> str:
    """Return the address of a step."""
    return f"/counseling/bookings/{booking_id}/{step}"


def step_page(booking: Booking, step: BookingStep, **context: Any) -> Response[Any]:
    """Answer with the page of a step."""
    return page(f"{FOLDER}/{step}.html", **step_context(booking, step), **context)


def step_context(booking: Booking, step: BookingStep) -> dict[str, Any]:
    """Return what every step's page shows."""
    steps = steps_of(booking.choices)
    before = step_before(step, booking.choices)
    return {
        "booking": booking,
        "base": f"/counseling/bookings/{booking.id}",
        "back": booking_path(booking.id, before) if before else "/counseling/start",
        "position": steps.index(step) + 1 if step in steps else 1,
        "total": len(steps),
    }
