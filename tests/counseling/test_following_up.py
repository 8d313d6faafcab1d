"""The next appointments of a case: one, or a series, each through the guard, told once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.counseling.desk_people import (
    a_counselor_at_the_desk,
    a_visit,
    an_attended_visit,
    open_house,
    quarter_at,
)
from tests.counseling.people import a_family
from wethaq.counseling import cases, following_up, planning
from wethaq.counseling.following_up import SeriesPlan, plan_appointments
from wethaq.counseling.policy.series import SeriesTooLongError, starts_of_series
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, HoldingRow
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
async def present(database: None) -> datetime:
    return await open_house()


def _case_of(appointment: Appointment) -> UUID:
    assert appointment.case_id is not None
    return appointment.case_id


async def _kinds() -> list[str]:
    return [row["kind"] for row in await Message.select(Message.kind).order_by(Message.created_at)]


@pytest.mark.parametrize(("weeks", "count"), [(0, 1), (1, 0), (9, 1), (1, 13)])
def test_a_series_has_its_limits(weeks: int, count: int) -> None:
    with pytest.raises(SeriesTooLongError):
        starts_of_series(datetime(2026, 12, 1, tzinfo=UTC), weeks, count)


async def test_a_series_is_one_in_name_and_one_message(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    before = await _kinds()
    plan = SeriesPlan(first=quarter_at(present) + 2 * DAY, every_weeks=2, count=4, modality=Modality.PHONE)
    planned = await plan_appointments(_case_of(visit), plan, actor=desk.actor, now=present)
    assert [each.starts_at for each in planned.placed] == starts_of_series(plan.first, 2, 4)
    assert len({each.series_id for each in planned.placed}) == 1
    assert {each.case_id for each in planned.placed} == {visit.case_id}
    assert {each.status for each in planned.placed} == {AppointmentStatus.CONFIRMED}
    assert (await _kinds())[len(before) :] == ["counseling_series"]
    message = open_row(Message, (await Message.select().order_by(Message.created_at))[-1])
    assert "marital" not in message["body"].lower()


async def test_what_cannot_be_placed_is_listed_with_the_nearest_times(
    client: Client, present: datetime
) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    first = quarter_at(present) + 2 * DAY
    await a_visit(desk, first + WEEK, family=await a_family(now=present - 30 * DAY))
    plan = SeriesPlan(first=first, count=3, modality=Modality.PHONE)
    planned = await plan_appointments(_case_of(visit), plan, actor=desk.actor, now=present)
    assert [each.starts_at for each in planned.placed] == [first, first + 2 * WEEK]
    [missed] = planned.missed
    assert missed.starts_at == first + WEEK
    assert missed.nearest
    assert all(abs(at - missed.starts_at) < DAY for at in missed.nearest)


async def test_nothing_that_is_missed_keeps_a_cell(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    held = await HoldingRow.count()
    plan = SeriesPlan(first=quarter_at(present) - DAY, modality=Modality.PHONE)
    planned = await plan_appointments(_case_of(visit), plan, actor=desk.actor, now=present)
    assert not planned.placed
    assert await HoldingRow.count() == held
    assert await AppointmentRow.count() == 1


async def test_outside_the_hours_a_reason_is_asked_for(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    [(plan_id, _)] = await planning.list_plans(desk.counselor_id)
    await planning.remove_plan(desk.counselor_id, plan_id, actor=desk.actor, now=present)
    first = quarter_at(present) + 2 * DAY
    bare = SeriesPlan(first=first, modality=Modality.PHONE)
    assert (await plan_appointments(_case_of(visit), bare, actor=desk.actor, now=present)).missed
    reasoned = SeriesPlan(first=first, modality=Modality.PHONE, reason="لا تستطيع إلا ليلًا")
    planned = await plan_appointments(_case_of(visit), reasoned, actor=desk.actor, now=present)
    [only] = planned.placed
    assert only.is_outside_plan
    assert only.reason == "لا تستطيع إلا ليلًا"


async def test_a_closed_case_is_opened_again_by_planning(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    case_id = _case_of(visit)
    await cases.close_case(case_id, cases.Ending.GOALS_REACHED, "", actor=desk.actor, now=present)
    plan = SeriesPlan(first=quarter_at(present) + 2 * DAY, modality=Modality.PHONE)
    await plan_appointments(case_id, plan, actor=desk.actor, now=present)
    assert (await cases.get_own_case(case_id, actor=desk.actor)).ended_at is None
    assert (await _kinds())[-1] == "counseling_confirmed"


async def test_the_page_offers_free_times_and_keeps_what_was_typed(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    path = f"/en/desk/counseling/cases/{visit.case_id}/plan"
    page = await desk.browser.get(f"{path}?modality=phone")
    assert 'name="starts_at"' in page.text
    empty = await desk.browser.post(path, {"modality": "phone", "reason": "لأنها تعمل نهارًا"})
    assert empty.status_code == 422
    assert "لأنها تعمل نهارًا" in empty.text
    start = (quarter_at(present) + 3 * DAY).isoformat()
    form = {"modality": "phone", "starts_at": start, "count": "2", "every_weeks": "1"}
    assert (await desk.browser.post(path, form)).status_code == 303
    again = await desk.browser.post(path, form)
    assert again.status_code == 409
    assert "Free near it" in again.text


async def test_a_typed_time_is_read_as_riyadhs(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    path = f"/en/desk/counseling/cases/{visit.case_id}/plan"
    on = (present + 4 * DAY).date()
    await desk.browser.get(path)
    form = {"modality": "phone", "other_on": on.isoformat(), "other_at": "16:30"}
    assert (await desk.browser.post(path, form)).status_code == 303
    row = await AppointmentRow.select().where(AppointmentRow.series_id.is_not_null()).first()
    assert row is not None
    assert (row["starts_at"].hour, row["starts_at"].minute) == (13, 30)


async def test_free_times_are_those_of_the_own_diary(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY)
    first = quarter_at(present) + 2 * DAY
    await a_visit(desk, first, family=await a_family(now=present - 30 * DAY))
    days = await following_up.free_times(
        _case_of(visit), Modality.PHONE, present.date(), actor=desk.actor, now=present
    )
    free = [start for starts in days.values() for start in starts]
    assert free
    assert first not in free
