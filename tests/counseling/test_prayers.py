"""The gaps of prayers, from the sun."""

import math
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.counseling.builders import RIYADH, SUNDAY, a_plan, a_search, an_agenda, local_times
from wethaq.counseling.policy.cells import moment_of
from wethaq.counseling.policy.offers import free_starts
from wethaq.counseling.policy.plans import Window
from wethaq.counseling.policy.prayers import COORDINATES, Prayer, PrayerGaps, gaps_on, prayer_times
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.working_time import WorkingTime
from wethaq.platform.people.policy.places import TABUK_GOVERNORATES

FRIDAY = date(2026, 12, 11)
ONLY_DHUHR = PrayerGaps("tabuk", frozenset({Prayer.DHUHR}))
TWO_MINUTES = timedelta(minutes=2)


def test_every_governorate_has_its_place_under_the_sun() -> None:
    assert set(COORDINATES) == set(TABUK_GOVERNORATES)


@pytest.mark.parametrize("governorate", sorted(COORDINATES))
@pytest.mark.parametrize("month", range(1, 13))
def test_noon_is_when_the_sun_is_highest(governorate: str, month: int) -> None:
    on = date(2026, month, 15)
    noon = prayer_times(governorate, on, is_ramadan=False)[Prayer.DHUHR]

    assert abs(noon - _solar_noon(on, COORDINATES[governorate][1])) <= TWO_MINUTES


def test_the_prayers_come_in_their_order_on_the_same_day() -> None:
    times = list(prayer_times("haql", SUNDAY, is_ramadan=False).values())

    assert times == sorted(times)
    assert {one.astimezone(RIYADH).date() for one in times} == {SUNDAY}


def test_isha_is_half_an_hour_later_in_ramadan() -> None:
    ordinary, ramadan = (prayer_times("tabuk", SUNDAY, is_ramadan=is_ramadan) for is_ramadan in (False, True))

    assert ramadan[Prayer.ISHA] - ordinary[Prayer.ISHA] == timedelta(minutes=30)
    assert abs(ordinary[Prayer.ISHA] - ordinary[Prayer.MAGHRIB] - timedelta(minutes=90)) <= timedelta(
        minutes=1
    )
    assert ramadan[Prayer.MAGHRIB] == ordinary[Prayer.MAGHRIB]


def test_a_gap_is_widened_to_whole_cells() -> None:
    called_at = prayer_times("tabuk", SUNDAY, is_ramadan=False)[Prayer.DHUHR]
    ((start, end),) = gaps_on(ONLY_DHUHR, SUNDAY, is_ramadan=False)

    assert moment_of(start) <= called_at < moment_of(start + 1)
    assert moment_of(end - 1) < called_at + timedelta(minutes=30) <= moment_of(end)


def test_friday_noon_has_a_gap_of_its_own() -> None:
    called_at = prayer_times("tabuk", FRIDAY, is_ramadan=False)[Prayer.DHUHR]
    ((start, end),) = gaps_on(ONLY_DHUHR, FRIDAY, is_ramadan=False)

    assert moment_of(start) <= called_at - timedelta(minutes=30) < moment_of(start + 1)
    assert moment_of(end - 1) < called_at + timedelta(minutes=60) <= moment_of(end)


def test_nobody_is_booked_over_a_prayer_and_the_setting_may_be_off() -> None:
    plan = a_plan(Window(time(11), time(15)))
    with_gap = an_agenda(working_time=WorkingTime(plans=(plan,), prayer_gaps=ONLY_DHUHR))

    assert local_times(free_starts(with_gap, a_search())) == ["11:00", "13:00", "13:30", "14:00"]
    assert len(free_starts(an_agenda(plan), a_search())) == 7


def test_ramadan_moves_the_gap_of_isha() -> None:
    gaps = PrayerGaps("tabuk", frozenset({Prayer.ISHA}), after=timedelta(minutes=30))
    plan = a_plan(Window(time(19), time(20)))
    agenda = an_agenda(working_time=WorkingTime(plans=(plan,), prayer_gaps=gaps))
    ramadan = SeasonCalendar(ramadan_on=frozenset({SUNDAY}))

    ordinary_cells = gaps_on(gaps, SUNDAY, is_ramadan=False)
    assert gaps_on(gaps, SUNDAY, is_ramadan=True) == tuple(
        (start + 6, end + 6) for start, end in ordinary_cells
    )
    assert free_starts(agenda, a_search(calendar=ramadan)) == []


def _solar_noon(on: date, longitude: float) -> datetime:
    """Compute noon from the equation of time (NOAA's short series), apart from the library."""
    year = 2 * math.pi / 365 * (on.timetuple().tm_yday - 1)
    equation = 229.18 * (
        0.000075
        + 0.001868 * math.cos(year)
        - 0.032077 * math.sin(year)
        - 0.014615 * math.cos(2 * year)
        - 0.040849 * math.sin(2 * year)
    )
    return datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(minutes=720 - 4 * longitude - equation)
