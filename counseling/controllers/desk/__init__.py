"""The counselor's desk."""

from typing import Any

from wethaq.counseling.controllers.desk import appointments, cases, consents, supervision, today, week

HANDLERS: list[Any] = [
    *today.HANDLERS,
    *week.HANDLERS,
    *appointments.HANDLERS,
    *cases.HANDLERS,
    *consents.HANDLERS,
    *supervision.HANDLERS,
]
