"""The counselor's desk."""

from typing import Any

from wethaq.counseling.controllers.desk import appointments, today, week

HANDLERS: list[Any] = [*today.HANDLERS, *week.HANDLERS, *appointments.HANDLERS]
