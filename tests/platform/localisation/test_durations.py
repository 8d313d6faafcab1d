"""Lengths of time are said as people say them."""

from datetime import UTC, datetime, timedelta

import pytest

from wethaq.platform.localisation import use_language
from wethaq.platform.localisation.durations import duration_text, relative_day, relative_time

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-14, "منذ 14 يومًا"),
        (-2, "منذ يومين"),
        (-1, "أمس"),
        (0, "اليوم"),
        (1, "غدًا"),
        (2, "بعد يومين"),
        (3, "بعد 3 أيام"),
        (100, "بعد 100 يوم"),
    ],
)
def test_a_day_is_said_from_today(days: int, expected: str) -> None:
    assert relative_day(NOW + timedelta(days=days), NOW) == expected


def test_tomorrow_begins_at_midnight_in_riyadh() -> None:
    assert relative_day(datetime(2026, 11, 22, 21, tzinfo=UTC), NOW) == "غدًا"


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(seconds=5), "الآن"),
        (timedelta(minutes=2), "منذ دقيقتين"),
        (timedelta(hours=5), "منذ 5 ساعات"),
        (timedelta(days=1), "أمس"),
        (timedelta(hours=-30), "غدًا"),
    ],
)
def test_what_just_happened_is_said_precisely(passed: timedelta, expected: str) -> None:
    assert relative_time(NOW - passed, NOW) == expected


def test_a_length_is_said_in_its_largest_unit() -> None:
    assert duration_text(timedelta(days=14, hours=3)) == "14 يومًا"
    assert duration_text(timedelta(hours=2)) == "ساعتان"
    with use_language("en"):
        assert duration_text(timedelta(minutes=1)) == "1 minute"
