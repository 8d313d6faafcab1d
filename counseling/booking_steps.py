"""The steps of a booking, one question a page, and which of them comes next."""

from enum import StrEnum

from wethaq.counseling.choices import Choices
from wethaq.counseling.offered_services import find_service
from wethaq.counseling.policy.services import Attendance


class BookingStep(StrEnum):
    """Each is a page, and the end of its address."""

    SERVICE = "service"
    ATTENDEES = "attendees"
    PREFERENCES = "preferences"
    TIME = "time"
    QUESTIONNAIRE = "questionnaire"
    CHECK = "check"


def steps_of(choices: Choices) -> list[BookingStep]:
    """Return the steps of what was chosen: one person isn't asked who else comes."""
    return [step for step in BookingStep if step is not BookingStep.ATTENDEES or _has_company(choices)]


def next_step(
    choices: Choices, *, has_hold: bool, has_answers: bool, done: BookingStep | None = None
) -> BookingStep:
    """Return the first step that is still to be done; `done` is the one that was left a moment ago.

    Who changes one answer at the end comes back to the end, unless the change took something else away.
    """
    for step in steps_of(choices):
        if step is not done and not _is_done(step, choices, has_hold=has_hold, has_answers=has_answers):
            return step
    return BookingStep.CHECK


def step_before(step: BookingStep, choices: Choices) -> BookingStep | None:
    """Return where the way back leads; None from the first step."""
    steps = steps_of(choices)
    place = steps.index(step) if step in steps else 0
    return steps[place - 1] if place else None


def _is_done(step: BookingStep, choices: Choices, *, has_hold: bool, has_answers: bool) -> bool:
    if step is BookingStep.SERVICE:
        return choices.service is not None
    if step is BookingStep.ATTENDEES:
        return choices.spouse_address is not None or choices.modality is not None
    if step is BookingStep.PREFERENCES:
        return choices.modality is not None
    if step is BookingStep.TIME:
        return has_hold
    return step is BookingStep.QUESTIONNAIRE and has_answers


def _has_company(choices: Choices) -> bool:
    return choices.service is not None and find_service(choices.service).attendance in {
        Attendance.COUPLE,
        Attendance.FAMILY,
    }
