"""Busy times from other calendars: read with suspicion, replaced whole, left out of what is offered."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.client import Client
from tests.counseling.desk_people import AtDesk, a_counselor_at_the_desk, open_house
from wethaq.counseling import busy_import
from wethaq.counseling.busy_import import add_source, list_sources, read_all_sources, read_own_source
from wethaq.counseling.finding import Wanted, find_times
from wethaq.counseling.policy.busy_sources import MOST_SOURCES, TooManySourcesError
from wethaq.counseling.policy.preferences import Preference
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.tables import BusySourceRow, BusyTimeRow
from wethaq.platform.errors import NotFoundError
from wethaq.platform.fetching.errors import SourceTooSlowError, UnfitUrlError

ADDRESS = "https://calendar.example.org/private-a1b2c3/basic.ics"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def present(database: None) -> datetime:
    return await open_house()


def _calendar(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN"]
    for number, event in enumerate(events):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}",
            "DTSTAMP:20260101T000000Z",
            *event.split("|"),
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _fetches(content: bytes | Exception) -> Callable[[str], Awaitable[bytes]]:
    async def fetch(address: str) -> bytes:
        assert address.startswith("https://")
        if isinstance(content, Exception):
            raise content
        return content

    return fetch


async def _read(desk: AtDesk, now: datetime, content: bytes | Exception) -> None:
    source_id = await add_source(ADDRESS, actor=desk.actor, now=now)
    await read_own_source(source_id, actor=desk.actor, now=now, fetch=_fetches(content))


async def _free(desk: AtDesk, on: datetime, now: datetime) -> list[datetime]:
    wanted = Wanted(
        service="marital",
        modality=Modality.PHONE,
        preference=Preference(counselor_id=desk.counselor_id),
    )
    offer = await find_times(wanted, on.date(), 1, now=now)
    return [start for starts in offer.starts_by_day().values() for start in starts]


def _noon(now: datetime, days: int) -> datetime:
    return (now + days * DAY).replace(hour=9, minute=0, second=0, microsecond=0)


async def test_an_hour_in_another_zone_is_left_out_at_its_true_time(
    client: Client, present: datetime
) -> None:
    desk = await a_counselor_at_the_desk(client)
    noon = _noon(present, 7)
    assert noon in await _free(desk, noon, present)
    # 09:00 UTC is 13:00 in Dubai, whose clock the entry names.
    start = noon.strftime("DTSTART;TZID=Asia/Dubai:%Y%m%dT130000|DTEND;TZID=Asia/Dubai:%Y%m%dT140000")
    await _read(desk, present, _calendar(start))
    free = await _free(desk, noon, present)
    assert noon not in free
    assert noon + HOUR in free
    [row] = await BusyTimeRow.select()
    assert (row["starts_at"], row["ends_at"]) == (noon, noon + HOUR)


async def test_a_weekly_duty_is_left_out_every_week(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    noon = _noon(present, 7)
    event = noon.strftime("DTSTART:%Y%m%dT%H%M%SZ|DURATION:PT1H|RRULE:FREQ=WEEKLY")
    await _read(desk, present, _calendar(event))
    for week in range(4):
        at = noon + week * 7 * DAY
        assert at not in await _free(desk, at, present)
        assert at + HOUR in await _free(desk, at, present)


async def test_reading_again_replaces_what_was_there(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    noon = _noon(present, 7)
    event = noon.strftime("DTSTART:%Y%m%dT%H%M%SZ|DURATION:PT1H")
    await _read(desk, present, _calendar(event))
    assert await read_all_sources(now=present, fetch=_fetches(_calendar())) == 1
    assert await BusyTimeRow.count() == 0
    assert noon in await _free(desk, noon, present)


@pytest.mark.parametrize(
    ("content", "code"),
    [(SourceTooSlowError(), "too_slow"), (b"<html>", "no_calendar"), (OSError(), "other")],
)
async def test_what_cannot_be_read_keeps_what_was_known_and_says_why(
    client: Client, present: datetime, content: bytes | Exception, code: str
) -> None:
    desk = await a_counselor_at_the_desk(client)
    event = _noon(present, 7).strftime("DTSTART:%Y%m%dT%H%M%SZ|DURATION:PT1H")
    await _read(desk, present, _calendar(event))
    later = present + HOUR
    assert await read_all_sources(now=later, fetch=_fetches(content)) == 0
    [source] = await list_sources(desk.counselor_id)
    assert (source.problem, source.read_at, source.tried_at) == (code, present, later)
    assert await BusyTimeRow.count() == 1
    page = (await desk.browser.get("/en/desk/counseling/calendars")).text
    assert "Needs a look" in page
    assert "private-a1b2c3" not in page


async def test_entries_that_were_not_understood_are_told(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    await _read(desk, present, _calendar("DTSTART:rubbish"))
    [source] = await list_sources(desk.counselor_id)
    assert source.problem == "partly_unread"


async def test_the_address_is_sealed(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    await add_source(ADDRESS, actor=desk.actor, now=present)
    assert "calendar.example.org" not in str(await BusySourceRow.select())


@pytest.mark.parametrize(
    "address", ["http://a.example/x.ics", "https://127.0.0.1/x.ics", "file:///etc/passwd", "x"]
)
async def test_only_public_https_addresses_are_taken(client: Client, present: datetime, address: str) -> None:
    desk = await a_counselor_at_the_desk(client)
    with pytest.raises(UnfitUrlError):
        await add_source(address, actor=desk.actor, now=present)
    path = "/en/desk/counseling/calendars"
    await desk.browser.get(path)
    page = await desk.browser.post(f"{path}/sources", {"address": address})
    assert page.status_code == 422
    assert f'value="{address}"' in page.text


async def test_webcal_is_read_as_https(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    await add_source(ADDRESS.replace("https", "webcal"), actor=desk.actor, now=present)
    [source] = await list_sources(desk.counselor_id)
    assert source.address == ADDRESS


async def test_a_sixth_calendar_is_refused(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    for _ in range(MOST_SOURCES):
        await add_source(ADDRESS, actor=desk.actor, now=present)
    with pytest.raises(TooManySourcesError):
        await add_source(ADDRESS, actor=desk.actor, now=present)


async def test_a_colleague_neither_reads_nor_removes_it(client: Client, present: datetime) -> None:
    desk, other = await a_counselor_at_the_desk(client), await a_counselor_at_the_desk(client)
    source_id = await add_source(ADDRESS, actor=desk.actor, now=present)
    with pytest.raises(NotFoundError):
        await busy_import.remove_source(source_id, actor=other.actor, now=present)
    for step in ("reading", "removal"):
        path = f"/desk/counseling/calendars/sources/{source_id}/{step}"
        assert (await other.browser.post(path)).status_code == 404


async def test_the_page_reads_at_once_and_takes_away_with_the_times(
    client: Client, present: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = _noon(datetime.now(UTC), 7).strftime("DTSTART:%Y%m%dT%H%M%SZ|DURATION:PT1H")

    async def fetch_public(*_: object, **__: object) -> bytes:
        return _calendar(event)

    monkeypatch.setattr(busy_import, "fetch_public", fetch_public)
    desk = await a_counselor_at_the_desk(client)
    path = "/en/desk/counseling/calendars"
    await desk.browser.get(path)
    assert (await desk.browser.post(f"{path}/sources", {"address": ADDRESS})).status_code == 303
    assert await BusyTimeRow.count() == 1
    [source] = await list_sources(desk.counselor_id)
    assert (await desk.browser.post(f"{path}/sources/{source.id}/reading")).status_code == 303
    assert (await desk.browser.post(f"{path}/sources/{source.id}/removal")).status_code == 303
    assert await BusyTimeRow.count() == 0
