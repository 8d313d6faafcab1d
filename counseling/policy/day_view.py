"""A counselor's day as a row of stretches: appointments, what is free between them, and what isn't.

Each cell has one meaning, the weightiest that lies on it; neighbours with one
meaning make one stretch. So a day is drawn without a gap and without two
things in one place, whatever plans and calendars say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Final
from uuid import UUID

from wethaq.counseling.policy.cells import CELLS_A_DAY, CELLS_AN_HOUR, Stretch, cell_at, cell_from, moment_of
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.working_time import WorkingTime, leave_bits, open_bits, prayer_bits

FIRST_HOUR: Final = 8
LAST_HOUR: Final = 16
"""What an empty week shows; appointments and working hours widen it."""
LEAST_CELLS: Final = 3


class StretchKind(StrEnum):
    """What a stretch of a day is, the weightiest first."""

    APPOINTMENT = "appointment"
    LEAVE = "leave"
    BUSY = "busy"
    """Taken by a calendar elsewhere, or kept around an appointment."""
    PRAYER = "prayer"
    FREE = "free"
    CLOSED = "closed"
    """A holiday; hours that somebody opened on it all the same are free."""
    OFF = "off"
    """Outside working hours."""


WORTH_A_LINE: Final = (StretchKind.APPOINTMENT, StretchKind.FREE)


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment's place in the day."""

    id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class DayStretch:
    """Some cells of a day, from one up to another; `appointment_id` where it is one."""

    kind: StretchKind
    first_cell: int
    end_cell: int
    appointment_id: UUID | None = None

    @property
    def starts_at(self) -> datetime:
        return moment_of(self.first_cell)

    @property
    def ends_at(self) -> datetime:
        return moment_of(self.end_cell)

    @property
    def cells(self) -> int:
        return self.end_cell - self.first_cell

    def cut(self, first_cell: int, end_cell: int) -> "DayStretch | None":
        """Return the part that lies between two cells, if any."""
        start, end = max(self.first_cell, first_cell), min(self.end_cell, end_cell)
        return DayStretch(self.kind, start, end, self.appointment_id) if start < end else None


def stretches_of_day(
    on: date,
    *,
    working_time: WorkingTime,
    calendar: SeasonCalendar,
    booked: Sequence[Booked] = (),
    held: Iterable[int] = (),
) -> list[DayStretch]:
    """Return a whole day, from midnight to midnight in Riyadh, as stretches.

    `held` are cells that something else keeps: buffers, pending holds, busy times.
    """
    stretch = Stretch(on, 1)
    places = _places_of(booked, stretch)
    marks = _marks(stretch, working_time, calendar, held)
    labels = [
        (StretchKind.APPOINTMENT, places[cell]) if cell in places else (_kind_at(marks, cell), None)
        for cell in range(CELLS_A_DAY)
    ]
    first, found = stretch.first_cell, []
    for (kind, appointment_id), run in groupby(range(CELLS_A_DAY), key=lambda cell: labels[cell]):
        cells = list(run)
        found.append(DayStretch(kind, first + cells[0], first + cells[-1] + 1, appointment_id))
    return found


def lines_of_day(stretches: Sequence[DayStretch]) -> list[DayStretch]:
    """Return what is worth a line: hours between the first and the last of work, without crumbs.

    Free time under a quarter of an hour is room to breathe and to write, not an hour to give.
    """
    working = [place for place, one in enumerate(stretches) if one.kind in WORTH_A_LINE]
    if not working:
        return [one for one in stretches if one.kind is StretchKind.LEAVE]
    between = stretches[working[0] : working[-1] + 1]
    return [
        one
        for one in between
        if one.kind in {StretchKind.APPOINTMENT, StretchKind.PRAYER, StretchKind.LEAVE}
        or (one.kind is not StretchKind.OFF and one.cells >= LEAST_CELLS)
    ]


def week_rows(
    days: Sequence[tuple[date, Sequence[DayStretch]]], first_hour: int, last_hour: int
) -> list[list[DayStretch]]:
    """Return for each row of five minutes the stretches that begin in it, a day each: a table with tall cells."""
    rows: list[list[DayStretch]] = [[] for _ in range((last_hour - first_hour) * CELLS_AN_HOUR)]
    for on, stretches in days:
        start = Stretch(on, 1).first_cell + first_hour * CELLS_AN_HOUR
        for one in stretches:
            shown = one.cut(start, start + len(rows))
            if shown is not None:
                rows[shown.first_cell - start].append(shown)
    return rows


def shown_hours(days: Iterable[tuple[date, Sequence[DayStretch]]]) -> tuple[int, int]:
    """Return the hours, counted from midnight, that several days need so that nothing is cut off."""
    first, last = FIRST_HOUR * CELLS_AN_HOUR, LAST_HOUR * CELLS_AN_HOUR
    for on, stretches in days:
        midnight = Stretch(on, 1).first_cell
        for one in stretches:
            if one.kind in {StretchKind.APPOINTMENT, StretchKind.FREE}:
                first = min(first, one.first_cell - midnight)
                last = max(last, one.end_cell - midnight)
    return first // CELLS_AN_HOUR, -(-last // CELLS_AN_HOUR)


def _places_of(booked: Sequence[Booked], stretch: Stretch) -> dict[int, UUID]:
    first = stretch.first_cell
    return {
        cell - first: each.id
        for each in booked
        for cell in range(cell_at(each.starts_at), cell_from(each.ends_at))
        if 0 <= cell - first < CELLS_A_DAY
    }


def _marks(
    stretch: Stretch, working_time: WorkingTime, calendar: SeasonCalendar, held: Iterable[int]
) -> list[tuple[StretchKind, int]]:
    """Return what lies on the day as bits, the weightiest first; the day before is seen for its nights."""
    wide = stretch.widened()
    is_open = 0
    for modality in Modality:
        is_open |= open_bits(working_time, calendar, wide, modality)
    closed = stretch.everything if stretch.first_on in calendar.closed_on else 0
    return [
        (StretchKind.LEAVE, leave_bits(working_time, stretch)),
        (StretchKind.BUSY, stretch.bits_of_cells(held)),
        (StretchKind.PRAYER, prayer_bits(working_time, calendar, stretch)),
        (StretchKind.FREE, is_open >> CELLS_A_DAY & stretch.everything),
        (StretchKind.CLOSED, closed),
    ]


def _kind_at(marks: Sequence[tuple[StretchKind, int]], cell: int) -> StretchKind:
    return next((kind for kind, bits in marks if bits >> cell & 1), StretchKind.OFF)
