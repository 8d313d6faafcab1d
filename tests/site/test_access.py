"""Roles × routes × owners: nobody gets where they have no business (design/security.md, Access)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from tests.client import Client
from tests.counseling.people import a_counselor
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for, signed_in
from tests.platform.intake.builders import a_submitted_request, open_intake
from tests.site.counseling_world import a_counseling_world
from tests.site.routes import ROUTES, Route
from tests.site.rows import count_rows
from wethaq.platform.actors import STAFF_ROLES, Actor, Role
from wethaq.platform.consent import service as consent

ROLES = sorted(STAFF_ROLES)
SWAPPED = (
    "/requests",
    "/counseling/appointments",
    "/counseling/bookings",
    "/counseling/calls",
    "/counseling/waitlist/offers",
)
GOING_ON = {200, 303, 404, 409, 422}
"""What someone who is let in may meet: the page, the next page, nothing there, a rule, a mistake."""


@pytest.mark.engine_free
def test_every_route_declares_its_audience() -> None:
    assert [str(route) for route in ROUTES if route.audience is None] == []


@pytest.mark.engine_free
def test_there_are_routes_of_every_kind() -> None:
    assert {route.audience.is_public for route in ROUTES if route.audience} == {True, False}
    assert len(ROUTES) > 100


async def _visit(browser: Client, route: Route, known: Mapping[str, str]) -> int:
    address = route.address(known)
    response = await (browser.get(address) if route.method == "GET" else browser.post(address))
    return response.status_code


@pytest.mark.engine_free
async def test_a_stranger_is_sent_to_the_door_of_every_closed_route(client: Client) -> None:
    for route in ROUTES:
        assert route.audience
        address = route.address({})
        response = await (client.get(address) if route.method == "GET" else client.post(address))
        assert response.status_code < 500, route
        if not route.audience.is_public:
            assert response.status_code == 303, route
            assert response.headers["location"].startswith("/sign-in"), route
            assert "set-cookie" not in response.headers, route


async def test_an_anonymous_get_keeps_nothing(client: Client) -> None:
    """No session, no cookie, no row: whoever only looks leaves no trace with us."""
    before = await count_rows()
    for route in ROUTES:
        if route.method == "GET":
            response = await client.get(route.address({}))
            assert "set-cookie" not in response.headers, route
    assert await count_rows() == before


@pytest.mark.engine_free
@pytest.mark.parametrize("role", [Role.BENEFICIARY, *ROLES])
async def test_a_role_reaches_its_own_routes_and_no_others(client: Client, role: Role) -> None:
    await open_intake()
    account = await (a_beneficiary() if role is Role.BENEFICIARY else a_member_of_staff(role))
    actor = await actor_for(account)
    browser = await signed_in(client, account)
    for route in ROUTES:
        assert route.audience
        status = await _visit(browser, route, {})
        if route.method == "POST":  # It may have ended the session.
            browser = await signed_in(client, account)
        if route.audience.is_public:
            assert status < 500, (role, route)
        elif route.audience.admits(actor):
            # A rule behind the door may still say no: a member of the committee without a seat.
            assert status in GOING_ON | {403}, (role, route, status)
        else:
            assert status == 403, (role, route, status)


@dataclass(frozen=True)
class World:
    """A person with a request, a consent and all that counseling has, and the ids that lead to them."""

    owner: UUID
    known: dict[str, str]


async def _world() -> World:
    await open_intake()
    counseling = await a_counseling_world()
    owner = counseling.family
    actor = await actor_for(owner)
    request = await a_submitted_request(actor, now=datetime.now(UTC))
    [grant] = [
        each for each in await consent.list_grants(_person(actor)) if each.purpose.startswith("intake")
    ]
    known = {"request_id": str(request.id), "grant_id": str(grant.id), **counseling.own}
    return World(owner, known)


def _person(actor: Actor) -> UUID:
    assert actor.person_id is not None
    return actor.person_id


def _own_routes(known: Mapping[str, str]) -> list[Route]:
    """The routes of beneficiaries that lead to something of their own."""
    return [
        route
        for route in ROUTES
        if route.audience and not route.audience.is_public and route.audience.roles is None
        if route.parameters & known.keys()
    ]


async def test_another_person_finds_nothing_where_the_owner_finds_a_page(client: Client) -> None:
    world = await _world()
    routes = _own_routes(world.known)
    assert len(routes) > 10
    owner = await signed_in(client, world.owner)
    other = await signed_in(client, await a_beneficiary())
    for route in routes:
        assert await _visit(other, route, world.known) == 404, route
        if route.path.endswith("/absence"):  # Who asked for an appointment cancels it instead.
            continue
        if route.method == "GET" and route.parameters <= world.known.keys():
            assert await _visit(owner, route, world.known) in {200, 303, 409}, route


async def test_not_yours_looks_exactly_like_not_there(client: Client) -> None:
    world = await _world()
    other = await signed_in(client, await a_beneficiary())
    for route in _own_routes(world.known):
        if route.method != "GET":
            continue
        theirs = await other.get(route.address(world.known))
        nobodys = await other.get(route.address({}))
        assert (theirs.status_code, _blind(theirs.text)) == (nobodys.status_code, _blind(nobodys.text)), route


def _blind(page: str) -> str:
    """Leave out what differs between any two answers: the reference and the page's own address."""
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", page)
    return re.sub(r'dir="ltr">[0-9a-f]{16}<', "", page)


@pytest.mark.parametrize(
    "count", [pytest.param(200, id="short"), pytest.param(10_000, id="long", marks=pytest.mark.proof)]
)
async def test_swapped_ids_open_nothing(client: Client, count: int) -> None:
    """A person who walks through ids, the owner's true ones among them, meets the same wall each time."""
    world = await _world()
    ids = [*world.known.values(), *(str(uuid4()) for _ in range(count))]
    other = await signed_in(client, await a_beneficiary())
    for number, each in enumerate(ids):
        paths = SWAPPED if number < len(world.known) else SWAPPED[number % len(SWAPPED) :][:1]
        for path in paths:
            assert (await other.get(f"{path}/{each}")).status_code == 404, path


async def test_another_counselor_finds_nothing_where_the_counselor_finds_a_page(client: Client) -> None:
    """A case, its appointment, a plan and a calendar are one counselor's; the door is open to both."""
    world = await a_counseling_world()
    own = await signed_in(client, world.counselor)
    account = await a_member_of_staff(Role.COUNSELOR)
    await a_counselor(account_id=account)
    colleague = await signed_in(client, account)
    routes = [
        route
        for route in ROUTES
        if route.audience and Role.COUNSELOR in (route.audience.roles or ())
        if route.path.startswith("/desk/counseling/") and route.parameters & world.desk.keys()
        if "/supervision/" not in route.path
    ]
    assert len(routes) > 20
    for route in routes:
        assert await _visit(colleague, route, world.desk) == 404, route
        if route.method == "GET" and route.parameters <= world.desk.keys():
            assert await _visit(own, route, world.desk) == 200, route


async def test_a_link_is_for_whoever_holds_it_and_no_other_opens_anything(client: Client) -> None:
    world = await a_counseling_world()
    for link in world.links:
        assert (await client.get(link)).status_code == 200, link
        kind, token = link.rsplit("/", 1)
        for other in (token[:-1], token + "x", token.swapcase(), token[::-1]):
            assert (await client.get(f"{kind}/{other}")).status_code == 404, link
        for elsewhere in world.links:
            if elsewhere != link:
                assert (await client.get(f"{elsewhere.rsplit('/', 1)[0]}/{token}")).status_code == 404
