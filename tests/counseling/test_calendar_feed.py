"""The feed by a secret link: no names, no trace of who asks in vain, cheap to ask again."""

from datetime import datetime, timedelta

import icalendar
import pytest

from tests.client import Client
from tests.counseling.desk_people import AtDesk, a_counselor_at_the_desk, a_visit, open_house, quarter_at
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from wethaq.counseling import calendar_feed, changing
from wethaq.counseling.tables import CounselorRow
from wethaq.platform.actors import Role
from wethaq.platform.errors import NotFoundError, TooManyTriesError
from wethaq.platform.security.limit_policy import Limit

DAY = timedelta(days=1)


@pytest.fixture
async def present(database: None) -> datetime:
    return await open_house()


async def _link(desk: AtDesk, now: datetime) -> str:
    token = await calendar_feed.make_feed_link(actor=desk.actor, now=now)
    return f"/calendars/{token}/counseling.ics"


async def test_the_feed_says_when_and_where_and_nobodys_name(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present) + DAY)
    answer = await client.get(await _link(desk, present))
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.text)
    [event] = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == visit.starts_at
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in answer.text
    for word in ("العطوي", "نورة", "marital"):
        assert word not in answer.text


async def test_what_has_not_changed_is_not_sent_again(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present) + 2 * DAY)
    link = await _link(desk, present)
    first = await client.get(link)
    again = await client.get(link, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["last-modified"] == first.headers["last-modified"]
    assert (await client.get(link)).text == first.text
    await changing.move_by_staff(
        visit.id, visit.starts_at + timedelta(hours=2), "سفر", actor=desk.actor, now=present
    )
    moved = await client.get(link, headers={"if-none-match": first.headers["etag"]})
    assert moved.status_code == 200
    assert "SEQUENCE:1" in moved.text


async def test_unknown_old_and_broken_links_look_alike(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    old = await _link(desk, present)
    new = await _link(desk, present)
    await calendar_feed.revoke_feed_link(actor=desk.actor, now=present)
    invented = "/calendars/" + "A" * calendar_feed.TOKEN_LENGTH + "/counseling.ics"
    for path in (old, new, invented, "/calendars/x/counseling.ics"):
        assert (await client.get(path)).status_code == 404


async def test_only_the_digest_of_the_link_is_kept(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    token = (await _link(desk, present)).split("/")[2]
    assert token not in str(await CounselorRow.select())


async def test_guessing_ends_and_a_true_link_does_not_count(
    client: Client, present: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_feed, "TRIES_A_NETWORK", Limit(most=3, is_slowing=False))
    desk = await a_counselor_at_the_desk(client)
    token = (await _link(desk, present)).split("/")[2]
    guess = "A" * calendar_feed.TOKEN_LENGTH
    for _ in range(3):
        await calendar_feed.read_feed(token, network="203.0.113.1", language="ar", now=present)
        with pytest.raises(NotFoundError):
            await calendar_feed.read_feed(guess, network="203.0.113.1", language="ar", now=present)
    with pytest.raises(TooManyTriesError):
        await calendar_feed.read_feed(guess, network="203.0.113.1", language="ar", now=present)


async def test_the_page_shows_the_link_once(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    path = "/en/desk/counseling/calendars"
    await desk.browser.get(path)
    made = await desk.browser.post(f"{path}/feed")
    assert "/counseling.ics" in made.text
    assert "/counseling.ics" not in (await desk.browser.get(path)).text
    assert (await desk.browser.post(f"{path}/feed/revocation")).status_code == 303
    assert await calendar_feed.has_feed_link(desk.counselor_id) is False


async def test_a_manager_makes_nobodys_link(client: Client, present: datetime) -> None:
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    assert (await manager.post("/desk/counseling/calendars/feed")).status_code == 403
