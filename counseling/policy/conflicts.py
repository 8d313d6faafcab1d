"""Appointments that a changed plan would strand: listed to be solved, never dropped.

A plan is only a plan; an appointment is a promise. A change is saved, every
appointment outside it stays booked and is listed with the reason until staff
have moved it, kept it all the same, or cancelled it, and the family is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wethaq.counseling.policy.cells import Stretch, cell_at, cell_from, day_of
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.working_time import WorkingTime, leave_bits, open_bits, prayer_bits
from wethaq.platform.errors import N_, RefusedError


class CounselorAwayError(RefusedError):
    """Nobody would be there."""

    message = N_(
        "The counselor is on leave then. Move the appointment, cancel it, or shorten the leave first."
    )


@dataclass(frozen=True, slots=True)
class BookedAppointment:
    """An appointment ahead; one that staff put outside the plan with a reason is meant to be there."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    modality: Modality
    is_outside_plan: bool = False


class ConflictReason(StrEnum):
    """Why an appointment doesn't fit any more, the weightiest first."""

    LEAVE = "leave"
    CLOSED_DAY = "closed_day"
    PRAYER = "prayer"
    OUTSIDE_PLAN = "outside_plan"


@dataclass(frozen=True, slots=True)
class Conflict:
    """An appointment to be solved."""

    appointment: BookedAppointment
    reason: ConflictReason


def find_conflicts(
    booked: Iterable[BookedAppointment], working_time: WorkingTime, calendar: SeasonCalendar, now: datetime
) -> list[Conflict]:
    """Return the appointments ahead that lie outside a plan, the soonest first.

    Give the plan as it would be after the change, before saving it: the list
    is what the page asks to confirm. Buffers count for nothing here.
    """
    ahead = sorted((one for one in booked if one.starts_at > now), key=lambda one: (one.starts_at, one.id))
    found = ((one, conflict_reason(one, working_time, calendar)) for one in ahead)
    return [Conflict(one, reason) for one, reason in found if reason]


def conflict_reason(
    appointment: BookedAppointment, working_time: WorkingTime, calendar: SeasonCalendar
) -> ConflictReason | None:
    """Return why an appointment doesn't fit, or nothing if it does."""
    on = day_of(cell_at(appointment.starts_at))
    stretch = Stretch(on, 1).widened()
    wanted = stretch.bits_of(cell_at(appointment.starts_at), cell_from(appointment.ends_at))
    if wanted & leave_bits(working_time, stretch):
        return ConflictReason.LEAVE
    is_open = not wanted & ~open_bits(working_time, calendar, stretch, appointment.modality)
    if is_open or appointment.is_outside_plan:
        return None
    if on in calendar.closed_on:
        return ConflictReason.CLOSED_DAY
    if wanted & prayer_bits(working_time, calendar, stretch):
        return ConflictReason.PRAYER
    return ConflictReason.OUTSIDE_PLAN


def ensure_can_keep(reason: ConflictReason) -> None:
    """Refuse to keep what falls into leave: the family would meet nobody."""
    if reason is ConflictReason.LEAVE:
        raise CounselorAwayError
