"""What the way to an appointment refuses, and that nothing typed or kept is lost by it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.client import Client
from tests.counseling.pages import (
    STARTS,
    Family,
    a_child_of,
    a_family_at_the_door,
    a_family_on_site,
)
from tests.counseling.people import a_counselor
from tests.platform.accounts.builders import PASSWORD, a_member_of_staff, signed_in
from tests.site.rows import count_rows
from wethaq.counseling.tables import AppointmentRow, BookingRow, UrgentCallRow
from wethaq.platform.accounts.tables import Session
from wethaq.platform.actors import Role
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.records import Sex
from wethaq.platform.web.forms import normalise_text

WORDS = "نتخاصم كل يوم."
STEPS = ("service", "preferences", "time", "questionnaire", "check")


async def a_held_time(family: Family) -> None:
    await family.choose()
    held = await family.hold((await family.free_times())[0])
    assert held.status_code == 303


async def let_the_hold_end(family: Family) -> None:
    """As if the family had gone to look after a child for a while."""
    now = datetime.now(UTC)
    await AppointmentRow.update({AppointmentRow.held_until: now - timedelta(seconds=1)}, force=True)


async def test_strangers_are_sent_to_the_door_and_others_find_nothing(client: Client) -> None:
    await a_counselor()
    family, other = await a_family_on_site(client), await a_family_on_site(client)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    await family.choose()
    for step in STEPS:
        stranger = await client.new().get(f"{family.base}/{step}")
        assert stranger.headers["location"].startswith("/sign-in")
        assert (await other.browser.get(f"{family.base}/{step}")).status_code == 404
        assert (await officer.get(f"{family.base}/{step}")).status_code == 404
    for step in ("service", "preferences", "hold", "questionnaire", "draft", "sending", "abandonment"):
        fields = {"service": "marital", "modality": "phone", "starts_at": "2026-12-06T07:00:00Z"}
        assert (await other.browser.post(f"{family.base}/{step}", fields)).status_code == 404, step


async def test_a_confirmation_is_nobody_elses(client: Client) -> None:
    await a_counselor()
    family, other = await a_family_on_site(client), await a_family_on_site(client)
    await a_held_time(family)
    sent = (await family.send("sending")).headers["location"]
    assert (await family.browser.get(sent)).status_code == 200
    assert (await other.browser.get(sent)).status_code == 404


async def test_a_child_that_isnt_theirs_isnt_there(client: Client) -> None:
    family, other = await a_family_on_site(client), await a_family_on_site(client)
    child = await a_child_of(other)
    for path in ("", "/responsibilities", "/consent", "/area"):
        page = await family.browser.get(f"/counseling/start{path}?child={child}")
        assert page.status_code == 404
    assert (await family.browser.post("/counseling/bookings", {"child": str(child)})).status_code == 404
    await family.begin(about="4")
    await family.send("attendees", children=str(child), companions="0")
    await family.send("preferences", modality="phone")
    (row,) = await BookingRow.select()
    assert str(child) not in str(row)


async def test_who_lives_elsewhere_reads_why_and_still_gets_help(client: Client) -> None:
    family = await a_family_on_site(client)
    person = await people.get_person(family.person_id)
    details = {name: getattr(person, name) for name in people.PersonDetails.__dataclass_fields__}
    await people.update_person(
        person.id,
        people.PersonDetails(**{**details, "governorate": "riyadh"}),
        actor=family.actor,
        now=datetime.now(UTC),
        version=person.version,
    )
    begun = await family.begin()
    assert begun.headers["location"] == "/counseling/start/area"
    page = await family.browser.follow(begun)
    assert "/counseling/calls/new" in page.text
    assert "1919" in page.text
    called = await family.browser.post("/counseling/calls", {"is_in_danger": "no"})
    assert called.status_code == 303


async def test_nothing_is_kept_of_the_questions_on_danger(client: Client) -> None:
    before = await count_rows()
    for answers, words in (
        ({"in_danger": "yes", "afraid": "no", "self_harm": "no"}, "911"),
        ({"in_danger": "no", "afraid": "yes", "self_harm": "no"}, "1919"),
        ({"in_danger": "no", "afraid": "unsaid", "self_harm": "yes"}, "937"),
    ):
        page = await client.post("/counseling/safety?about=2", answers)
        assert page.status_code == 200
        assert words in page.text
        assert "data-exit" in page.text
        assert "/counseling/start?about=2" in page.text, "nobody is kept from an appointment"
        assert "set-cookie" not in page.headers
    assert await count_rows() == before


async def test_unanswered_questions_on_danger_are_asked_again(client: Client) -> None:
    page = await client.post("/counseling/safety", {"in_danger": "no"})
    assert page.status_code == 422
    assert page.text.count("error-message") == 2
    assert "checked" in page.text


async def test_a_call_in_danger_is_promised_and_shown_to_who_asked(client: Client) -> None:
    family, other = await a_family_at_the_door(client), await a_family_at_the_door(client)
    assert (await family.browser.get("/counseling/calls/new")).status_code == 200
    wrong = await family.browser.post("/counseling/calls", {"wish": WORDS})
    assert wrong.status_code == 422
    assert WORDS in wrong.text
    asked = await family.browser.post(
        "/counseling/calls", {"is_in_danger": "yes", "wish": WORDS, "part_of_day": "evening"}
    )
    page = await family.browser.follow(asked)
    assert "<time" in page.text
    assert "911" in page.text
    (row,) = await UrgentCallRow.select()
    assert row["part_of_day"] == "evening"
    assert (await other.browser.get(asked.headers["location"])).status_code == 404


async def test_a_number_that_mustnt_be_called_isnt_promised_a_call(client: Client) -> None:
    family = await a_family_at_the_door(client)
    person = await people.get_person(family.person_id)
    details = {name: getattr(person, name) for name in people.PersonDetails.__dataclass_fields__}
    await people.update_person(
        person.id,
        people.PersonDetails(**{**details, "safe_contact": frozenset({SafeContactRule.NO_CALLS})}),
        actor=family.actor,
        now=datetime.now(UTC),
        version=person.version,
    )
    page = await family.browser.get("/en/counseling/calls/new")
    assert "mustn't call your number" in page.text
    assert (person.mobile or "")[-4:] not in page.text


async def test_a_spouse_is_reached_elsewhere_than_oneself(client: Client) -> None:
    family = await a_family_on_site(client)
    await family.begin(about="3")
    own = (await people.get_person(family.person_id)).mobile
    for typed in (own, "", "not an address"):
        page = await family.send("attendees", spouse_address=typed)
        assert page.status_code == 422
        assert (typed or "error-message") in page.text
    assert (await family.send("attendees", spouse_address="wife@example.org")).status_code == 303


async def test_more_people_than_seats_are_refused_with_what_was_typed(client: Client) -> None:
    family = await a_family_on_site(client)
    await family.begin(about="4")
    for companions in ("9", "-1", "many", "999999999999999999999"):
        page = await family.send("attendees", companions=companions)
        assert page.status_code == 422, companions
        assert companions in page.text


@pytest.mark.parametrize(
    "wishes",
    [
        {},
        {"modality": "by_dove"},
        {"modality": "phone", "sex": "other"},
        {"modality": "phone", "counselor_id": "nobody"},
        {"modality": "phone", "counselor_id": str(uuid4())},
        {"modality": "phone", "language": "xx"},
    ],
)
async def test_impossible_wishes_are_refused(client: Client, wishes: dict[str, str]) -> None:
    family = await a_family_on_site(client)
    await family.begin(about="2")
    page = await family.send("preferences", **wishes)
    assert page.status_code == 422
    assert "error-summary" in page.text


async def test_a_wish_for_a_woman_is_kept_to(client: Client) -> None:
    woman, man = await a_counselor(hours=(9, 10)), await a_counselor(sex=Sex.MALE, hours=(13, 14))
    family = await a_family_on_site(client)
    await family.choose(sex="female")
    offered = await family.free_times()
    assert offered
    assert {datetime.fromisoformat(start).hour for start in offered} == {6}, "nine in Riyadh"
    refused = await family.send("preferences", modality="phone", sex="female", counselor_id=str(man))
    assert refused.status_code == 422
    await family.hold(offered[0])
    (row,) = await AppointmentRow.select()
    assert row["counselor_id"] == woman


@pytest.mark.parametrize(
    ("starts_at", "status"),
    [
        ("", 422),
        ("tomorrow", 422),
        ("2026-12-06T10:00:00", 422),
        ("2020-01-01T10:00:00Z", 409),
        ("2090-01-01T10:00:00Z", 409),
        ("9999-12-31T23:59:59Z", 409),
        ("0001-01-01T00:00:00Z", 409),
    ],
)
async def test_a_time_that_isnt_offered_is_refused(client: Client, starts_at: str, status: int) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.choose()
    page = await family.hold(starts_at)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert STARTS.search(page.text), "the free times are shown again"


async def test_an_ended_hold_leads_back_to_the_times_with_everything_kept(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await a_held_time(family)
    await let_the_hold_end(family)
    filled = await family.send("questionnaire", topic="trust", in_your_words=WORDS)
    assert filled.headers["location"] == f"{family.base}/time"
    page = await family.browser.get("/en" + filled.headers["location"])
    assert "The time is no longer kept" in page.text
    held = await family.hold((await family.free_times())[0])
    assert held.headers["location"] == f"{family.base}/check"
    assert WORDS in (await family.see("check")).text

    await let_the_hold_end(family)
    assert (await family.see("check")).headers["location"] == f"{family.base}/time"
    assert (await family.send("sending")).headers["location"] == f"{family.base}/time"
    assert await AppointmentRow.count().where(AppointmentRow.status == "confirmed") == 0


async def test_writing_keeps_the_time(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await a_held_time(family)
    nearly = datetime.now(UTC) + timedelta(seconds=20)
    await AppointmentRow.update({AppointmentRow.held_until: nearly}, force=True)
    part = await family.browser.post(
        f"{family.base}/draft", {"in_your_words": WORDS}, headers={"hx-request": "true"}
    )
    assert part.status_code == 200
    assert 'id="hold"' in part.text
    assert "<html" not in part.text
    (row,) = await AppointmentRow.select()
    assert row["held_until"] > nearly + timedelta(minutes=5)
    assert WORDS in (await family.see("questionnaire")).text
    plain = await family.send("draft", in_your_words=WORDS)
    assert plain.headers["location"] == f"{family.base}/questionnaire"


async def test_a_wrong_answer_is_told_and_the_others_are_kept(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await a_held_time(family)
    too_long = "ا" * 2_001
    page = await family.send("questionnaire", topic="nonsense", in_your_words=too_long, hope=WORDS)
    assert page.status_code == 422
    assert page.text.count('class="error-message"') == 2
    assert normalise_text(too_long) in page.text
    assert WORDS in (await family.see("questionnaire")).text


async def test_what_was_typed_survives_an_expired_login(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await a_held_time(family)
    await family.see("questionnaire")
    await Session.update({Session.last_seen_at: datetime.now(UTC) - timedelta(hours=2)}, force=True)
    form_page = f"{family.base}/questionnaire"
    refused = await family.send("questionnaire", topic="trust", in_your_words=WORDS, form_page=form_page)
    assert refused.headers["location"].startswith("/sign-in?parked=")
    await family.browser.follow(refused)
    entered = await family.browser.post("/sign-in", {"address": family.mobile, "password": PASSWORD})
    assert entered.headers["location"] == form_page
    page = await family.browser.follow(entered)
    assert WORDS in page.text
    assert 'value="trust" checked' in page.text


async def test_sending_twice_makes_one_appointment(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await a_held_time(family)
    sent = await asyncio.gather(*(family.send("sending") for _ in range(4)))
    assert {each.status_code for each in sent} == {303}
    assert len({each.headers["location"] for each in sent}) == 1, "who presses twice sees what was booked"
    assert await AppointmentRow.count() == 1


async def test_choosing_in_two_tabs_at_once_keeps_one_time(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.choose()
    times = await family.free_times()
    await asyncio.gather(*(family.hold(start) for start in (times[0], times[4], times[8])))
    assert await AppointmentRow.count().where(AppointmentRow.status == "held") == 1


async def test_more_appointments_than_three_ahead_are_refused(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    for _ in range(3):
        await a_held_time(family)
        assert (await family.send("sending")).status_code == 303
    await family.choose()
    page = await family.hold((await family.free_times())[0])
    assert page.status_code == 409
    assert 'role="alert"' in page.text


async def test_of_ten_who_want_one_time_one_gets_it_and_nine_see_the_nearest(client: Client) -> None:
    await a_counselor()
    families = [await a_family_on_site(client) for _ in range(10)]
    for family in families:
        await family.choose()
    wanted = (await families[0].free_times())[4]

    pages = await asyncio.gather(*(family.hold(wanted) for family in families))

    assert sorted(page.status_code for page in pages) == [303] + [409] * 9
    for page in pages:
        if page.status_code == 409:
            assert len(STARTS.findall(page.text)) > 3
            assert wanted not in STARTS.findall(page.text)
    rows = await AppointmentRow.select()
    assert [row["status"] for row in rows] == ["held"]


async def test_the_times_are_the_same_in_a_part_and_on_a_page(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.choose()
    whole = await family.see("time")
    part = await family.browser.get(f"{family.base}/time", headers={"hx-request": "true"})
    assert "<html" not in part.text
    assert STARTS.findall(whole.text) == STARTS.findall(part.text)
    for query in ("day=2026-13-40", "from=0001-01-01", "week=9999-12-31", "from=x&day=y&week=z"):
        assert (await family.browser.get(f"{family.base}/time?{query}")).status_code == 200, query


async def test_without_any_time_there_are_other_ways(client: Client) -> None:
    family = await a_family_on_site(client)
    await family.choose()
    page = await family.see("time")
    assert f"{family.base}/preferences" in page.text
    assert f'action="{family.base}/waitlist"' in page.text
    assert "/contact" in page.text or "tel:" in page.text
