"""The officer's queue and what is done to an appointment at the desk."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest

from tests.client import Client
from tests.counseling.desk_people import an_open_house, in_days, staff
from tests.counseling.people import a_counselor, a_family, agree, an_appointment
from tests.platform.accounts.builders import a_beneficiary, actor_for, give_second_step, signed_in
from wethaq.counseling import planning, solving
from wethaq.counseling.policy.plans import Leave, WeeklyPlan, Window
from wethaq.counseling.policy.terms import NUMBER_LIMITS, ServiceFigures
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow
from wethaq.counseling.terms import change_service_figures
from wethaq.platform.accounts.role_grants import grant_roles
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.notifications.tables import Message

QUEUE = "/desk/counseling/queue"
MANAGER = Actor(account_id=uuid4(), roles=frozenset({Role.MANAGER}))


def now() -> datetime:
    return datetime.now(UTC)


async def _by_officer() -> None:
    """Have an officer accept what is asked for."""
    figures = ServiceFigures().as_values()
    numbers = {name: int(figures[name]) for name in NUMBER_LIMITS}
    await change_service_figures(
        "marital", numbers, is_accepted_by_officer=True, reason="تجربة", actor=MANAGER, now=now()
    )


async def _asked_for(days: int = 3, *, hour: int = 7) -> Appointment:
    return await an_appointment(await a_family(now=now()), in_days(days, hour=hour), now=now())


async def _status(appointment_id: UUID) -> str:
    row = await AppointmentRow.select().where(AppointmentRow.id == appointment_id).first()
    return str(row["status"]) if row else ""


async def test_an_officer_accepts_what_was_asked_for(client: Client) -> None:
    await an_open_house()
    await _by_officer()
    asked = await _asked_for()
    officer = await staff(client, Role.RELATIONS_OFFICER)
    page = await officer.get(QUEUE)
    assert str(asked.number) in page.text
    assert (await officer.post(f"{QUEUE}/{asked.id}/acceptance")).status_code == 303
    assert await _status(asked.id) == "confirmed"
    assert str(asked.number) not in (await officer.get(QUEUE)).text


async def test_a_part_of_the_queue_is_answered_to_htmx(client: Client) -> None:
    await an_open_house()
    await _by_officer()
    asked = await _asked_for()
    officer = await staff(client, Role.RELATIONS_OFFICER)
    answer = await officer.post(f"{QUEUE}/{asked.id}/acceptance", headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'id="announcement"' in answer.text


async def test_declining_needs_a_reason_which_the_family_reads(client: Client) -> None:
    await an_open_house()
    await _by_officer()
    asked = await _asked_for()
    officer = await staff(client, Role.RELATIONS_OFFICER)
    await officer.get(QUEUE)
    refused = await officer.post(f"{QUEUE}/{asked.id}/refusal", {"reason": " "})
    assert refused.status_code == 422
    assert f'href="#reason-{asked.id}"' in refused.text
    assert await _status(asked.id) == "requested"
    before = await Message.count()
    assert (await officer.post(f"{QUEUE}/{asked.id}/refusal", {"reason": "مرتبط"})).status_code == 303
    assert await _status(asked.id) == "declined"
    assert await Message.count() > before


async def test_a_second_yes_is_refused_and_nothing_breaks(client: Client) -> None:
    await an_open_house()
    await _by_officer()
    asked = await _asked_for()
    officer = await staff(client, Role.RELATIONS_OFFICER)
    await officer.get(QUEUE)
    await officer.post(f"{QUEUE}/{asked.id}/acceptance")
    assert (await officer.post(f"{QUEUE}/{asked.id}/acceptance")).status_code == 409
    assert (await officer.post(f"{QUEUE}/{uuid4()}/acceptance")).status_code == 404


async def _three_and_one() -> tuple[UUID, list[Appointment]]:
    """Three appointments in the morning, which are returned, and a fourth in the evening."""
    counselor = await an_open_house()
    booked = [await _asked_for(days, hour=7) for days in (3, 4, 5)]
    await _asked_for(6, hour=16)
    return counselor, booked


def _evenings(valid_from: date) -> WeeklyPlan:
    return WeeklyPlan(valid_from, ((Window(time(18), time(22)),),) * 7)


async def test_a_plan_that_strands_three_lists_exactly_those_and_after_solving_none(client: Client) -> None:
    counselor, booked = await _three_and_one()
    plan = _evenings(date(2026, 2, 1))
    preview = await planning.preview_plan(counselor, plan, actor=MANAGER, now=now())
    assert {each.appointment.id for each in preview} == {each.id for each in booked}
    await planning.save_plan(counselor, plan, actor=SYSTEM, now=now())
    assert [await _status(each.id) for each in booked] == ["confirmed"] * 3
    officer = await staff(client, Role.RELATIONS_OFFICER)
    page = await officer.get(QUEUE)
    assert all(str(each.number) in page.text for each in booked)
    kept, moved, cancelled = (each.id for each in booked)
    assert (await officer.post(f"{QUEUE}/{kept}/exception", {"reason": "اتفقا"})).status_code == 303
    page = await officer.get(f"/desk/counseling/bookings/{moved}")
    start = in_days(8, hour=16)
    answer = await officer.post(
        f"/desk/counseling/bookings/{moved}/move", {"starts_at": start.isoformat(), "reason": "تغيّر الدوام"}
    )
    assert answer.status_code == 303, answer.text
    answer = await officer.post(
        f"/desk/counseling/bookings/{cancelled}/cancellation", {"cancel_reason": "تعذّر"}
    )
    assert answer.status_code == 303
    assert await solving.list_conflicts(actor=MANAGER, now=now()) == []
    assert [await _status(each) for each in (kept, moved, cancelled)] == [
        "confirmed",
        "confirmed",
        "cancelled",
    ]


async def test_what_falls_into_leave_cannot_be_kept(client: Client) -> None:
    counselor = await an_open_house()
    asked = await _asked_for()
    leave = Leave(asked.starts_at - timedelta(hours=1), asked.ends_at + timedelta(hours=1))
    await planning.add_leave(counselor, leave.starts_at, leave.ends_at, reason=None, actor=SYSTEM, now=now())
    officer = await staff(client, Role.RELATIONS_OFFICER)
    page = await officer.get(QUEUE)
    assert f"{asked.id}/exception" not in page.text
    assert (await officer.post(f"{QUEUE}/{asked.id}/exception", {"reason": "لا"})).status_code == 409


async def test_a_conflict_moves_to_another_counselor(client: Client) -> None:
    await an_open_house()
    asked = await _asked_for()
    other = await a_counselor(hours=(0, 0))
    officer = await staff(client, Role.CALL_CENTRE_AGENT)
    page = await officer.get(f"/desk/counseling/bookings/{asked.id}?counselor={other}")
    assert page.status_code == 200
    values = {"starts_at": in_days(4).isoformat(), "reason": "إجازة", "counselor": str(other)}
    assert (await officer.post(f"/desk/counseling/bookings/{asked.id}/move", values)).status_code == 303
    row = await AppointmentRow.select().where(AppointmentRow.id == asked.id).first()
    assert row
    assert row["counselor_id"] == other


async def test_moving_and_cancelling_without_a_reason_keep_what_was_typed(client: Client) -> None:
    await an_open_house()
    asked = await _asked_for()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    await agent.get(f"/desk/counseling/bookings/{asked.id}")
    to = in_days(4)
    typed = {"to_day": str(to.day), "to_month": str(to.month), "to_year": str(to.year)}
    typed |= {"to_calendar": "gregorian", "to_at": "10:03"}
    answer = await agent.post(f"/desk/counseling/bookings/{asked.id}/move", typed)
    assert answer.status_code == 422
    assert 'href="#to_at"' in answer.text
    assert 'href="#reason"' in answer.text
    assert 'value="10:03"' in answer.text
    answer = await agent.post(f"/desk/counseling/bookings/{asked.id}/cancellation", {})
    assert answer.status_code == 422
    assert await _status(asked.id) == "confirmed"


async def test_an_appointment_is_found_by_its_number_with_arabic_digits(client: Client) -> None:
    await an_open_house()
    asked = await _asked_for()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    await agent.get("/desk/counseling/bookings")
    arabic = str(asked.number).lower().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    answer = await agent.post("/desk/counseling/bookings/searches", {"number": arabic})
    assert answer.headers["location"].endswith(str(asked.id))
    missing = await agent.post("/desk/counseling/bookings/searches", {"number": "C-1448-99999"})
    assert missing.status_code == 422
    assert 'value="C-1448-99999"' in missing.text


async def test_reception_checks_in_who_has_come(client: Client) -> None:
    await an_open_house()
    asked = await _asked_for()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    await agent.get("/desk/counseling/bookings")
    early = await agent.post(f"/desk/counseling/bookings/{asked.id}/arrival")
    assert early.status_code == 409
    soon = now() + timedelta(minutes=20)
    await AppointmentRow.update(
        {AppointmentRow.starts_at: soon, AppointmentRow.ends_at: soon + timedelta(hours=1)}
    ).where(AppointmentRow.id == asked.id)
    assert (await agent.post(f"/desk/counseling/bookings/{asked.id}/arrival")).status_code == 303
    assert await _status(asked.id) == "checked_in"


async def test_the_day_list_narrows_to_a_counselor(client: Client) -> None:
    await an_open_house()
    asked = await _asked_for()
    other = await a_counselor()
    agent = await staff(client, Role.MANAGER)
    day = asked.starts_at.date()
    assert str(asked.number) in (await agent.get(f"/desk/counseling/bookings?on={day}")).text
    empty = await agent.get(f"/desk/counseling/bookings?on={day}&counselor={other}")
    assert str(asked.number) not in empty.text
    assert (await agent.get("/desk/counseling/bookings?on=0000-99-99&counselor=x")).status_code == 200


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.RELATIONS_OFFICER, 200),
        (Role.MANAGER, 200),
        (Role.CALL_CENTRE_AGENT, 403),
        (Role.COUNSELOR, 403),
    ],
)
async def test_the_queue_is_for_officers(client: Client, role: Role, status: int) -> None:
    assert (await (await staff(client, role)).get(QUEUE)).status_code == status


async def test_a_colleagues_own_appointment_is_not_their_business_as_staff(client: Client) -> None:
    await an_open_house()
    await _by_officer()
    account = await a_beneficiary()
    actor = await actor_for(account)
    assert actor.person_id
    await agree(actor.person_id, actor, now=now())
    own = await an_appointment(actor, in_days(3), now=now())
    await grant_roles(account, frozenset({Role.RELATIONS_OFFICER}), actor=SYSTEM, now=now())
    await give_second_step(account)
    officer = await signed_in(client, account)
    page = await officer.get(QUEUE)
    assert str(own.number) not in page.text
    assert (await officer.get(f"/desk/counseling/bookings/{own.id}")).status_code == 404
    assert (await officer.post(f"{QUEUE}/{own.id}/acceptance")).status_code == 404
