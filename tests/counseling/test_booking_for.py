"""Booking for somebody at the counter or on the telephone."""

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.client import Client
from tests.counseling.desk_people import an_open_house, in_days, staff
from tests.counseling.people import a_booking, a_counselor, a_family, an_agent
from tests.platform.accounts.builders import a_person
from wethaq.counseling import bookings
from wethaq.counseling.choices import Choices
from wethaq.counseling.questionnaires import IN_YOUR_WORDS
from wethaq.counseling.tables import AppointmentRow, BookingRow
from wethaq.platform.actors import Role
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.records import Sex

WISHES = {
    "channel": "phone",
    "method": "phone",
    "witness": "سارة البلوي",
    "service": "mediation",
    "modality": "phone",
}
TOLD = "تودّ أن تتكلّم عن أمر الحضانة"


async def _begun(agent: Client, person_id: UUID, **changes: str) -> str:
    answer = await agent.post(f"/desk/counseling/booking/{person_id}", {**WISHES, **changes})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def _held(agent: Client, times: str, start: datetime, **more: str) -> str:
    answer = await agent.post(times, {"starts_at": start.isoformat(), **more})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def test_an_agent_books_in_three_pages_and_reads_the_time_back(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    person_id = await a_person(mobile="+966551230001")
    page = await agent.get(f"/desk/counseling/booking/{person_id}")
    assert page.status_code == 200
    form = page.text[page.text.index('action="/desk/counseling/booking/') :]
    assert 5 <= len(re.findall(r'<(?:input|select|textarea) class="input', form)) <= 12
    times = await _begun(agent, person_id)
    shown = await agent.get(times)
    start = in_days(3)
    assert start.isoformat() in shown.text
    confirmation = await _held(agent, times, start)
    read_back = await agent.get(confirmation)
    assert "هـ" in read_back.text
    assert "data-countdown" in read_back.text
    done = await agent.post(confirmation, {"told": TOLD})
    final = await agent.follow(done)
    assert "C-1448-" in final.text
    assert TOLD not in final.text
    row = (await AppointmentRow.select())[-1]
    assert (row["status"], row["channel"], row["starts_at"]) == ("confirmed", "phone", start)
    assert row["entered_by"] is not None
    assert json.loads(open_row(AppointmentRow, row)["answers"]) == {IN_YOUR_WORDS.key: TOLD}
    assert await Message.count() >= 1


async def test_the_desk_does_not_see_afterwards_what_it_was_about(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.RELATIONS_OFFICER)
    confirmation = await _held(agent, await _begun(agent, await a_person(mobile="+966551230002")), in_days(3))
    page = await agent.follow(await agent.post(confirmation, {"told": TOLD}))
    day = await agent.get(f"/desk/counseling/bookings?on={in_days(3).date()}")
    for text in (page.text, day.text):
        assert "C-1448-" in text
        assert "الصلح" not in text
        assert TOLD not in text


async def test_without_a_witness_a_telephone_consent_is_asked_again_and_nothing_is_lost(
    client: Client,
) -> None:
    await an_open_house()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    person_id = await a_person(mobile="+966551230003")
    answer = await agent.post(f"/desk/counseling/booking/{person_id}", {**WISHES, "witness": ""})
    assert answer.status_code == 422
    assert '<option value="mediation" selected>' in answer.text
    assert await BookingRow.count() == 0


async def test_every_missing_answer_is_named_at_once(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    answer = await agent.post(f"/desk/counseling/booking/{await a_person()}", {"channel": "pigeon"})
    assert answer.status_code == 422
    for name in ("channel", "method", "service", "modality"):
        assert f'href="#{name}"' in answer.text


async def test_a_time_outside_the_plan_needs_a_reason_and_says_so(client: Client) -> None:
    await an_open_house(hours=(9, 12))
    agent = await staff(client, Role.RELATIONS_OFFICER)
    times = await _begun(agent, await a_person(mobile="+966551230004"))
    on = in_days(3)
    evening = {
        "on_day": str(on.day),
        "on_month": str(on.month),
        "on_year": str(on.year),
        "on_calendar": "gregorian",
        "on_at": "20:30",
    }
    refused = await agent.post(times, evening)
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert 'value="20:30"' in refused.text
    kept = await agent.post(times, {**evening, "reason": "لا تستطيع الخروج نهارًا"})
    assert kept.status_code == 303
    row = (await AppointmentRow.select())[-1]
    assert row["is_outside_plan"]
    assert row["starts_at"].hour == 17


async def test_a_time_that_was_just_taken_comes_back_with_the_nearest(client: Client) -> None:
    await an_open_house()
    first, second = await staff(client, Role.CALL_CENTRE_AGENT), await staff(client, Role.CALL_CENTRE_AGENT)
    start = in_days(3)
    times = await _begun(second, await a_person(mobile="+966551230005"))
    await _held(first, await _begun(first, await a_person(mobile="+966551230006")), start)
    answer = await second.post(times, {"starts_at": start.isoformat()})
    assert answer.status_code == 409
    assert (start + timedelta(minutes=105)).isoformat() in answer.text


async def test_what_was_typed_outlives_a_time_that_ran_out(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    confirmation = await _held(agent, await _begun(agent, await a_person(mobile="+966551230007")), in_days(3))
    past = datetime.now(UTC) - timedelta(minutes=1)
    await AppointmentRow.update({AppointmentRow.held_until: past}, force=True)
    answer = await agent.post(confirmation, {"told": TOLD})
    assert answer.status_code == 409
    row = (await BookingRow.select())[-1]
    assert json.loads(open_row(BookingRow, row)["answers"]) == {IN_YOUR_WORDS.key: TOLD}
    times = confirmation.replace("confirmation", "time")
    page = await agent.get(await _held(agent, times, in_days(4)))
    assert TOLD in page.text


async def test_a_couples_appointment_waits_for_the_spouse(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.RELATIONS_OFFICER)
    person_id = await a_person(mobile="+966551230008")
    without = await agent.post(f"/desk/counseling/booking/{person_id}", {**WISHES, "service": "couple"})
    assert without.status_code == 422
    assert 'href="#spouse"' in without.text
    times = await _begun(agent, person_id, service="couple", spouse="0551230009")
    await agent.post(await _held(agent, times, in_days(3)), {"told": ""})
    assert (await AppointmentRow.select())[-1]["status"] == "requested"


async def test_a_child_without_a_verified_guardian_is_not_booked(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.RELATIONS_OFFICER)
    child = await a_person(birth_date=datetime.now(UTC).date() - timedelta(days=3_650))
    answer = await agent.post(f"/desk/counseling/booking/{child}", WISHES)
    assert answer.status_code == 409
    assert await BookingRow.count() == 0


async def test_a_colleagues_booking_is_not_there_for_another(client: Client) -> None:
    await an_open_house()
    first, second = await staff(client, Role.CALL_CENTRE_AGENT), await staff(client, Role.CALL_CENTRE_AGENT)
    times = await _begun(first, await a_person(mobile="+966551230010"))
    assert (await first.get(times)).status_code == 200
    assert (await second.get(times)).status_code == 404
    assert (await second.get(times.replace("time", "confirmation"))).status_code == 404


async def test_the_file_of_a_person_offers_to_book(client: Client) -> None:
    person_id = await a_person()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    page = await agent.get(f"/desk/people/{person_id}")
    assert f"/desk/counseling/booking/{person_id}" in page.text


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.VOLUNTEER, Role.DATA_STEWARD, Role.ADMINISTRATOR])
async def test_others_may_not_book_for_anybody(client: Client, role: Role) -> None:
    person_id = await a_person()
    other = await staff(client, role)
    assert (await other.get(f"/desk/counseling/booking/{person_id}")).status_code == 403
    assert (await other.get("/desk/counseling/bookings")).status_code == 403


async def test_nobody_is_booked_who_is_not_there(client: Client) -> None:
    await an_open_house()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    assert (await agent.get(f"/desk/counseling/booking/{uuid4()}")).status_code == 404
    assert (await agent.post(f"/desk/counseling/booking/{uuid4()}", WISHES)).status_code == 404


async def test_a_wish_for_a_woman_is_kept(client: Client) -> None:
    await an_open_house(sex=Sex.MALE)
    woman = await a_counselor(hours=(9, 10))
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    times = await _begun(agent, await a_person(mobile="+966551230011"), sex="female", service="premarital")
    await _held(agent, times, in_days(3, hour=6))
    row = (await AppointmentRow.select())[-1]
    assert row["counselor_id"] == woman
    booking = (await BookingRow.select())[-1]
    assert Choices.of(open_row(BookingRow, booking)["choices"]).sex is Sex.FEMALE


async def test_a_colleague_who_books_throws_away_nothing_that_the_family_typed(client: Client) -> None:
    await an_open_house()
    family = await a_family()
    assert family.person_id
    now = datetime.now(UTC)
    own = await a_booking(family, now=now)
    await bookings.save_answers(own.id, {"worry": "كتبت هذا بنفسي"}, actor=family, now=now)
    await bookings.begin_booking_for(family.person_id, actor=an_agent(), now=now)
    kept = await bookings.get_own_booking(own.id, actor=family)
    assert kept.answers == {"worry": "كتبت هذا بنفسي"}
