"""Everyone finds the pages that are theirs, and nobody else's."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from litestar.types import ASGIApp, Receive, Scope, Send

from tests.client import Client
from tests.platform.people.builders import (
    NOW,
    a_child,
    a_national_id,
    a_person,
    a_staff_actor,
    an_owner,
    details,
)
from wethaq.platform import audit
from wethaq.platform.actors import STAFF_ROLES, Actor, Role
from wethaq.platform.people import service
from wethaq.platform.people.controllers import CONTROLLERS
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.policy.guardianship import Relation
from wethaq.platform.people.records import Person
from wethaq.platform.people.tables import PersonRow
from wethaq.platform.web.application import create_app

OFFICER, AGENT = Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT
COUNTER = {OFFICER, AGENT}

As = Callable[[Actor], Client]


def signed_in(actor: Actor) -> Callable[[ASGIApp], ASGIApp]:
    """Return a middleware for which somebody has signed in already; the accounts part is above this one."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("state", {})["actor"] = actor
            await app(scope, receive, send)

        return serve

    return wrap


@pytest.fixture
async def as_(database: None) -> AsyncIterator[As]:
    """Return a browser in which the given actor has signed in."""
    browsers: list[Client] = []

    def open_browser(actor: Actor) -> Client:
        browsers.append(Client(create_app(CONTROLLERS, middleware=[signed_in(actor)])))
        return browsers[-1]

    yield open_browser
    for browser in browsers:
        await browser.http.aclose()


def walk_in(**given: Any) -> dict[str, Any]:
    return {
        "first_name": "نورة",
        "father_name": "عبد الله",
        "grandfather_name": "سالم",
        "family_name": "العطوي",
        "sex": "female",
        "birth_date_day": "٥",
        "birth_date_month": "٩",
        "birth_date_year": "١٤١٠",
        "birth_date_calendar": "hijri",
        "national_id": a_national_id(),
        "mobile": "٠٥٠ ١٢٣ ٤٥٦٧",
        "governorate": "duba",
        "channel": "phone",
        "safe_contact": ["no_calls"],
        **given,
    }


async def _all_people() -> list[Person]:
    return [await service.get_person(row["id"]) for row in await PersonRow.select(PersonRow.id)]


async def test_an_agent_finds_a_caller_and_opens_the_file(as_: As) -> None:
    noura = await a_person(mobile="+966501234567", safe_contact=frozenset({SafeContactRule.NO_CALLS}))
    browser = as_(a_staff_actor(AGENT))
    found = await browser.follow(await browser.post("/desk/people/searches", {"q": "٠٥٠١٢٣٤٥٦٧"}))
    assert found.status_code == 200
    assert noura.full_name in found.text
    assert "501234567" not in found.text.replace('value="', "")
    file = await browser.get(f"/desk/people/{noura.id}")
    assert "لا يُتصل بهذا الرقم" in file.text
    (opening,) = await audit.list_openings(noura.id)
    assert (opening.what, opening.purpose) == ("people.file", "people.reception")


async def test_a_search_without_result_offers_to_register(as_: As) -> None:
    browser = as_(a_staff_actor())
    found = await browser.follow(await browser.post("/en/desk/people/searches", {"q": "Nobody"}))
    assert "Nobody was found" in found.text
    assert 'href="/en/desk/people/new"' in found.text


async def test_a_walk_in_is_registered_with_the_channel_and_the_calendar_as_given(as_: As) -> None:
    browser = as_(a_staff_actor())
    assert (await browser.get("/desk/people/new")).status_code == 200
    answer = await browser.post("/desk/people", walk_in())
    assert answer.status_code == 303
    (person,) = await _all_people()
    assert answer.headers["location"] == f"/desk/people/{person.id}?changed=new"
    assert person.full_name == "نورة عبد الله سالم العطوي"
    assert (person.mobile, person.channel, person.birth_calendar) == ("+966501234567", "phone", "hijri")
    assert (await browser.follow(answer)).status_code == 200


async def test_every_mistake_is_told_at_once_and_nothing_typed_is_lost(as_: As) -> None:
    wrong = walk_in(first_name="نورة7", mobile="123", national_id="1111111111", birth_date_month="13")
    answer = await as_(a_staff_actor()).post("/desk/people", wrong)
    assert answer.status_code == 422
    for field in ("first_name", "mobile", "national_id", "birth_date"):
        assert f'href="#{field}"' in answer.text
        assert f'id="{field}"' in answer.text
    for typed in ("نورة7", "123", "1111111111", "13", "no_calls"):
        assert f'value="{typed}"' in answer.text
    assert await _all_people() == []


