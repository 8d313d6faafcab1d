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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChanges:
    """What a family may still do and until when, shown before anybody tries; None where it can't any more."""

    cancel_until: datetime | None
    move_until: datetime | None
    moves_left: int


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
    """Refuse a move that comes too late, too often or to nowhere."""
    ensure_move_is_open(status, starts_at, now, rules, times_moved=times_moved)
    if new_start == starts_at:
        raise SameTimeError


def ensure_move_is_open(
    status: AppointmentStatus, starts_at: datetime, now: datetime, rules: ChangeRules, *, times_moved: int
) -> None:
    """Refuse to look for another time where none could be taken any more."""
    _ensure_ahead(status)
    _ensure_not_begun(starts_at, now)
    if status is AppointmentStatus.CONFIRMED and starts_at - now < rules.move_notice:
        raise MoveTooLateError
    if times_moved >= rules.moves:
        raise MovedTooOftenError


def open_changes(
    status: AppointmentStatus, starts_at: datetime, now: datetime, rules: ChangeRules, *, times_moved: int
) -> OpenChanges:
    """Return what `ensure_can_cancel` and `ensure_move_is_open` would let pass now, with their last moments."""
    moves_left = max(rules.moves - times_moved, 0)
    cancel_until = _last_moment(status, starts_at, now, rules.cancellation_notice)
    move_until = _last_moment(status, starts_at, now, rules.move_notice) if moves_left else None
    return OpenChanges(cancel_until=cancel_until, move_until=move_until, moves_left=moves_left)


def ensure_can_take_earlier(
    status: AppointmentStatus, starts_at: datetime, new_start: datetime, now: datetime
) -> None:
    """Let a family take the earlier time that we offered it: no notice, no count, since the favour is ours to ask."""
    _ensure_ahead(status)
    _ensure_not_begun(starts_at, now)
    if new_start >= starts_at:
        raise SameTimeError


def ensure_can_leave(status: AppointmentStatus, starts_at: datetime, now: datetime) -> None:
    """Let whoever attends stay away as long as it hasn't begun: nobody is made to come for want of notice."""
    _ensure_ahead(status)
    _ensure_not_begun(starts_at, now)


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


def _last_moment(
    status: AppointmentStatus, starts_at: datetime, now: datetime, notice: timedelta
) -> datetime | None:
    until = starts_at - (notice if status is AppointmentStatus.CONFIRMED else timedelta(0))
    return until if status in AHEAD and now <= until and now < starts_at else None


def _ensure_ahead(status: AppointmentStatus) -> None:
    if status not in AHEAD:
        raise AppointmentHasMovedOnError


def _ensure_not_begun(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise AlreadyBegunError


def _ensure_reason(reason: str | None) -> None:
    if not (reason or "").strip():
        raise ChangeReasonMissingError
