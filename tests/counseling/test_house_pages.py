"""What a manager keeps: counselors, rooms, seasons and the figures of services."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.client import Client
from tests.counseling.desk_people import an_open_house, in_days, staff
from tests.counseling.people import a_counselor, a_family, a_room, an_appointment
from tests.platform.accounts.builders import a_member_of_staff
from wethaq.counseling import season_keeping
from wethaq.counseling.loading import get_counselor
from wethaq.counseling.policy.seasons import SeasonKind, SeasonState
from wethaq.counseling.policy.terms import NUMBER_LIMITS
from wethaq.counseling.tables import AppointmentRow, CounselorRow, RoomRow, SeasonRow, ServiceTermsRow
from wethaq.counseling.terms import current_figures
from wethaq.platform.actors import Role
from wethaq.platform.people.records import Sex

DESK = "/desk/counseling"
PROFILE = {
    "name_ar": "د. منى الحويطي",
    "name_en": "Dr Mona Alhuwaiti",
    "about_ar": "ماجستير إرشاد أسري",
    "sex": "female",
    "languages": ["ar", "en"],
    "modalities": ["phone", "video"],
    "services": ["marital", "parenting"],
    "governorate": "tabuk",
    "has_prayer_gaps": "yes",
    "is_taking": "yes",
    "daily_cap": "6",
}
ROOM = {"name_ar": "غرفة الودّ", "name_en": "Wudd", "seats": "٥", "governorate": "duba", "is_in_use": "yes"}


def now() -> datetime:
    return datetime.now(UTC)


async def test_a_manager_appoints_a_colleague_with_the_role(client: Client) -> None:
    account = await a_member_of_staff(Role.COUNSELOR, name="منى الحويطي")
    manager = await staff(client, Role.MANAGER)
    page = await manager.get(f"{DESK}/counselors/new")
    assert str(account) in page.text
    answer = await manager.post(f"{DESK}/counselors/new", {**PROFILE, "account": str(account)})
    assert answer.status_code == 303, answer.text
    [row] = await CounselorRow.select()
    assert (row["name_en"], row["sex"], row["daily_cap"]) == ("Dr Mona Alhuwaiti", "female", 6)
    assert row["modalities"] == "phone video"
    again = await manager.post(f"{DESK}/counselors/new", {**PROFILE, "account": str(account)})
    assert again.status_code == 409
    assert "د. منى الحويطي" in again.text


async def test_nobody_without_the_role_is_appointed(client: Client) -> None:
    account = await a_member_of_staff(Role.TRAINER)
    manager = await staff(client, Role.MANAGER)
    await manager.get(f"{DESK}/counselors")
    answer = await manager.post(f"{DESK}/counselors/new", {**PROFILE, "account": str(account)})
    assert answer.status_code == 409
    assert await CounselorRow.count() == 0


async def test_a_profile_is_changed_with_every_mistake_named(client: Client) -> None:
    counselor = await a_counselor()
    manager = await staff(client, Role.MANAGER)
    page = await manager.get(f"{DESK}/counselors/{counselor}")
    assert page.status_code == 200
    wrong = await manager.post(f"{DESK}/counselors/{counselor}", {"version": "1", "name_ar": "أ. ليلى"})
    assert wrong.status_code == 422
    for name in ("name_en", "sex", "languages", "modalities", "services", "governorate"):
        assert f'href="#{name}"' in wrong.text
    assert 'value="أ. ليلى"' in wrong.text
    form = {**PROFILE, "version": "1", "sex": "male"}
    assert (await manager.post(f"{DESK}/counselors/{counselor}", form)).status_code == 303
    assert (await get_counselor(counselor)).sex is Sex.MALE
    assert (await manager.post(f"{DESK}/counselors/{counselor}", form)).status_code == 409


async def test_rooms_are_added_and_taken_out_of_use(client: Client) -> None:
    manager = await staff(client, Role.MANAGER)
    await manager.get(f"{DESK}/rooms")
    assert (await manager.post(f"{DESK}/rooms", ROOM)).status_code == 303
    [row] = await RoomRow.select()
    assert (row["seats"], row["governorate"]) == (5, "duba")
    page = await manager.get(f"{DESK}/rooms/{row['id']}")
    assert "غرفة الودّ" in page.text
    out = {**ROOM, "is_in_use": ""}
    assert (await manager.post(f"{DESK}/rooms/{row['id']}", out)).status_code == 303
    [row] = await RoomRow.select()
    assert not row["is_in_use"]
    wrong = await manager.post(f"{DESK}/rooms", {**ROOM, "seats": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text
    assert (await manager.get(f"{DESK}/rooms/{uuid4()}")).status_code == 404


async def test_a_season_is_moved_by_a_day_declined_and_taken_back(client: Client) -> None:
    manager = await staff(client, Role.MANAGER)
    page = await manager.get(f"{DESK}/seasons")
    _, proposed = await season_keeping.list_seasons(now=now())
    eid = next(each for each in proposed if each.kind is SeasonKind.EID_AL_FITR)
    name = f"{eid.kind.value}.{eid.year}.{eid.first_on}"
    assert name in page.text
    moved = await manager.post(f"{DESK}/seasons/decision", {"season": name, "answer": "day_later"})
    assert moved.status_code == 303
    [row] = await SeasonRow.select()
    assert (row["first_on"] - eid.first_on).days == 1
    assert row["state"] == SeasonState.CONFIRMED.value
    moved_name = f"{eid.kind.value}.{eid.year}.{row['first_on']}"
    await manager.post(f"{DESK}/seasons/decision", {"season": moved_name, "answer": "declined"})
    [row] = await SeasonRow.select()
    assert row["state"] == SeasonState.DECLINED.value
    nothing = {"season": "ramadan.1300.1900-01-01", "answer": "declined"}
    assert (await manager.post(f"{DESK}/seasons/decision", nothing)).status_code == 404
    for season in ("", "x", "ramadan.1448.2027-99-99"):
        answer = await manager.post(f"{DESK}/seasons/decision", {"season": season, "answer": "declined"})
        assert answer.status_code == 404


async def test_closing_the_house_strands_nobody_silently(client: Client) -> None:
    await an_open_house()
    booked = await an_appointment(await a_family(now=now()), in_days(3), now=now())
    manager = await staff(client, Role.MANAGER)
    await manager.get(f"{DESK}/seasons")
    on = booked.starts_at.date()
    form = {"closed_from_day": on.day, "closed_from_month": on.month, "closed_from_year": on.year}
    answer = await manager.post(f"{DESK}/seasons", {**form, "closed_from_calendar": "gregorian"})
    assert answer.status_code == 303
    queue = await manager.get(f"{DESK}/queue")
    assert str(booked.number) in queue.text
    assert await AppointmentRow.count().where(AppointmentRow.status == "confirmed") == 1
    assert (await manager.post(f"{DESK}/seasons", {"closed_from_day": "31"})).status_code == 422
    backwards = {
        f"closed_until_{box}": value
        for box, value in zip(("day", "month", "year"), (1, 1, 2026), strict=True)
    }
    backwards |= {"closed_until_calendar": "gregorian", "closed_from_calendar": "gregorian"}
    assert (await manager.post(f"{DESK}/seasons", {**form, **backwards})).status_code == 409


async def test_figures_change_in_versions_with_a_reason(client: Client) -> None:
    manager = await staff(client, Role.MANAGER)
    assert (await manager.get(f"{DESK}/services")).status_code == 200
    figures = (await current_figures("marital")).as_values()
    form = {name: str(figures[name]) for name in NUMBER_LIMITS} | {"length_minutes": "٥٠"}
    await manager.get(f"{DESK}/services/marital")
    without = await manager.post(f"{DESK}/services/marital", form)
    assert without.status_code == 422
    assert 'href="#reason"' in without.text
    uneven = await manager.post(f"{DESK}/services/marital", {**form, "length_minutes": "47", "reason": "x"})
    assert uneven.status_code == 409
    assert 'value="47"' in uneven.text
    saved = await manager.post(
        f"{DESK}/services/marital", {**form, "reason": "قرار 12", "is_accepted_by_officer": "yes"}
    )
    assert saved.status_code == 303
    found = await current_figures("marital")
    assert (found.length_minutes, found.is_accepted_by_officer) == (50, True)
    assert await ServiceTermsRow.count() == 1
    assert "قرار 12" in (await manager.get(f"{DESK}/services/marital")).text
    assert (await manager.get(f"{DESK}/services/astrology")).status_code == 404


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT])
async def test_only_a_manager_keeps_the_house(client: Client, role: Role) -> None:
    await a_room()
    browser = await staff(client, role)
    for place in ("counselors", "counselors/new", "rooms", "seasons", "services", "services/marital"):
        assert (await browser.get(f"{DESK}/{place}")).status_code == 403
