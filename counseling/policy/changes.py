"""Cancelling and moving an appointment: by the family with notice, by staff with a reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wethaq.counseling.policy.statuses import (
    AHEAD,
    AppointmentHasMovedOnError,
    AppointmentStatus,
    ensure_can_move,
)
from wethaq.platform.errors import N_, RefusedError


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """The figures, as a manager sets them for a service."""

    cancellation_notice: timedelta = timedelta(hours=24)
    move_notice: timedelta = timedelta(hours=24)
    moves: int = 2
    """How often a family may move one appointment."""


class CancellationTooLateError(RefusedError):
    """The hour could hardly be given to others."""

    message = N_("It is too late to cancel here. Please call us: somebody else may need this time.")


class MoveTooLateError(RefusedError):
    """The hour could hardly be given to others."""

    message = N_("It is too late to move the appointment here. Please call us and we will find another time.")


class MovedTooOftenError(RefusedError):
    """Every move takes a time away from somebody for a while."""

    message = N_("This appointment has been moved as often as possible. Please call us if you can't come.")


class SameTimeError(RefusedError):
    """Nothing would change, and yet everybody's calendar would be told."""

    message = N_("The appointment is already at this time.")


class AlreadyBegunError(RefusedError):
    """What has begun is attended or missed; it can't be cancelled any more."""

    message = N_("The appointment has already begun. Record whether the family came.")


class ChangeReasonMissingError(RefusedError):
    """The family reads why their appointment changed."""

    message = N_("Say in a few words why the appointment is changed: the family will read it.")


def ensure_can_cancel(
    status: AppointmentStatus, starts_at: datetime, now: datetime, rules: ChangeRules
) -> None:
    """Refuse a family's cancellation that would leave the counselor's hour unused.

    A request nobody has confirmed holds no promise, so it may be withdrawn
    at any time; a confirmed appointment needs notice.
    """
    ensure_can_move(status, AppointmentStatus.CANCELLED)
    _ensure_not_begun(starts_at, now)
    if status is AppointmentStatus.CONFIRMED and starts_at - now < rules.cancellation_notice:
        raise CancellationTooLateError


def ensure_can_reschedule(
    status: AppointmentStatus,
    starts_at: datetime,
    new_start: datetime,
    now: datetime,
    rules: ChangeRules,
    *,
    times_moved: int,
) -> None:
    """Refuse a move that comes too late, too often or to nowhere.

    An earlier time from the waitlist comes through here too, with
    `times_moved=0`: who does us a favour doesn't use up a move.
    """
    _ensure_ahead(status)
    _ensure_not_begun(starts_at, now)
    if new_start == starts_at:
        raise SameTimeError
    if status is AppointmentStatus.CONFIRMED and starts_at - now < rules.move_notice:
        raise MoveTooLateError
    if times_moved >= rules.moves:
        raise MovedTooOftenError


def ensure_staff_can_cancel(
    status: AppointmentStatus, starts_at: datetime, now: datetime, reason: str | None
) -> None:
    """Refuse a cancellation by staff without a reason, or of what has begun; notice is for families."""
    ensure_can_move(status, AppointmentStatus.CANCELLED)
    _ensure_not_begun(starts_at, now)
    _ensure_reason(reason)


def ensure_staff_can_reschedule(
    status: AppointmentStatus, starts_at: datetime, new_start: datetime, now: datetime, reason: str | None
) -> None:
    """Refuse a move by staff without a reason, of what has begun, or to nowhere."""
    _ensure_ahead(status)
    _ensure_not_begun(starts_at, now)
    if new_start == starts_at:
        raise SameTimeError
    _ensure_reason(reason)


def _ensure_ahead(status: AppointmentStatus) -> None:
    if status not in AHEAD:
        raise AppointmentHasMovedOnError


def _ensure_not_begun(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise AlreadyBegunError


def _ensure_reason(reason: str | None) -> None:
    if not (reason or "").strip():
        raise ChangeReasonMissingError
