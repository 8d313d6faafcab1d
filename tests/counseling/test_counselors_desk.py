"""The counselor's day, week and appointment pages."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.counseling.builders import RIYADH
from tests.counseling.desk_people import (
    AtDesk,
    a_counselor_at_the_desk,
    a_visit,
    an_attended_visit,
    open_house,
    quarter_at,
)
from tests.counseling.people import a_counselor, a_family
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, signed_in
from wethaq.counseling import attendance_keeping, reading_intake
from wethaq.counseling.policy.attendance import NotBegunError
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform import audit
from wethaq.platform.actors import Role
from wethaq.platform.feedback.tables import SurveyInvitation

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WORDS = "لا ننام منذ شهر"


@pytest.fixture
async def present(database: None) -> datetime:
    return await open_house()


async def _status(appointment_id: UUID) -> str:
    row = (
        await AppointmentRow.select(AppointmentRow.status).where(AppointmentRow.id == appointment_id).first()
    )
    assert row is not None
    status: str = row["status"]
    return status


async def test_the_day_shows_who_comes_next(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present))
    page = await desk.browser.get("/en/desk/counseling")
    assert page.status_code == 200
    assert "العطوي" in page.text
    assert f"/desk/counseling/appointments/{visit.id}" in page.text
    assert 'aria-current="time"' in page.text


async def test_the_day_says_what_waits(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    await an_attended_visit(desk, quarter_at(present) - 3 * DAY)
    page = await desk.browser.get("/en/desk/counseling")
    assert "1 case has no next appointment" in page.text


async def test_the_week_holds_the_appointment_in_table_and_list(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present) + 8 * DAY)
    day = visit.starts_at.astimezone(RIYADH).date()
    page = await desk.browser.get(f"/en/desk/counseling/week?from={day}")
    assert page.text.count(f"/desk/counseling/appointments/{visit.id}") == 2
    assert (
        f"/desk/counseling/appointments/{visit.id}"
        not in (await desk.browser.get("/desk/counseling/week")).text
    )


@pytest.mark.parametrize("first", ["", "yesterday", "0001-01-01", "9999-12-31", "2026-02-30"])
async def test_a_day_that_is_none_shows_this_week(client: Client, present: datetime, first: str) -> None:
    desk = await a_counselor_at_the_desk(client)
    assert (await desk.browser.get(f"/desk/counseling/week?from={first}")).status_code == 200


async def test_a_colleague_without_a_profile_is_told_whom_to_ask(client: Client, present: datetime) -> None:
    browser = await signed_in(client, await a_member_of_staff(Role.COUNSELOR))
    for path in ("/en/desk/counseling", "/en/desk/counseling/week"):
        page = await browser.get(path)
        assert page.status_code == 200
        assert "A manager adds it" in page.text


async def test_another_counselor_and_the_manager_find_nothing(client: Client, present: datetime) -> None:
    visit = await a_visit(await a_counselor_at_the_desk(client), quarter_at(present) + DAY)
    other = await a_counselor_at_the_desk(client)
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    path = f"/desk/counseling/appointments/{visit.id}"
    for place in ("", "/questionnaire"):
        assert (await other.browser.get(path + place)).status_code == 404
        assert (await manager.get(path + place)).status_code == 403
    for step in ("arrival", "attendance", "absence"):
        assert (await other.browser.post(f"{path}/{step}")).status_code == 404
    family = await signed_in(client, await a_beneficiary())
    assert (await family.get(path)).status_code == 403


async def test_reading_what_the_family_wrote_is_seen_by_the_family(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    family = await a_family(now=present - DAY)
    visit = await a_visit(desk, quarter_at(present) + DAY, family=family, answers={"in_your_words": WORDS})
    path = f"/desk/counseling/appointments/{visit.id}"
    assert WORDS not in (await desk.browser.get(path)).text
    assert WORDS in (await desk.browser.get(f"{path}/questionnaire")).text
    assert family.person_id is not None
    openings = await audit.list_openings(family.person_id)
    assert [one.what for one in openings] == [reading_intake.INTAKE, reading_intake.APPOINTMENT]
    assert {one.purpose for one in openings} == {reading_intake.PREPARATION}


async def test_one_visit_to_the_page_is_one_opening(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    family = await a_family(now=present - DAY)
    visit = await a_visit(desk, quarter_at(present) + DAY, family=family)
    for _ in range(3):
        await desk.browser.get(f"/desk/counseling/appointments/{visit.id}")
    assert family.person_id is not None
    assert len(await audit.list_openings(family.person_id)) == 1


async def test_arrival_attendance_and_a_slip_put_right(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present) - timedelta(minutes=30))
    path = f"/en/desk/counseling/appointments/{visit.id}"
    await desk.browser.get(path)
    assert (await desk.browser.post(f"{path}/arrival")).status_code == 303
    assert "late" in (await desk.browser.get(path)).text
    for step, status in (("attendance", "attended"), ("absence", "no_show"), ("attendance", "attended")):
        assert (await desk.browser.post(f"{path}/{step}")).status_code == 303
        assert await _status(visit.id) == status


async def test_how_late_they_came_can_be_said_afterwards(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present) - 2 * HOUR)
    path = f"/en/desk/counseling/appointments/{visit.id}"
    await desk.browser.get(path)
    wrong = await desk.browser.post(f"{path}/attendance", {"late_minutes": "soon"})
    assert wrong.status_code == 422
    assert 'value="soon"' in wrong.text
    assert (await desk.browser.post(f"{path}/attendance", {"late_minutes": "12"})).status_code == 303
    assert "12 minutes late" in (await desk.browser.get(path)).text


async def test_what_has_not_begun_is_neither_attended_nor_missed(client: Client, present: datetime) -> None:
    desk = await a_counselor_at_the_desk(client)
    visit = await a_visit(desk, quarter_at(present) + DAY)
    path = f"/en/desk/counseling/appointments/{visit.id}"
    await desk.browser.get(path)
    for step in ("attendance", "absence", "arrival"):
        refused = await desk.browser.post(f"{path}/{step}")
        assert refused.status_code == 409
        assert await _status(visit.id) == AppointmentStatus.CONFIRMED
    with pytest.raises(NotBegunError):
        await attendance_keeping.mark_attended(visit.id, actor=desk.actor, now=present)


async def _surveys() -> int:
    count: int = await SurveyInvitation.count()
    return count


async def test_a_family_is_asked_once_an_appointment_and_not_again_within_two_weeks(
    client: Client, present: datetime
) -> None:
    desk: AtDesk = await a_counselor_at_the_desk(client)
    family = await a_family(now=present - 60 * DAY)
    first = await an_attended_visit(desk, quarter_at(present) - 30 * DAY, family=family)
    assert await _surveys() == 1
    await attendance_keeping.mark_no_show(first.id, actor=desk.actor, now=first.ends_at)
    await attendance_keeping.mark_attended(first.id, actor=desk.actor, now=first.ends_at + 20 * DAY)
    assert await _surveys() == 1
    await an_attended_visit(desk, quarter_at(present) - 20 * DAY, family=family)
    assert await _surveys() == 1
    await an_attended_visit(desk, quarter_at(present) - 10 * DAY, family=family)
    assert await _surveys() == 2


async def test_leave_and_prayers_are_drawn(client: Client, present: datetime) -> None:
    account = await a_member_of_staff(Role.COUNSELOR)
    await a_counselor(account_id=account, hours=(8, 20), has_prayer_gaps=True)
    page = await (await signed_in(client, account)).get("/en/desk/counseling/week")
    assert page.text.count('data-kind="prayer"') > 14
