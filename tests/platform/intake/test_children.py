"""A guardian applies for a child, and loses sight of the request with the guardianship (policy B)."""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for, signed_in
from tests.platform.intake.builders import open_intake
from tests.platform.people.builders import a_child, a_staff_actor
from wethaq.platform.actors import Actor, Role
from wethaq.platform.intake.loading import (
    RequestNotFoundError,
    get_own_request,
    list_own_requests,
    speaker_for,
)
from wethaq.platform.intake.tables import Request
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.guardianship import Relation


@pytest.fixture
async def site(client: Client) -> Client:
    await open_intake()
    return client


def now() -> datetime:
    return datetime.now(UTC)


async def a_guardian_and_child(site: Client, *, is_verified: bool = True) -> tuple[Client, Actor, Any, UUID]:
    account = await a_beneficiary()
    actor, child = await actor_for(account), await a_child(birth_date=date(2016, 3, 4))
    assert actor.person_id is not None
    officer = a_staff_actor()
    asked = await people.request_guardianship(
        actor.person_id, child.id, Relation.FATHER, actor=officer, now=now()
    )
    if is_verified:
        await people.verify_guardianship(asked, "سجل الأسرة رقم 12", actor=officer, now=now())
    return await signed_in(site, account), actor, child, asked


async def apply_for(browser: Client, child: Any) -> Any:
    query = f"?child={child.id}"
    read = await browser.post(f"/requests/new/support/responsibilities{query}", {"is_read": "yes"})
    assert read.headers["location"] == f"/requests/new/support/consent{query}"
    asked = await browser.follow(read)
    texts = re.findall(r'name="consent" value="([0-9a-f-]{36})"', asked.text)
    return await browser.post(f"/requests/new/support/consent{query}", {"consent": texts})


async def test_a_guardian_applies_for_a_child(site: Client) -> None:
    browser, actor, child, _ = await a_guardian_and_child(site)
    start = await browser.get("/requests/new/support")
    assert f"?child={child.id}" in start.text

    opened = await apply_for(browser, child)

    [request] = await list_own_requests(actor=actor)
    assert opened.headers["location"] == f"/requests/{request.id}/tasks"
    assert (request.person_id, request.guardian_id) == (child.id, actor.person_id)
    assert await speaker_for(request) == actor.person_id
    assert (await browser.get(f"/requests/{request.id}/tasks")).status_code == 200
    assert f"<bdi>{child.first_name}</bdi>" in (await browser.get("/my-file")).text


async def test_a_request_for_a_child_does_not_stand_in_the_guardians_own_way(site: Client) -> None:
    browser, _, child, _ = await a_guardian_and_child(site)
    await apply_for(browser, child)
    start = await browser.get("/requests/new/support")
    assert 'href="/requests/new/support/responsibilities"' in start.text


async def test_nobody_applies_for_a_child_before_an_officer_has_seen_the_proof(site: Client) -> None:
    browser, _, child, _ = await a_guardian_and_child(site, is_verified=False)
    for page in ("responsibilities", "scope", "consent"):
        answer = await browser.get(f"/requests/new/support/{page}?child={child.id}")
        assert answer.status_code == 404


async def test_the_request_is_the_young_persons_alone_once_the_guardianship_ends(site: Client) -> None:
    browser, actor, child, guardianship_id = await a_guardian_and_child(site)
    await apply_for(browser, child)
    [request] = await list_own_requests(actor=actor)

    await people.end_guardianship(guardianship_id, actor=a_staff_actor(), now=now())

    assert await list_own_requests(actor=actor) == []
    assert await speaker_for(request) == child.id
    with pytest.raises(RequestNotFoundError):
        await get_own_request(request.id, actor=actor)
    grown_up = Actor(person_id=child.id)
    assert (await get_own_request(request.id, actor=grown_up)).id == request.id


async def test_the_officer_sees_who_speaks_for_the_child(site: Client) -> None:
    browser, actor, child, _ = await a_guardian_and_child(site)
    await apply_for(browser, child)
    [request] = await list_own_requests(actor=actor)
    await Request.update({Request.status: "submitted", Request.submitted_at: now()}).where(
        Request.id == request.id
    )
    officer = await signed_in(site, await a_member_of_staff(Role.RELATIONS_OFFICER))

    page = (await officer.get(f"/desk/requests/{request.id}")).text

    assert actor.person_id is not None
    assert f"/desk/people/{actor.person_id}" in page
    assert (await people.get_person(actor.person_id)).full_name in page
