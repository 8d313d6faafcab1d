"""When a counselor works: weekly plans with their validity, one-off openings, leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Final

from wethaq.counseling.policy.cells import CELL_MINUTES, CELLS_A_DAY, CELLS_AN_HOUR, UnevenTimeError
from wethaq.counseling.policy.services import EVERY_MODALITY, Modality
from wethaq.platform.errors import N_, RefusedError

WEEKDAYS: Final = 7


class WindowsOverlapError(RefusedError):
    """Two windows of one day speak of the same minutes."""

    message = N_("Two of the day's working hours overlap. Correct one of them.")


class PlanEndsBeforeItBeginsError(RefusedError):
    """A plan that would never be valid."""

    message = N_("The plan's last day is before its first. Correct the dates.")


class SameFirstDayError(RefusedError):
    """Two plans begin on one day, so nobody could say which is meant."""

    message = N_("Another plan already begins on this day. Change that one, or choose another first day.")


@dataclass(frozen=True, slots=True)
class Window:
    """Working hours of one day, in Riyadh's time.

    An end that isn't after the start belongs to the next day: 21:00–01:00 is an
    evening of Ramadan, 00:00–00:00 a whole day. Whatever happens to the day
    on which it begins (a holiday, another plan) happens to all of it.
    """

    starts: time
    ends: time
    modalities: frozenset[Modality] = EVERY_MODALITY

    def __post_init__(self) -> None:
        if any(edge.minute % CELL_MINUTES or edge.second or edge.microsecond for edge in self._edges):
            raise UnevenTimeError(self.starts, self.ends)

    @property
    def first_cell(self) -> int:
        """Its first cell, counted from midnight."""
        return _cell_of_day(self.starts)

    @property
    def end_cell(self) -> int:
        """The cell at which it is over, counted from the same midnight: above 288 on the next day."""
        end = _cell_of_day(self.ends)
        return end if end > self.first_cell else end + CELLS_A_DAY

    @property
    def _edges(self) -> tuple[time, time]:
        return self.starts, self.ends


Week = tuple[tuple[Window, ...], ...]
"""Seven days of windows, in the order of `date.weekday()`: Monday first."""


@dataclass(frozen=True, slots=True)
class WeeklyPlan:
    """A week's windows, from a day on and perhaps until one; the plan of Ramadan is one of its own."""

    valid_from: date
    week: Week
    valid_until: date | None = None
    is_for_ramadan: bool = False

    def __post_init__(self) -> None:
        if len(self.week) != WEEKDAYS:
            raise ValueError(self.week)

    def covers(self, on: date) -> bool:
        """Tell whether the plan is valid on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def windows_on(self, on: date) -> tuple[Window, ...]:
        """Return the windows that begin on a day."""
        return self.week[on.weekday()]


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours outside the weekly plan; they stand on a holiday too, since somebody chose that very day."""

    starts_at: datetime
    ends_at: datetime
    modalities: frozenset[Modality] = EVERY_MODALITY


@dataclass(frozen=True, slots=True)
class Leave:
    """Time in which the counselor isn't there; nothing opens it again but its own end."""

    starts_at: datetime
    ends_at: datetime


def plan_on(plans: Iterable[WeeklyPlan], on: date, *, is_ramadan: bool) -> WeeklyPlan | None:
    """Return the plan that is valid on a day: the one that began last.

    In Ramadan a plan made for it goes before all others; who has made none
    keeps their ordinary hours.
    """
    valid = [plan for plan in plans if plan.covers(on)]
    special = [plan for plan in valid if plan.is_for_ramadan] if is_ramadan else []
    ordinary = [plan for plan in valid if not plan.is_for_ramadan]
    return max(special or ordinary, key=lambda plan: plan.valid_from, default=None)


def ensure_plan_is_sound(plan: WeeklyPlan, others: Sequence[WeeklyPlan] = ()) -> None:
    """Refuse a plan that contradicts itself, or another of the same kind."""
    if plan.valid_until is not None and plan.valid_until < plan.valid_from:
        raise PlanEndsBeforeItBeginsError
    if any((plan.valid_from, plan.is_for_ramadan) == (one.valid_from, one.is_for_ramadan) for one in others):
        raise SameFirstDayError
    for windows in plan.week:
        _ensure_apart(windows)


def _ensure_apart(windows: Sequence[Window]) -> None:
    ordered = sorted(windows, key=lambda window: window.first_cell)
    for earlier, later in pairwise(ordered):
        if later.first_cell < earlier.end_cell:
            raise WindowsOverlapError


def _cell_of_day(at: time) -> int:
    return at.hour * CELLS_AN_HOUR + at.minute // CELL_MINUTES
