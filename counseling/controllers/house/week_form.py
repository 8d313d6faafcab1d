"""The week of a plan as a form: rows of hours for each day, that work without a script.

A day has its rows `w<day>_<row>_from`, `_to` and `_ways`; a row without
hours is no window. Buttons named `step` add a row, take one away, or copy a day to others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from wethaq.counseling.controllers.house.typed import Typed, boxes_of
from wethaq.counseling.policy.plans import WEEKDAYS, Week, WeeklyPlan, Window
from wethaq.counseling.policy.services import EVERY_MODALITY, Modality

DAYS_IN_ORDER: Final = (6, 0, 1, 2, 3, 4, 5)
"""Sunday first, as a Saudi week runs; the numbers are those of `date.weekday()`."""
ROWS_AT_MOST: Final = 6
ALL_WAYS: Final = tuple(modality.value for modality in Modality)
SAVE: Final = "save"
_ROW: Final = re.compile(r"w([0-6])_([0-9]{1,2})_(?:from|to|ways)")
_STEP: Final = re.compile(r"(add|drop|copy)(?:-([0-6]))?(?:-([0-9]{1,2}))?")


@dataclass(slots=True)
class HoursRow:
    """One row of a day, as it was typed."""

    starts: str = ""
    ends: str = ""
    ways: tuple[str, ...] = ALL_WAYS

    @property
    def is_empty(self) -> bool:
        return not (self.starts or self.ends)


Days = list[list[HoursRow]]


def rows_of(week: Iterable[Iterable[Window]]) -> Days:
    """Return a week as rows, and one empty row for a day that has none."""
    days = [
        [
            HoursRow(
                f"{one.starts:%H:%M}", f"{one.ends:%H:%M}", tuple(sorted(way.value for way in one.modalities))
            )
            for one in windows
        ]
        for windows in week
    ]
    return [rows or [HoursRow()] for rows in days]


def empty_week() -> Days:
    return rows_of(((),) * WEEKDAYS)


def read_rows(typed: Typed) -> Days:
    """Return the rows that were sent, in the order of their numbers."""
    numbers: list[set[int]] = [set() for _ in range(WEEKDAYS)]
    for name in typed.lists:
        if found := _ROW.fullmatch(name):
            numbers[int(found[1])].add(int(found[2]))
    days = [
        [
            HoursRow(
                typed.text(f"w{day}_{row}_from"),
                typed.text(f"w{day}_{row}_to"),
                tuple(way for way in typed.lists.get(f"w{day}_{row}_ways", []) if way in ALL_WAYS),
            )
            for row in sorted(rows)[:ROWS_AT_MOST]
        ]
        for day, rows in enumerate(numbers)
    ]
    return [rows or [HoursRow()] for rows in days]


def take_step(step: str, days: Days, typed: Typed) -> Days:
    """Return the rows after a button was pressed; one that we don't know changes nothing."""
    found = _STEP.fullmatch(step)
    if found is None:
        return days
    day = int(found[2]) if found[2] else None
    if found[1] == "add" and day is not None and len(days[day]) < ROWS_AT_MOST:
        days[day].append(HoursRow())
    elif found[1] == "drop" and day is not None and found[3]:
        days[day] = [row for number, row in enumerate(days[day]) if number != int(found[3])] or [HoursRow()]
    elif found[1] == "copy":
        source, targets = typed.text("copy_from"), typed.lists.get("copy_to", [])
        if source in {str(each) for each in DAYS_IN_ORDER}:
            for target in {int(each) for each in targets if each in {str(day) for day in DAYS_IN_ORDER}}:
                days[target] = [HoursRow(row.starts, row.ends, row.ways) for row in days[int(source)]]
    return days


def read_plan(typed: Typed, days: Days) -> WeeklyPlan:
    """Return the plan that a form describes; raises InvalidInputError with every problem."""
    valid_from, valid_until = typed.day("from"), typed.day("until", is_optional=True)
    week: Week = tuple(
        tuple(
            window
            for number, row in enumerate(rows)
            if not row.is_empty and (window := _window(typed, day, number, row))
        )
        for day, rows in enumerate(days)
    )
    typed.ensure_right()
    return WeeklyPlan(
        valid_from or date.max, week, valid_until, is_for_ramadan=typed.is_ticked("is_for_ramadan")
    )


def plan_values(plan: WeeklyPlan) -> dict[str, Any]:
    """Return a plan's validity as the form shows it."""
    return {
        **boxes_of("from", plan.valid_from),
        **boxes_of("until", plan.valid_until),
        "is_for_ramadan": "yes" if plan.is_for_ramadan else "",
    }


def _window(typed: Typed, day: int, number: int, row: HoursRow) -> Window | None:
    name = f"w{day}_{number}"
    again = Typed([(f"{name}_from", row.starts), (f"{name}_to", row.ends)])
    starts, ends = again.clock(f"{name}_from"), again.clock(f"{name}_to")
    typed.errors.update(again.errors)
    if starts is None or ends is None:
        return None
    ways = frozenset(Modality(way) for way in row.ways) or EVERY_MODALITY
    return Window(time(starts.hour, starts.minute), time(ends.hour, ends.minute), ways)