async def test_a_birth_to_come_is_told_at_its_field(as_: As) -> None:
    ahead = walk_in(birth_date_year="2070", birth_date_calendar="gregorian")
    answer = await as_(a_staff_actor()).post("/desk/people", ahead)
    assert answer.status_code == 422
    assert 'href="#birth_date"' in answer.text
    assert 'value="2070"' in answer.text


@pytest.mark.parametrize("text", ["\u202eنورة", "نو\x00رة", "ﷺ" * 20, "𝔑𝔬𝔲𝔯𝔞", "'; DROP TABLE", "ا" * 10_000])
async def test_strange_names_are_cleaned_or_refused_in_words(as_: As, text: str) -> None:
    answer = await as_(a_staff_actor()).post("/desk/people", walk_in(first_name=text))
    assert answer.status_code in {303, 422}
    for person in await _all_people():
        assert not set(person.first_name) & {"\u202e", "\x00"}


@pytest.mark.parametrize("text", ["\u0301", "\u064e\u0651", "\u200c"])
async def test_a_name_of_marks_alone_is_no_name(as_: As, text: str) -> None:
    names = dict.fromkeys(("first_name", "father_name", "grandfather_name", "family_name"), text)
    answer = await as_(a_staff_actor()).post("/desk/people", walk_in(**names))
    assert answer.status_code == 422
    assert 'href="#first_name"' in answer.text


async def test_an_officer_compares_before_opening_a_second_file(as_: As) -> None:
    browser = as_(a_staff_actor())
    await browser.post("/desk/people", walk_in())
    asked = await browser.post("/desk/people", walk_in(first_name="نوره", national_id=""))
    assert asked.status_code == 409
    assert "نورة عبد الله سالم العطوي" in asked.text
    assert 'name="has_compared"' in asked.text
    opened = await browser.post(
        "/desk/people", walk_in(first_name="نوره", national_id="", has_compared="yes")
    )
    assert opened.status_code == 303
    assert len(await _all_people()) == 2


async def test_a_volunteer_registers_and_learns_nothing_of_others(as_: As) -> None:
    await as_(a_staff_actor()).post("/desk/people", walk_in())
    browser = as_(a_staff_actor(Role.VOLUNTEER))
    answer = await browser.post("/desk/people", walk_in(channel="volunteer"))
    newest = max(await _all_people(), key=lambda person: person.created_at)
    assert answer.headers["location"] == f"/desk/intake/{newest.id}"
    assert (await browser.get("/desk/people")).status_code == 403


async def test_a_pair_of_files_is_compared_and_decided(as_: As) -> None:
    same = details(national_id=None)
    ids = [await service.create_person(same, actor=a_staff_actor(), now=NOW) for _ in range(2)]
    browser = as_(a_staff_actor(Role.DATA_STEWARD))
    assert same.full_name in (await browser.get("/desk/people/duplicates")).text
    assert [len(await audit.list_openings(person_id)) for person_id in ids] == [1, 1]
    (candidate,), _ = await service.list_candidates(1)
    path = f"/desk/people/duplicates/{candidate.id}/decision"
    assert (await browser.post(path, {"decision": "different"})).status_code == 303
    assert (await browser.post(path, {"decision": "different"})).status_code == 409
    assert (await browser.get("/desk/people/duplicates", params={"page": "²"})).status_code == 200


async def test_a_guardianship_is_asked_for_and_verified_with_what_was_seen(as_: As) -> None:
    child, mother = await a_child(), await a_person(birth_date=date(1985, 6, 7))
    browser = as_(a_staff_actor())
    asked = {"guardian": mother.national_id, "relation": "mother"}
    assert (await browser.post(f"/desk/people/{child.id}/guardianships", asked)).status_code == 303
    (file,) = await service.list_requested_guardianships()
    path = f"/desk/people/guardianships/{file.guardianship.id}/decision"
    empty = await browser.post(path, {"is_verified": "yes"})
    assert empty.status_code == 422
    assert 'href="#evidence"' in empty.text
    assert (await browser.post(path, {"is_verified": "yes", "evidence": "سجل الأسرة 12"})).status_code == 303
    assert await service.is_verified_guardian(mother.id, child.id, now=NOW)


