"""A guardian adds a child to their own file; an officer's word makes it count."""

from datetime import date
from typing import Any

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, actor_for, signed_in
from tests.platform.people.builders import NOW, a_person, a_staff_actor, an_owner, details
from wethaq.platform.people import service
from wethaq.platform.people.policy import guardianship as policy
from wethaq.platform.people.policy.guardianship import GuardianshipStatus, Relation, TooManyChildrenError

pytestmark = pytest.mark.usefixtures("database")


async def a_guardian() -> Any:
    return an_owner(await a_person(birth_date=date(1985, 6, 7), governorate="duba"))


async def add(actor: Any, **given: Any) -> Any:
    child = details(**{"birth_date": date(2016, 3, 4), "mobile": None, "email": None, **given})
    return await service.add_child(child, Relation.MOTHER, actor=actor, now=NOW)


async def test_an_added_child_lives_with_the_guardian_and_waits_for_an_officer() -> None:
    guardian = await a_guardian()
    child_id = await add(guardian)

    [file] = await service.list_children(actor=guardian)
    assert (file.ward.id, file.ward.governorate) == (child_id, "duba")
    assert file.guardianship.status is GuardianshipStatus.REQUESTED
    assert await service.wards_of(file.guardian.id, now=NOW) == []


async def test_the_same_form_sent_twice_adds_one_child() -> None:
    guardian = await a_guardian()
    assert await add(guardian, first_name="ريم") == await add(guardian, first_name="ريم")
    assert len(await service.list_children(actor=guardian)) == 1


async def test_nobody_fills_the_officers_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "MOST_CHILDREN", 1)
    guardian = await a_guardian()
    await add(guardian, first_name="ريم")
    with pytest.raises(TooManyChildrenError):
        await add(guardian, first_name="سلمان")


async def test_a_guardian_who_was_verified_has_a_child_to_act_for() -> None:
    guardian = await a_guardian()
    child_id = await add(guardian)
    [asked] = await service.list_requested_guardianships()
    await service.verify_guardianship(
        asked.guardianship.id, "سجل الأسرة رقم 4", actor=a_staff_actor(), now=NOW
    )

    assert await service.has_verified_guardian(child_id)
    assert await service.has_verified_guardian(child_id, guardian.person_id)
    assert not await service.has_verified_guardian(child_id, child_id)
    assert [ward.id for ward in await service.wards_of(guardian.person_id, now=NOW)] == [child_id]


FORM = {
    "first_name": "ريم",
    "father_name": "ناصر",
    "grandfather_name": "عودة",
    "family_name": "البلوي",
    "sex": "female",
    "birth_date_calendar": "hijri",
    "birth_date_day": "٣",
    "birth_date_month": "5",
    "birth_date_year": "1437",
    "relation": "mother",
}


async def test_the_page_adds_a_child_and_tells_what_comes_next(client: Client) -> None:
    account = await a_beneficiary()
    browser = await signed_in(client, account)
    added = await browser.post("/my-file/children", FORM)
    shown = await browser.follow(added)

    assert added.status_code == 303
    assert "ريم ناصر عودة البلوي" in shown.text
    assert "سجل الأسرة" in shown.text
    assert len(await service.list_children(actor=await actor_for(account))) == 1


async def test_an_adult_is_no_child_and_nothing_typed_is_lost(client: Client) -> None:
    browser = await signed_in(client, await a_beneficiary())
    answer = await browser.post("/my-file/children", {**FORM, "birth_date_year": "1400"})

    assert answer.status_code == 422
    assert 'value="ريم"' in answer.text
    assert 'href="#birth_date' in answer.text
