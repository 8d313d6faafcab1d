"""Dates are read and written in both calendars, as people in the Kingdom use them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.localisation import use_language
from wethaq.platform.localisation.dates import (
    FIRST_DAY,
    LAST_DAY,
    Calendar,
    HijriDate,
    IncompleteDateError,
    NoSuchDayError,
    OtherCalendarError,
    YearOutOfRangeError,
    dual_date,
    end_of_day,
    entered_date,
    hijri_of,
    hijri_text,
    hijri_year,
    parse_date_input,
    riyadh_date,
    time_text,
    weekday_text,
)
from wethaq.platform.localisation.digits import DigitShapes, use_digits
from wethaq.platform.localisation.unreadable import UnreadableInputError

NOON = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
covered_days = st.dates(FIRST_DAY, LAST_DAY)


def test_a_date_is_written_in_both_calendars() -> None:
    assert dual_date(NOON) == "12 جمادى الآخرة 1448 هـ – 22 نوفمبر 2026 م"
    assert dual_date(NOON, "en") == "22 November 2026 – 12 Jumada al-Akhirah 1448 AH"


def test_a_reader_may_prefer_arabic_digits() -> None:
    with use_digits(DigitShapes.ARABIC):
        assert hijri_text(NOON) == "١٢ جمادى الآخرة ١٤٤٨ هـ"
        assert time_text(NOON) == "١٢:٠٥ م"


def test_times_are_those_of_riyadh() -> None:
    late = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
    assert riyadh_date(late) == date(2026, 11, 23)
    assert time_text(late) == "12:30 ص"
    assert weekday_text(late) == "الاثنين"
    assert end_of_day(date(2026, 11, 22)) == datetime(2026, 11, 22, 21, tzinfo=UTC)
    assert hijri_year(late) == 1448


def test_a_day_outside_umm_al_quras_table_is_written_without_it() -> None:
    assert hijri_of(date(1920, 1, 1)) is None
    assert dual_date(date(1920, 1, 1)) == "1 يناير 1920 م"


@pytest.mark.parametrize(
    ("day", "month", "year", "calendar", "error"),
    [
        ("", "1", "1448", "hijri", IncompleteDateError),
        (None, 1, 1448, "hijri", IncompleteDateError),
        ("x", "1", "2026", "gregorian", IncompleteDateError),
        ("-1", "1", "2026", "gregorian", IncompleteDateError),
        ("²", "1", "2026", "gregorian", IncompleteDateError),
        ("1", "1", "1410", "gregorian", OtherCalendarError),
        ("1", "1", "1990", "hijri", OtherCalendarError),
        ("1", "1", "90", "gregorian", YearOutOfRangeError),
        ("1", "1", "1342", "hijri", YearOutOfRangeError),
        ("30", "2", "2026", "gregorian", NoSuchDayError),
        ("30", "6", "1448", "hijri", NoSuchDayError),
        ("1", "13", "1448", "hijri", NoSuchDayError),
        ("0", "1", "1448", "hijri", NoSuchDayError),
    ],
)
def test_a_wrong_date_is_refused_with_its_reason(
    day: str, month: str, year: str, calendar: str, error: type[UnreadableInputError]
) -> None:
    with pytest.raises(error) as raised:
        parse_date_input(day, month, year, calendar)
    with use_language("en"):
        assert "%(" not in str(raised.value)


def test_arabic_and_persian_digits_are_read() -> None:
    assert parse_date_input("١٢", "۰۶", " 1448 ", "hijri").on == date(2026, 11, 22)


@given(covered_days, st.sampled_from(Calendar))
def test_a_date_read_back_is_the_same_day_in_the_same_calendar(on: date, calendar: Calendar) -> None:
    given_as = entered_date(on, calendar)
    assert parse_date_input(given_as.day, given_as.month, given_as.year, calendar) == given_as


SHORT = dict.fromkeys(((1343, 9), (1345, 8), (1348, 12), (1349, 10), (1364, 8)), frozenset({28}))
LONG = dict.fromkeys(((1345, 5), (1348, 11), (1349, 11)), frozenset({31}))
LENGTHS = SHORT | LONG
"""The months of the table that no moon ever had."""


@pytest.mark.parametrize(("year", "month"), LONG)
def test_a_day_of_the_tables_longest_months_can_be_given(year: int, month: int) -> None:
    given_as = parse_date_input(31, month, year, Calendar.HIJRI)
    assert hijri_of(given_as.on) == HijriDate(year, month, 31)


@given(covered_days)
def test_hijri_days_follow_one_another(on: date) -> None:
    """Umm al-Qura's table has months of 29 and 30 days, and before 1365 eight that aren't."""
    today, tomorrow = hijri_of(on), hijri_of(min(on + timedelta(days=1), LAST_DAY))
    assert isinstance(today, HijriDate)
    assert isinstance(tomorrow, HijriDate)
    assert on == LAST_DAY or (tomorrow.day == today.day + 1) != (
        tomorrow.day == 1 and today.day in LENGTHS.get((today.year, today.month), {29, 30})
    )
