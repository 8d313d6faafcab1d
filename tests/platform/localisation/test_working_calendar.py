"""Promised days are counted as the office works."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.localisation.working_calendar import (
    Pause,
    add_working_days,
    holidays_of,
    is_working_day,
    next_working_day,
    working_days_between,
    working_deadline,
)

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
pauses = st.lists(st.tuples(days, st.integers(0, 40)), max_size=3).map(
    lambda spans: [(start, start + timedelta(days=length)) for start, length in spans]
)


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        (date(2026, 11, 22), True),  # a Sunday
        (date(2026, 11, 26), True),  # a Thursday
        (date(2026, 11, 27), False),
        (date(2026, 11, 28), False),
        (date(2026, 9, 23), False),  # National Day
        (date(2026, 2, 22), False),  # Founding Day
        (date(2026, 3, 22), False),  # Eid al-Fitr
        (date(2026, 5, 27), False),  # Eid al-Adha
    ],
)
def test_the_office_is_open_from_sunday_to_thursday_without_holidays(on: date, is_open: bool) -> None:
    assert is_working_day(on) is is_open


def test_the_day_something_starts_does_not_count() -> None:
    assert add_working_days(date(2026, 11, 22), 1) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 26), 1) == date(2026, 11, 29)
    assert add_working_days(datetime(2026, 11, 22, 22, tzinfo=UTC), 1) == date(2026, 11, 24)


def test_the_clock_stands_while_the_applicant_is_awaited() -> None:
    week_away: Pause = (date(2026, 11, 23), date(2026, 11, 30))
    assert working_deadline(date(2026, 11, 22), 2, [week_away]) == date(2026, 12, 1)


def _counted_one_by_one(start: date, end: date, pauses: list[Pause]) -> int:
    """Count again from the wording of the rule, with nothing of the code under test."""
    count = 0
    for step in range(1, (end - start).days + 1):
        on = start + timedelta(days=step)
        is_open = on.strftime("%a") not in {"Fri", "Sat"} and on not in holidays_of(on.year)
        count += is_open and all(not (begun <= on < ended) for begun, ended in pauses)
    return count


@given(days, st.integers(1, 60), pauses)
def test_a_deadline_leaves_exactly_the_promised_days(start: date, promised: int, pauses: list[Pause]) -> None:
    deadline = working_deadline(start, promised, pauses)
    assert _counted_one_by_one(start, deadline, pauses) == promised
    assert _counted_one_by_one(start, deadline - timedelta(days=1), pauses) == promised - 1
    assert working_days_between(start, deadline, pauses) == promised


@given(days)
def test_the_next_working_day_is_the_nearest(on: date) -> None:
    found = next_working_day(on)
    assert is_working_day(found)
    assert not any(is_working_day(on + timedelta(days=step)) for step in range((found - on).days))
    assert working_deadline(on, 0) == found
