"""Calendars that are made to hurt: they end soon, in an error that we know or in a count."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.platform.invitations.builders import NOW, a_calendar, an_invitation, request_ics
from tests.platform.invitations.test_busy_times import BERLIN, SINCE, UNTIL
from wethaq.platform.errors import RefusedError
from wethaq.platform.invitations import content
from wethaq.platform.invitations.busy_times import ImportedCalendar, busy_times_from_ics
from wethaq.platform.invitations.errors import CalendarTooLargeError, UnreadableCalendarError


def imported(ics: bytes) -> ImportedCalendar:
    return busy_times_from_ics(ics, since=SINCE, until=UNTIL)


@pytest.mark.parametrize(
    "ics",
    [
        b"",
        b"<html>not found</html>",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
        b"END:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ],
)
def test_what_is_no_calendar_is_said_to_be_none(ics: bytes) -> None:
    with pytest.raises(UnreadableCalendarError):
        imported(ics)


@pytest.mark.parametrize(
    "ics",
    [
        b"x" * (content.MAX_OCTETS + 1),
        b"BEGIN:X\n" * 1000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:X\nEND:X\n" * (content.MAX_BLOCKS + 1) + b"END:VCALENDAR\n",
        a_calendar(
            *["DTSTART:19000101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=99999;BYMONTH=2;BYMONTHDAY=30"]
            * 20
        ),
        a_calendar(
            *["DTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:FREQ=HOURLY;BYMINUTE=0,1,2,3,4,5,6,7,8,9"] * 60
        ),
        a_calendar(
            "DTSTART:20260101T000000Z",
            *["DTSTART:20260101T000000Z\nRDATE:" + ",".join(["20260101T000000Z"] * 1000)] * 151,
        ),
    ],
)
def test_what_is_too_large_is_refused(ics: bytes) -> None:
    with pytest.raises(CalendarTooLargeError):
        imported(ics)


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:20260310T090000Z\nRRULE:FREQ=SECONDLY",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=MINUTELY;INTERVAL=5",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;INTERVAL=0",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;INTERVAL=99999999999",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=-1",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=999999",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;BYHOUR=25",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;BYEASTER=1",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;FREQ=DAILY",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=0MO",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;UNTIL=never",
        "DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;BYMINUTE=" + ",".join(map(str, range(49))),
        "DTSTART:20260310T090000Z\nRRULE:" + "FREQ=DAILY;" * 100,
        "DTSTART:20260310T090000Z\nEXDATE:" + "1" * 30_000,
        "DTSTART:20260310T090000Z\nDURATION:P99999999999999999W",
        "DTSTART:20260310T090000Z\nDURATION:-PT1H",
        "DTSTART:20260310T090000Z\nDTEND:20260309T090000Z",
        "DTSTART:20260310T090000Z\nDTEND:20360309T090000Z",
        "DTSTART:99991231T235959Z",
        "DTSTART:00010101T000000Z",
        "DTSTART:20260230T000000Z",
        "DTSTART:٢٠٢٦٠٣١٠T090000Z",
        "DTSTART;TZID=../../etc/passwd:20260310T090000",
        "DTSTART;TZID=\0:20260310T090000",
        "DTSTART;TZID=" + "x" * 5000 + ":20260310T090000",
        'DTSTART;X="a:20260310T090000Z',
        "UID:a\nRECURRENCE-ID:someday\nDTSTART:20260310T090000Z",
        "UID:a",
    ],
)
def test_what_makes_no_sense_is_counted(lines: str) -> None:
    good = "DTSTART:20260401T090000Z\nDURATION:PT1H"
    result = imported(a_calendar(lines, good))
    assert (len(result.busy), result.unread) == (1, 1)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=13;BYDAY=1SU",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=5SU;BYSETPOS=9",
    ],
)
def test_rules_of_a_zone_that_would_never_end_are_not_followed(rule: str) -> None:
    wild = BERLIN.replace("FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", rule)
    event = "DTSTART;TZID=Customized Time Zone:20260328T090000\nDURATION:PT1H"
    assert imported(a_calendar(event, zones=wild)).unread == 1
    assert imported(a_calendar(event, zones=BERLIN)).unread == 0


FRAGMENTS = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD"),
        *("DTSTART:20260310T090000", "DTSTART;VALUE=DATE:20260310", "DTEND:20260310T100000Z", "UID:a"),
        *("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=-53MO", "EXDATE:20260311T090000"),
        *(
            "RECURRENCE-ID:20260311T090000",
            "RDATE;VALUE=PERIOD:20260311T090000Z/PT1H",
            "DURATION:PT",
            "DURATION:P",
        ),
        *("TZID:A", "TZOFFSETFROM:+0100", "TZOFFSETTO:-1400", "RRULE:FREQ=YEARLY;UNTIL=20200101T000000Z"),
        *("DTSTART;TZID=A:20260310T090000", " folded", "X;=:", ":", "END:VCALENDAR", "BEGIN:VCALENDAR"),
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=20), max_size=25))
@settings(deadline=None, max_examples=150)
def test_no_calendar_causes_an_error_that_we_do_not_know(lines: list[str]) -> None:
    with suppress(RefusedError):
        imported("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode("utf-8", "replace"))


def test_a_busy_person_s_years_are_read() -> None:
    weekly = "DTSTART;TZID=Asia/Riyadh:20150101T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=SU,MO"
    ended = "DTSTART;TZID=Asia/Riyadh:20180101T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=30;BYDAY=TU"
    single = "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\nSUMMARY:a\nDESCRIPTION:" + "b" * 200
    result = imported(a_calendar(*[weekly] * 50, *[ended] * 300, *[single] * 2000))
    assert result.unread == 0
    assert len(result.busy) > 10


def test_our_own_invitations_can_be_read_back() -> None:
    result = busy_times_from_ics(
        request_ics(an_invitation(), now=NOW).encode(), since=NOW, until=an_invitation().ends_at
    )
    assert result.busy[0].starts_at == an_invitation().starts_at
