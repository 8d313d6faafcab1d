"""The counselor's desk."""

from typing import Any

from wethaq.counseling.controllers.desk import (
    appointments,
    calendars,
    cases,
    consents,
    feed,
    planning_ahead,
    supervision,
    today,
    week,
)

HANDLERS: list[Any] = [
    *today.HANDLERS,
    *week.HANDLERS,
    *appointments.HANDLERS,
    *cases.HANDLERS,
    *consents.HANDLERS,
    *planning_ahead.HANDLERS,
    *calendars.HANDLERS,
    *feed.HANDLERS,
    *supervision.HANDLERS,
]
