"""The starts that a family may choose: exactly those that a booking would get.

For each counselor two numbers are made: the cells at which they work, and those that
no booking holds. A start is good when the appointment lies in the first and the
appointment with its buffers in the second: buffers may reach outside working hours (a
counselor writes notes after the last appointment), but never into another booking.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final
from uuid import UUID

from wethaq.counseling.policy.cells import (
    CELLS_A_DAY,
    CELLS_AN_HOUR,
    Stretch,
    bits_between,
    cell_at,
    cell_from,
    day_of,
    first_cell_of,
    starts_of_runs,
    whole_cells,
)
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import CounselingService, Modality
from wethaq.counseling.policy.working_time import WorkingTime, open_bits


class PartOfDay(StrEnum):
    """When in the day a family would like to come."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_HOURS: Final = {
    PartOfDay.ANY: ((0, 24),),
    PartOfDay.MORNING: ((5, 12),),
    PartOfDay.AFTERNOON: ((12, 17),),
    PartOfDay.EVENING: ((17, 24), (0, 5)),
}
"""From an hour up to another; the night after midnight belongs to the evenings of Ramadan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a family is looking for, over some days.

    `rooms_held` holds the taken cells of each room that would do, and matters
    only in person; `attendees_held` those at which somebody who comes is
    booked elsewhere.
    """

    service: CounselingService
    modality: Modality
    first_on: date
    days: int
    now: datetime
    calendar: SeasonCalendar = field(default_factory=SeasonCalendar)
    part_of_day: PartOfDay = PartOfDay.ANY
    rooms_held: Sequence[Collection[int]] = ()
    attendees_held: Collection[int] = ()

    @property
    def stretch(self) -> Stretch:
        """The days that were asked for."""
        return Stretch(self.first_on, self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is known of one counselor: working time, cells held, and how many appointments each day has.

    `held` must cover the widened stretch of a search, buffers and pending
    holds and imported busy times included. Caps count by the day on which
    an appointment starts in Riyadh.
    """

    counselor_id: UUID
    working_time: WorkingTime
    held: Collection[int] = ()
    daily_cap: int | None = None
    appointments_on: Mapping[date, int] = field(default_factory=dict)
    of_this_service_on: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """Who is free when: for each counselor the starts, as bits of a stretch."""

    stretch: Stretch
    starts: Mapping[UUID, int]

    @property
    def any_bits(self) -> int:
        """The starts at which at least one counselor is free."""
        bits = 0
        for own in self.starts.values():
            bits |= own
        return bits

    def starts_by_day(self) -> dict[date, list[datetime]]:
        """Return every day with its starts, the earliest first; a full day has an empty list."""
        days: dict[date, list[datetime]] = {on: [] for on in self.stretch.dates}
        for start in self.stretch.moments(self.any_bits):
            days[day_of(cell_at(start))].append(start)
        return days

    def first_by_day(self) -> dict[date, datetime | None]:
        """Return each day's first free time: what is shown at a glance."""
        bits, stretch = self.any_bits, self.stretch
        days = {on: bits & stretch.bits_of_day(on) for on in stretch.dates}
        return {on: next(iter(stretch.moments(own & -own)), None) for on, own in days.items()}

    def counselors_at(self, start: datetime) -> list[UUID]:
        """Return who is free at a start, in the order in which they were given."""
        place = cell_at(start) - self.stretch.first_cell
        return [counselor for counselor, own in self.starts.items() if place >= 0 and own >> place & 1]


def free_starts(agenda: Agenda, search: Search) -> list[datetime]:
    """Return the free starts of one counselor, the earliest first."""
    return search.stretch.moments(_starts(agenda, search, allowed_bits(search)))


def offer_any(agendas: Sequence[Agenda], search: Search) -> Offer:
    """Return the free starts of several counselors, for a family that takes any of them."""
    allowed = allowed_bits(search)
    return Offer(
        search.stretch, {agenda.counselor_id: _starts(agenda, search, allowed) for agenda in agendas}
    )


def lightest_loaded(counselors: Sequence[UUID], load: Mapping[UUID, int]) -> UUID | None:
    """Choose among those who are free: who has least to do that week, so that work is shared fairly."""
    return min(counselors, key=lambda counselor: (load.get(counselor, 0), counselor), default=None)


def nearest_starts(starts: Sequence[datetime], wanted: datetime, count: int = 3) -> list[datetime]:
    """Return the free times nearest to one that was just taken, in their order of time."""
    return sorted(sorted(starts, key=lambda start: (abs(start - wanted), start))[:count])


def allowed_bits(search: Search) -> int:
    """Return the starts that no counselor's agenda decides: grid, notice, horizon, rooms, attendees."""
    service, wide = search.service, search.stretch.widened()
    bits = grid_bits(search.days, whole_cells(service.start_every), search.part_of_day)
    bits &= _bookable_bits(search)
    if search.modality is Modality.IN_PERSON:
        bits &= _narrowed(_room_starts(search, wide), search)
    if search.attendees_held:
        free = wide.everything & ~wide.bits_of_cells(search.attendees_held)
        bits &= _narrowed(starts_of_runs(free, service.cells), search)
    return bits


@lru_cache(256)
def grid_bits(days: int, step: int, part_of_day: PartOfDay = PartOfDay.ANY) -> int:
    """Return every `step`-th cell from midnight on, within a part of each day."""
    day = sum(1 << cell for cell in range(0, CELLS_A_DAY, step))
    hours = 0
    for start, end in _HOURS[part_of_day]:
        hours |= bits_between(start * CELLS_AN_HOUR, end * CELLS_AN_HOUR)
    return sum((day & hours) << (CELLS_A_DAY * number) for number in range(days))


def earliest_cell(service: CounselingService, now: datetime) -> int:
    """Return the first cell that leaves the minimum notice."""
    return cell_from(now + service.minimum_notice)


def horizon_cell(service: CounselingService, now: datetime) -> int:
    """Return the cell at which the horizon ends: its last day is open to its end."""
    return first_cell_of(day_of(cell_at(now)) + timedelta(days=service.horizon_days + 1))


def fitting_bits(agenda: Agenda, search: Search) -> tuple[int, int]:
    """Return the starts at which the counselor works long enough, and those at which nothing is in the way."""
    wide, service = search.stretch.widened(), search.service
    open_cells = open_bits(agenda.working_time, search.calendar, wide, search.modality)
    clear_cells = wide.everything & ~wide.bits_of_cells(agenda.held)
    works = starts_of_runs(open_cells, service.cells)
    return _narrowed(works, search), _narrowed(_buffered_starts(clear_cells, service), search)


def full_days(agenda: Agenda, search: Search) -> list[date]:
    """Return the days on which a cap is reached: the counselor's, or the service's."""
    cap, service_cap = agenda.daily_cap, search.service.daily_cap
    return [
        on
        for on in search.stretch.dates
        if (cap is not None and agenda.appointments_on.get(on, 0) >= cap)
        or (service_cap is not None and agenda.of_this_service_on.get(on, 0) >= service_cap)
    ]


def _starts(agenda: Agenda, search: Search, allowed: int) -> int:
    if not allowed or search.modality not in search.service.modalities:
        return 0
    works, is_clear = fitting_bits(agenda, search)
    bits = allowed & works & is_clear
    for on in full_days(agenda, search):
        bits &= ~search.stretch.bits_of_day(on)
    return bits


def _buffered_starts(clear_cells: int, service: CounselingService) -> int:
    run = service.cells_before + service.cells + service.cells_after
    return starts_of_runs(clear_cells, run) << service.cells_before


def _room_starts(search: Search, wide: Stretch) -> int:
    """Return where any room is free; it keeps the buffers too, so that two families don't meet in its door."""
    starts = 0
    for held in search.rooms_held:
        starts |= _buffered_starts(wide.everything & ~wide.bits_of_cells(held), search.service)
    return starts


def _bookable_bits(search: Search) -> int:
    return search.stretch.bits_of(
        earliest_cell(search.service, search.now), horizon_cell(search.service, search.now)
    )


def _narrowed(wide_bits: int, search: Search) -> int:
    """Cut the day before and the day after off again."""
    return wide_bits >> CELLS_A_DAY & search.stretch.everything
