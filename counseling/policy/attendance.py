"""Checking in, lateness and no-shows: noted to plan better, never to shame (policy G9)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wethaq.counseling.policy.statuses import AppointmentStatus, ensure_can_move
from wethaq.platform.errors import N_, RefusedError

CHECK_IN_OPENS: Final = timedelta(minutes=60)
NO_SHOW_AFTER: Final = timedelta(minutes=15)
"""Traffic and prayers happen: nobody is missing before that."""


class AttendeeStatus(StrEnum):
    """Where one who attends stands: each person of a couple answers and consents alone."""

    INVITED = "invited"
    COMING = "coming"
    NOT_COMING = "not_coming"


class CheckInNotOpenError(RefusedError):
    """It is too early, or all over."""

    message = N_("Checking in opens an hour before the appointment and closes when it ends.")


class NotBegunError(RefusedError):
    """What hasn't begun is neither attended nor missed."""

    message = N_("The appointment hasn't begun yet.")


class StillExpectedError(RefusedError):
    """The family may still come."""

    message = N_("Give the family a quarter of an hour before you record that they didn't come.")


def ensure_can_check_in(
    status: AppointmentStatus, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """Refuse an arrival that is hours too early or comes when all is over."""
    ensure_can_move(status, AppointmentStatus.CHECKED_IN)
    if not starts_at - CHECK_IN_OPENS <= now < ends_at:
        raise CheckInNotOpenError


def ensure_can_mark_attended(status: AppointmentStatus, starts_at: datetime, now: datetime) -> None:
    """Refuse to call an appointment attended before it has begun."""
    ensure_can_move(status, AppointmentStatus.ATTENDED)
    if now < starts_at:
        raise NotBegunError


def ensure_can_mark_no_show(status: AppointmentStatus, starts_at: datetime, now: datetime) -> None:
    """Refuse to give a family up before they had time to come."""
    ensure_can_move(status, AppointmentStatus.NO_SHOW)
    if now < starts_at + NO_SHOW_AFTER:
        raise StillExpectedError


def lateness(starts_at: datetime, checked_in_at: datetime) -> timedelta:
    """Return by how much somebody came late; who is early isn't late."""
    return max(checked_in_at - starts_at, timedelta(0))