async def test_a_guardian_must_be_named_for_certain(as_: As) -> None:
    child = await a_child(father_name="ناصر", grandfather_name="حمد")
    answer = await as_(a_staff_actor()).post(
        f"/desk/people/{child.id}/guardianships", {"guardian": "سالم", "relation": "father"}
    )
    assert answer.status_code == 422
    assert 'href="#guardian"' in answer.text


@pytest.mark.parametrize("section", ["name", "identity", "contact", "home", "wishes"])
async def test_the_owner_sees_and_saves_each_section(as_: As, section: str) -> None:
    noura = await a_person()
    browser = as_(an_owner(noura))
    shown = await browser.get(f"/my-file/details/{section}")
    assert shown.status_code == 200
    kept = walk_in(governorate="umluj", language="ar", preferred_channel="email", version=str(noura.version))
    saved = await browser.post(f"/my-file/details/{section}", kept)
    assert saved.headers["location"] == f"/my-file/details?changed={section}"
    assert (await browser.follow(saved)).status_code == 200
    assert (await service.get_person(noura.id)).version == 2
    assert await audit.list_openings(noura.id) == []


async def test_a_second_tab_does_not_undo_the_first(as_: As) -> None:
    noura = await a_person()
    browser = as_(an_owner(noura))
    home = {"governorate": "haql", "version": "1"}
    assert (await browser.post("/my-file/details/home", home)).status_code == 303
    assert (await browser.post("/my-file/details/home", {**home, "governorate": "duba"})).status_code == 409
    assert (await service.get_person(noura.id)).governorate == "haql"


@pytest.mark.parametrize("version", ["0", "2147483648", str(2**128), "one"])
async def test_a_version_that_never_was_changes_nothing(as_: As, version: str) -> None:
    person = await a_person()
    browser = as_(an_owner(person))
    await browser.get("/my-file/details/home")
    answer = await browser.post("/my-file/details/home", {"governorate": "duba", "version": version})
    assert answer.status_code == 409
    assert (await service.get_person(person.id)).governorate == person.governorate


async def test_my_details_name_the_children_i_act_for(as_: As) -> None:
    child, mother = await a_child(), await a_person(birth_date=date(1985, 6, 7))
    officer = a_staff_actor()
    asked = await service.request_guardianship(mother.id, child.id, Relation.MOTHER, actor=officer, now=NOW)
    await service.verify_guardianship(asked, "سجل الأسرة", actor=officer, now=NOW)
    assert child.full_name in (await as_(an_owner(mother)).get("/my-file/details")).text


async def test_unknown_sections_files_and_owners_are_not_there(as_: As) -> None:
    noura = await a_person()
    assert (await as_(an_owner(noura)).get("/my-file/details/secrets")).status_code == 404
    assert (await as_(a_staff_actor()).get("/my-file/details")).status_code == 404
    assert (await as_(a_staff_actor()).get(f"/desk/people/{uuid4()}")).status_code == 404


async def test_english_readers_get_the_pages_in_english(as_: As) -> None:
    noura = await a_person()
    page = await as_(an_owner(noura)).get("/en/my-file/details")
    assert "Date of birth" in page.text
    assert 'href="/en/my-file/details/name"' in page.text


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
async def test_each_role_opens_its_pages_only(as_: As, role: Role) -> None:
    noura = await a_person()
    browser = as_(a_staff_actor(role))
    allowed = {
        "/desk/people": COUNTER,
        f"/desk/people/{noura.id}": COUNTER,
        f"/desk/people/{noura.id}/details/home": COUNTER,
        "/desk/people/new": COUNTER | {Role.VOLUNTEER},
        "/desk/people/duplicates": {OFFICER, Role.DATA_STEWARD},
        "/desk/people/guardianships": {OFFICER, Role.SOCIAL_RESEARCH_OFFICER},
    }
    opened = {path: (await browser.get(path)).status_code for path in allowed}
    assert opened == {path: 200 if role in roles else 403 for path, roles in allowed.items()}


async def test_a_beneficiary_never_reaches_the_desk(as_: As) -> None:
    noura, other = await a_person(), await a_person()
    browser = as_(an_owner(noura))
    assert (await browser.get(f"/desk/people/{other.id}")).status_code == 403
    assert (
        await browser.post(f"/desk/people/{other.id}/details/home", {"governorate": "haql"})
    ).status_code == 403
