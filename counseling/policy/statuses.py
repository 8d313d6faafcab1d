"""Where an appointment is on its way, and where it may go next."""

from datetime import datetime
from enum import StrEnum

from wethaq.platform.errors import N_, RefusedError


class AppointmentStatus(StrEnum):
    """The stations of an appointment.

    A changed time is no station: a confirmed appointment that moves stays
    confirmed, keeps its invite's UID and raises its SEQUENCE. Nor is a conflict
    with a new plan: it is computed (`conflicts`), and gone once it is solved.
    """

    HELD = "held"
    """A time is kept for minutes while the questionnaire is filled."""
    LAPSED = "lapsed"
    """The hold ended before anything was sent."""
    REQUESTED = "requested"
    """Sent; an officer, or the spouse who was invited, has still to say yes."""
    DECLINED = "declined"
    """An officer said no, with a reason and where else to turn."""
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    """The family has arrived, or the call is connected."""
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


_S = AppointmentStatus

NEXT_STATUSES: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    _S.HELD: frozenset({_S.REQUESTED, _S.CONFIRMED, _S.LAPSED, _S.CANCELLED}),
    _S.LAPSED: frozenset(),
    _S.REQUESTED: frozenset({_S.CONFIRMED, _S.DECLINED, _S.CANCELLED}),
    _S.DECLINED: frozenset(),
    _S.CONFIRMED: frozenset({_S.CHECKED_IN, _S.ATTENDED, _S.NO_SHOW, _S.CANCELLED}),
    _S.CHECKED_IN: frozenset({_S.ATTENDED, _S.CANCELLED}),
    _S.ATTENDED: frozenset({_S.NO_SHOW}),
    _S.NO_SHOW: frozenset({_S.ATTENDED}),
    _S.CANCELLED: frozenset(),
}
"""A slip of the counselor's hand is put right: attended and no-show may change places."""

TAKES_CELLS = frozenset({_S.HELD, _S.REQUESTED, _S.CONFIRMED, _S.CHECKED_IN, _S.ATTENDED, _S.NO_SHOW})
"""Whatever else happens, the guard's rows go when an appointment leaves these."""

AHEAD = frozenset({_S.REQUESTED, _S.CONFIRMED})
"""What a family may still move or cancel, and what counts as an open appointment."""


class AcceptancePath(StrEnum):
    """Who says yes: nobody need, or an officer; a setting for each service, never the committee (policy H5)."""

    AT_ONCE = "at_once"
    BY_OFFICER = "by_officer"


class AppointmentHasMovedOnError(RefusedError):
    """The step isn't possible from where the appointment is."""

    message = N_("This isn't possible at the stage the appointment has reached. Please look at it again.")


def status_when_sent(path: AcceptancePath, *, awaits_consent: bool) -> AppointmentStatus:
    """Return what a hold becomes once the family has sent it.

    An invited spouse who hasn't consented yet keeps a couple's appointment
    from being confirmed, whoever else has accepted it.
    """
    if path is AcceptancePath.AT_ONCE and not awaits_consent:
        return _S.CONFIRMED
    return _S.REQUESTED


def can_move(status: AppointmentStatus, target: AppointmentStatus) -> bool:
    """Tell whether `target` may follow `status`."""
    return target in NEXT_STATUSES[status]


def ensure_can_move(status: AppointmentStatus, target: AppointmentStatus) -> None:
    """Refuse a step that an appointment's way doesn't know."""
    if not can_move(status, target):
        raise AppointmentHasMovedOnError


def takes_cells(status: AppointmentStatus, held_until: datetime | None, now: datetime) -> bool:
    """Tell whether the guard still has to keep an appointment's cells: a hold that ended keeps none."""
    if status is _S.HELD:
        return held_until is not None and now < held_until
    return status in TAKES_CELLS
