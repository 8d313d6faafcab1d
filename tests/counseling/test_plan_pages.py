"""The editor of plans: nothing is moved by itself, whatever would lie outside is shown first."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.client import Client
from tests.counseling.desk_people import an_open_house, in_days, staff, staff_with_account
from tests.counseling.people import a_counselor, a_family, an_appointment
from wethaq.counseling import planning
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, LeaveRow, OpeningRow
from wethaq.platform.actors import Role

PLANS = "/desk/counseling/plans"
FROM = {"from_day": "1", "from_month": "2", "from_year": "2026", "from_calendar": "gregorian"}
Values = dict[str, str]


def now() -> datetime:
    return datetime.now(UTC)


def _week(hours: tuple[str, str], days: range = range(7)) -> Values:
    week: Values = {}
    for day in days:
        week |= {f"w{day}_0_from": hours[0], f"w{day}_0_to": hours[1], f"w{day}_0_ways": "phone"}
    return week


def _boxes(name: str, on: date) -> Values:
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
        f"{name}_calendar": "gregorian",
    }


async def _booked(*days: int, hour: int = 7) -> list[Appointment]:
    return [
        await an_appointment(await a_family(now=now()), in_days(day, hour=hour), now=now()) for day in days
    ]


async def _starts(ids: list[UUID]) -> list[tuple[str, datetime]]:
    rows = (
        await AppointmentRow.select().where(AppointmentRow.id.is_in(ids)).order_by(AppointmentRow.starts_at)
    )
    return [(row["status"], row["starts_at"]) for row in rows]


async def test_a_change_that_strands_three_is_shown_first_and_moves_nobody(client: Client) -> None:
    counselor = await an_open_house()
    booked = await _booked(3, 4, 5)
    [evening] = await _booked(6, hour=16)
    before = await _starts([each.id for each in booked])
    manager = await staff(client, Role.MANAGER)
    assert (await manager.get(f"{PLANS}/{counselor}/new")).status_code == 200
    form = {**FROM, **_week(("18:00", "22:00"))}
    asked = await manager.post(f"{PLANS}/{counselor}/new", {**form, "step": "save"})
    assert asked.status_code == 200
    assert [str(each.number) in asked.text for each in (*booked, evening)] == [True, True, True, False]
    assert len(await planning.list_plans(counselor)) == 1
    confirmed = " ".join(str(each.id) for each in booked)
    saved = await manager.post(f"{PLANS}/{counselor}/new", {**form, "confirmed": confirmed})
    assert saved.status_code == 303
    assert len(await planning.list_plans(counselor)) == 2
    assert await _starts([each.id for each in booked]) == before
    queue = await manager.get("/desk/counseling/queue")
    assert [str(each.number) in queue.text for each in (*booked, evening)] == [True, True, True, False]


async def test_hours_that_cannot_be_read_come_back_as_they_were_typed(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    form = {**FROM, "w6_0_from": "9:03", "w6_0_to": "noon", "until_day": "40"}
    answer = await manager.post(f"{PLANS}/{counselor}/new", form)
    assert answer.status_code == 422
    for name in ("w6_0_from", "w6_0_to", "until"):
        assert f'href="#{name}"' in answer.text
    for typed in ("9:03", "noon", "40"):
        assert f'value="{typed}"' in answer.text


async def test_overlapping_hours_and_a_second_plan_of_the_day_are_refused(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    overlap = {**FROM, **_week(("09:00", "12:00")), "w1_1_from": "11:00", "w1_1_to": "13:00"}
    assert (await manager.post(f"{PLANS}/{counselor}/new", overlap)).status_code == 409
    same = {**FROM, "from_month": "1", **_week(("00:00", "00:00"))}
    assert (await manager.post(f"{PLANS}/{counselor}/new", same)).status_code == 409


async def test_rows_are_added_removed_and_copied_without_a_script(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    form = {**FROM, **_week(("09:00", "12:00"), range(6, 7))}
    added = await manager.post(f"{PLANS}/{counselor}/new", {**form, "step": "add-6"})
    assert 'name="w6_1_from"' in added.text
    dropped = await manager.post(f"{PLANS}/{counselor}/new", {**form, "step": "drop-6-0"})
    assert 'value="09:00"' not in dropped.text
    copy = {**form, "step": "copy", "copy_from": "6", "copy_to": "0"}
    copied = await manager.post(f"{PLANS}/{counselor}/new", copy)
    assert copied.text.count('value="09:00"') == 2
    assert len(await planning.list_plans(counselor)) == 1


async def test_a_plan_of_ramadan_nights_is_kept(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    form = {**FROM, **_week(("21:00", "01:00")), "is_for_ramadan": "yes"}
    assert (await manager.post(f"{PLANS}/{counselor}/new", form)).status_code == 303
    ramadan = next(plan for _, plan in await planning.list_plans(counselor) if plan.is_for_ramadan)
    assert ramadan.week[0][0].modalities == frozenset({Modality.PHONE})
    page = await manager.get(f"{PLANS}/{counselor}")
    assert "21:00" in page.text


async def test_removing_a_plan_shows_whom_it_leaves_outside(client: Client) -> None:
    counselor = await an_open_house()
    [booked] = await _booked(3)
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    [(plan_id, _)] = await planning.list_plans(counselor)
    asked = await manager.post(f"{PLANS}/{counselor}/{plan_id}/removal")
    assert str(booked.number) in asked.text
    assert len(await planning.list_plans(counselor)) == 1
    await manager.post(f"{PLANS}/{counselor}/{plan_id}/removal", {"confirmed": str(booked.id)})
    assert await planning.list_plans(counselor) == []


async def test_leave_over_an_appointment_is_confirmed_first(client: Client) -> None:
    counselor = await an_open_house()
    [booked] = await _booked(3)
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    day = booked.starts_at.date()
    form = {**_boxes("leave_from", day), "leave_from_at": "08:00", **_boxes("leave_to", day)}
    form |= {"leave_to_at": "15:00", "leave_reason": "ظرف عائلي"}
    asked = await manager.post(f"{PLANS}/{counselor}/leave", form)
    assert str(booked.number) in asked.text
    assert await LeaveRow.count() == 0
    saved = await manager.post(f"{PLANS}/{counselor}/leave", {**form, "confirmed": str(booked.id)})
    assert saved.status_code == 303
    page = await manager.get(f"{PLANS}/{counselor}")
    assert "ظرف عائلي" not in page.text
    [row] = await LeaveRow.select()
    await manager.post(f"{PLANS}/{counselor}/leave/{row['id']}/removal")
    assert await LeaveRow.count() == 0


async def test_an_opening_is_added_and_removed(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(PLANS)
    day = (now() + timedelta(days=5)).date()
    form = {**_boxes("opening", day), "opening_from": "20:00", "opening_to": "22:30", "opening_ways": "video"}
    assert (await manager.post(f"{PLANS}/{counselor}/openings", form)).status_code == 303
    [row] = await OpeningRow.select()
    assert row["modalities"] == "video"
    bad = await manager.post(f"{PLANS}/{counselor}/openings", {**form, "opening_to": ""})
    assert bad.status_code == 422
    await manager.post(f"{PLANS}/{counselor}/openings/{row['id']}/removal")
    assert await OpeningRow.count() == 0


async def test_a_counselor_keeps_their_own_plan_and_nobody_elses(client: Client) -> None:
    browser, account, _ = await staff_with_account(client, Role.COUNSELOR)
    own = await a_counselor(account_id=account)
    other = await a_counselor()
    assert (await browser.get(PLANS)).headers["location"].endswith(str(own))
    assert (await browser.get(f"{PLANS}/{own}")).status_code == 200
    assert (await browser.get(f"{PLANS}/{own}/new")).status_code == 200
    for foreign in (other, uuid4()):
        assert (await browser.get(f"{PLANS}/{foreign}")).status_code == 404
        assert (await browser.get(f"{PLANS}/{foreign}/new")).status_code == 404
        answer = await browser.post(f"{PLANS}/{foreign}/new", {**FROM, **_week(("09:00", "10:00"))})
        assert answer.status_code == 404
        assert (await browser.post(f"{PLANS}/{foreign}/openings", {})).status_code == 404


@pytest.mark.parametrize("role", [Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT, Role.ADMINISTRATOR])
async def test_others_keep_no_plans(client: Client, role: Role) -> None:
    assert (await (await staff(client, role)).get(PLANS)).status_code == 403
