"""The family's way to an appointment: front page, what comes first, one step a page, sending."""

from typing import Any

from wethaq.counseling.controllers.booking import (
    front,
    questionnaire,
    safety,
    sending,
    starting,
    steps,
    times,
)

HANDLERS: list[Any] = [
    *front.HANDLERS,
    *safety.HANDLERS,
    *starting.HANDLERS,
    *steps.HANDLERS,
    *times.HANDLERS,
    *questionnaire.HANDLERS,
    *sending.HANDLERS,
]
