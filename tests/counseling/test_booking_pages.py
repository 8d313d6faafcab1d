"""The whole way of a family to an appointment, page by page, without JavaScript."""

from tests.client import Client
from tests.counseling.pages import a_child_of, a_family_at_the_door, a_family_on_site
from tests.counseling.people import a_counselor, a_room
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, BookingRow
from wethaq.platform.notifications.tables import Message

WORDS = "نتخاصم كل يوم."


async def test_one_person_comes_from_the_front_page_to_a_confirmed_call(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    assert (await family.browser.get("/counseling")).status_code == 200
    safe = {"in_danger": "no", "afraid": "no", "self_harm": "no"}
    answered = await family.browser.post("/counseling/safety?about=2", safe)
    assert answered.headers["location"] == "/counseling/start?about=2"
    assert (await family.browser.follow(answered)).status_code == 200

    begun = await family.begin(about="2")
    assert (await family.browser.follow(begun)).headers["location"] == f"{family.base}/preferences"
    chosen = await family.send("preferences", modality="phone", sex="", part_of_day="any", counselor_id="")
    assert chosen.headers["location"] == f"{family.base}/time"
    held = await family.hold((await family.free_times())[0])
    assert held.headers["location"] == f"{family.base}/questionnaire"
    assert "data-countdown" in (await family.see("questionnaire")).text
    filled = await family.send("questionnaire", topic="trust", in_your_words=WORDS)
    assert filled.headers["location"] == f"{family.base}/check"
    checked = await family.see("check")
    assert WORDS in checked.text
    assert "data-countdown" in checked.text

    confirmation = await family.browser.follow(await family.send("sending"))
    (row,) = await AppointmentRow.select()
    assert (row["status"], row["service"]) == ("confirmed", "marital")
    assert row["number"] in confirmation.text
    assert WORDS not in str(row["answers"]), "sealed"


async def test_what_comes_first_is_shown_one_after_another(client: Client) -> None:
    family = await a_family_at_the_door(client)
    assert (await family.begin(about="2")).headers["location"] == "/counseling/start/responsibilities?about=2"
    unread = await family.browser.post("/counseling/start/responsibilities?about=2")
    assert unread.status_code == 422
    read = await family.browser.post("/counseling/start/responsibilities?about=2", {"is_read": "yes"})
    assert read.headers["location"] == "/counseling/start/consent?about=2"

    page = await family.browser.follow(read)
    texts = _consent_texts(page.text)
    assert len(texts) == 2, "the condition, and what is offered beside it"
    refused = await family.browser.post("/counseling/start/consent?about=2", {"consent": texts[1]})
    assert refused.status_code == 422
    assert await BookingRow.count() == 0
    begun = await family.browser.post("/counseling/start/consent?about=2", {"consent": texts[0]})
    assert begun.headers["location"].startswith("/counseling/bookings/")
    consents = await family.browser.get("/my-file/consents")
    assert consents.status_code == 200


async def test_a_couple_is_booked_when_the_spouse_says_yes(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.begin(about="3")
    before = await family.send("preferences", modality="phone")
    assert before.headers["location"] == f"{family.base}/attendees", "a couple is two"
    await family.send("attendees", spouse_address="0551112233")
    assert await Message.count() == 0, "nothing is sent before the booking is"
    await family.send("preferences", modality="video")
    await family.hold((await family.free_times())[0])
    await family.send("questionnaire", topic="trust")
    assert "+966551112233" in (await family.see("check")).text
    confirmation = await family.browser.follow(await family.send("sending"))

    (row,) = await AppointmentRow.select()
    assert row["status"] == "requested"
    assert row["number"] in confirmation.text
    assert {each["role"] for each in await AttendeeRow.select()} == {"applicant", "spouse"}


async def test_a_family_meets_in_a_room_that_seats_them(client: Client) -> None:
    await a_counselor()
    await a_room(seats=6)
    family = await a_family_on_site(client)
    child = await a_child_of(family)
    await family.begin(about="4")
    assert "سلمان" in (await family.see("attendees")).text
    await family.send("attendees", children=str(child), companions="1")
    await family.send("preferences", modality="in_person", governorate="tabuk")
    await family.hold((await family.free_times())[0])
    await family.send("questionnaire", age="school")
    await family.send("sending")

    (row,) = await AppointmentRow.select()
    assert (row["status"], row["seats"], row["modality"]) == ("confirmed", 3, "in_person")
    assert row["room_id"] is not None
    assert child in {each["person_id"] for each in await AttendeeRow.select()}


async def test_a_guardian_books_for_a_child(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    child = await a_child_of(family)
    assert "سلمان" in (await family.browser.get("/counseling/start")).text
    asked = await family.begin(child=str(child), about="4")
    assert f"responsibilities?child={child}" in asked.headers["location"]
    read = await family.browser.post(asked.headers["location"], {"is_read": "yes"})
    page = await family.browser.follow(read)
    assert "سلمان" in page.text, "for whom"
    begun = await family.browser.post(read.headers["location"], {"consent": _consent_texts(page.text)[0]})
    family.base = begun.headers["location"]
    services = await family.see("service")
    assert 'value="parenting"' in services.text
    assert 'value="marital"' not in services.text
    assert (await family.send("service", service="marital")).status_code == 404
    await family.send("attendees", companions="0")
    await family.send("preferences", modality="video")
    await family.hold((await family.free_times())[0])
    await family.send("questionnaire")
    confirmation = await family.browser.follow(await family.send("sending"))

    (row,) = await AppointmentRow.select()
    assert (row["person_id"], row["guardian_id"]) == (child, family.person_id)
    assert "سلمان" in confirmation.text


async def test_a_booking_goes_on_where_it_was_left(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.choose()
    first = family.base
    again = await family.begin()
    assert again.headers["location"] == first
    assert (await family.browser.get(first)).headers["location"] == f"{first}/time"
    assert "href=" in (await family.browser.get("/counseling/start")).text


async def test_changing_an_answer_at_the_end_comes_back_to_the_end(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.choose()
    await family.hold((await family.free_times())[0])
    await family.send("questionnaire", topic="trust")
    same = await family.send("preferences", modality="phone")
    assert same.headers["location"] == f"{family.base}/check"
    other = await family.send("preferences", modality="video")
    assert other.headers["location"] == f"{family.base}/time", "the time was kept for a call"
    held = await family.hold((await family.free_times())[0])
    assert held.headers["location"] == f"{family.base}/check", "the answers are still there"
    assert [row["modality"] for row in await AppointmentRow.select() if row["status"] == "held"] == ["video"]


async def test_who_doesnt_book_leaves_nothing_behind(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    await family.choose()
    times = await family.free_times()
    await family.hold(times[0])
    await family.send("questionnaire", in_your_words=WORDS)
    await family.send("abandonment")
    assert (await family.see("check")).status_code == 404
    (row,) = await BookingRow.select()
    assert row["answers"] is None
    await family.choose()
    assert await family.free_times() == times, "others may have the time at once"


def _consent_texts(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="consent" value="')[1:]]
