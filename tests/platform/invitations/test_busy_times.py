"""Busy times of other calendars: right to the minute, whatever wrote them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.platform.invitations.builders import a_calendar
from wethaq.platform.invitations.busy_times import BusyTime, ImportedCalendar, busy_times_from_ics, joined
from wethaq.platform.localisation.dates import RIYADH

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = datetime(2026, 5, 1, tzinfo=UTC)


def imported(*events: str, zones: str = "", extra: str = "") -> ImportedCalendar:
    return busy_times_from_ics(a_calendar(*events, zones=zones, extra=extra), since=SINCE, until=UNTIL)


def starts(*events: str, zones: str = "", extra: str = "") -> list[str]:
    result = imported(*events, zones=zones, extra=extra)
    assert result.unread == 0
    return [f"{busy.starts_at:%m-%d %H:%M}" for busy in result.busy]


def test_an_hour_is_taken() -> None:
    result = imported("DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\nSUMMARY:secret")
    nine = datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert result == ImportedCalendar((BusyTime(nine, nine + timedelta(hours=1)),), 0)


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART:20260310T090000Z", "03-10 09:00"),
        ("DTSTART;TZID=Asia/Riyadh:20260310T090000", "03-10 06:00"),
        ("DTSTART;TZID=Arab Standard Time:20260310T090000", "03-10 06:00"),
        ('DTSTART;TZID="/mozilla.org/20050126_1/Asia/Riyadh":20260310T090000', "03-10 06:00"),
        ("DTSTART;TZID=America/New_York:20260307T090000", "03-07 14:00"),
        ("DTSTART;TZID=America/New_York:20260309T090000", "03-09 13:00"),
        ("DTSTART:20260310T090000", "03-10 06:00"),
        ("dtstart;tzid=Asia/Riyadh:20260310T090000", "03-10 06:00"),
    ],
)
def test_each_clock_is_understood(line: str, start: str) -> None:
    assert starts(f"{line}\nDURATION:PT1H") == [start]


def test_a_time_of_no_zone_is_on_the_calendar_s_own_clock() -> None:
    event = "DTSTART:20260310T090000\nDURATION:PT1H"
    assert starts(event, extra="X-WR-TIMEZONE:Africa/Cairo\n") == ["03-10 07:00"]


KUWAIT = """BEGIN:VTIMEZONE
TZID:(UTC+03:00) Kuwait, Riyadh
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
"""
BERLIN = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def test_a_zone_may_bring_its_own_rules() -> None:
    kuwait = 'DTSTART;TZID="(UTC+03:00) Kuwait, Riyadh":20260310T090000\nDURATION:PT1H'
    winter = "DTSTART;TZID=Customized Time Zone:20260328T090000\nDURATION:PT1H"
    summer = "DTSTART;TZID=Customized Time Zone:20260330T090000\nDURATION:PT1H"
    assert starts(kuwait, winter, summer, zones=KUWAIT + BERLIN) == [
        "03-10 06:00",
        "03-28 08:00",
        "03-30 07:00",
    ]


def test_an_unknown_clock_is_counted_and_not_guessed() -> None:
    result = imported("DTSTART;TZID=Nowhere/Land:20260310T090000\nDURATION:PT1H")
    assert (result.busy, result.unread) == ((), 1)


def test_a_whole_day_is_a_day_in_riyadh() -> None:
    result = imported("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312", "DTSTART;VALUE=DATE:20260401")
    march, april = datetime(2026, 3, 10, tzinfo=RIYADH), datetime(2026, 4, 1, tzinfo=RIYADH)
    assert result.busy == (
        BusyTime(march, march + timedelta(days=2)),
        BusyTime(april, april + timedelta(days=1)),
    )


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_takes_no_time_is_left_out(line: str) -> None:
    assert starts(f"DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\n{line}") == []
    assert starts(f"DTSTART:20260310T090000Z\n{line}X") == []


def test_what_meets_is_joined_and_what_sticks_out_is_cut() -> None:
    result = imported(
        "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z",
        "DTSTART:20260310T100000Z\nDTEND:20260310T103000Z",
        "DTSTART:20260310T091500Z\nDTEND:20260310T093000Z",
        "DTSTART:20260228T230000Z\nDTEND:20260301T010000Z",
        "DTSTART:20260501T000000Z\nDTEND:20260501T010000Z",
    )
    assert [(busy.starts_at.hour, busy.ends_at.hour, busy.ends_at.minute) for busy in result.busy] == [
        (0, 1, 0),
        (9, 10, 30),
    ]


def test_a_week_repeats_on_the_clock_of_the_wall() -> None:
    first = "DTSTART;TZID=Europe/Berlin:20200106T090000\nDURATION:PT1H"
    assert starts(f"{first}\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260407T000000Z") == [
        *("03-02 08:00", "03-09 08:00", "03-16 08:00", "03-23 08:00"),
        *("03-30 07:00", "04-06 07:00"),
    ]


def test_days_that_were_taken_out_added_moved_or_cancelled_are_followed() -> None:
    assert starts(
        "UID:a\nDTSTART;TZID=Asia/Riyadh:20260301T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5\n"
        "EXDATE;TZID=Asia/Riyadh:20260308T120000\nRDATE;TZID=Asia/Riyadh:20260309T120000",
        "UID:a\nRECURRENCE-ID:20260315T090000Z\nDTSTART:20260316T150000Z\nDURATION:PT1H",
        "UID:a\nRECURRENCE-ID;TZID=Asia/Riyadh:20260322T120000\nDTSTART:20260322T090000Z\nSTATUS:CANCELLED",
    ) == ["03-01 09:00", "03-09 09:00", "03-16 15:00", "03-29 09:00"]


def test_a_day_of_an_annual_leave_that_began_before_still_counts() -> None:
    assert starts("DTSTART;VALUE=DATE:20260220\nDTEND;VALUE=DATE:20260305") == ["03-01 00:00"]


def test_hours_repeat_too() -> None:
    rule = "FREQ=HOURLY;INTERVAL=4;BYHOUR=6,9,10;UNTIL=20260311T090000Z"
    every_four = f"DTSTART:20260310T060000Z\nDURATION:PT30M\nRRULE:{rule}"
    assert starts(every_four) == ["03-10 06:00", "03-10 10:00", "03-11 06:00"]


CHOICES = {
    "DAILY": ["BYDAY=SU,MO", "BYMONTH=2,4", "BYHOUR=9,17;BYMINUTE=0,30", "BYMONTHDAY=-1,30"],
    "WEEKLY": ["BYDAY=TH", "BYDAY=MO,SU,SA", "BYMONTH=3", "BYDAY=MO,TU;BYHOUR=8,9;BYSETPOS=-1"],
    "MONTHLY": [
        "BYDAY=1SU",
        "BYDAY=-1TH,2MO",
        "BYMONTHDAY=31",
        "BYMONTHDAY=-1,15",
        "BYDAY=MO,TU;BYSETPOS=-1,2",
    ],
    "YEARLY": [
        "BYMONTH=1,4",
        "BYMONTHDAY=13",
        "BYMONTH=4;BYDAY=-1FR",
        "BYDAY=10SU,-40TU",
        "BYWEEKNO=12;BYDAY=MO",
    ],
}
ENDS = (
    st.just("")
    | st.integers(1, 400).map("COUNT={}".format)
    | st.dates(date(2024, 1, 1), date(2026, 6, 1)).map("UNTIL={:%Y%m%d}T220000Z".format)
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(sorted(CHOICES)))
    choice = draw(st.sampled_from(["", *CHOICES[frequency]]))
    week_start = draw(st.sampled_from(["", "WKST=SU", "WKST=SA"]))
    interval = draw(st.integers(1, 5))
    parts = [f"FREQ={frequency}", f"INTERVAL={interval}", choice, draw(ENDS), week_start]
    return ";".join(part for part in parts if part)


@given(
    rules(),
    st.dates(date(2021, 1, 1), date(2026, 4, 1)),
    st.sampled_from(["Asia/Riyadh", "Europe/Berlin", "America/New_York"]),
    st.integers(0, 23),
    st.integers(10, 2000),
)
@settings(deadline=None, max_examples=60)
def test_another_reader_finds_the_same_hours(
    rule: str, day: date, zone: str, hour: int, minutes: int
) -> None:
    first = datetime.combine(day, time(hour, 30))
    ics = a_calendar(f"UID:a\nDTSTART;TZID={zone}:{first:%Y%m%dT%H%M%S}\nDURATION:PT{minutes}M\nRRULE:{rule}")
    query = recurring_ical_events.of(Calendar.from_ical(ics), skip_bad_series=False)
    start = first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = {event.start.astimezone(UTC) for event in query.between(SINCE - timedelta(days=3), UNTIL)} | {
        start
    }
    spans = [BusyTime(one, one + timedelta(minutes=minutes)) for one in found]
    expected = [
        BusyTime(max(span.starts_at, SINCE), min(span.ends_at, UNTIL))
        for span in joined(spans)
        if span.ends_at > SINCE and span.starts_at < UNTIL
    ]
    assert busy_times_from_ics(ics, since=SINCE, until=UNTIL) == ImportedCalendar(tuple(expected), 0)
