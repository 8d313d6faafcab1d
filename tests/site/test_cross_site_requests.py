"""Forms that another site sends in somebody's name: refused in each of five ways, by every route."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from tests.client import SAME_ORIGIN, Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, signed_in
from tests.platform.intake.builders import open_intake
from tests.site.routes import ROUTES, Route
from tests.site.rows import count_rows
from wethaq.platform.actors import Role

POST_ROUTES = [route for route in ROUTES if route.method == "POST"]
REFUSAL = "This form was sent from another place or has grown old."
FOREIGN_ORIGINS = (
    "https://evil.example",
    "http://wethaq.test.evil.example",
    "https://wethaq.test:8443",
    "https://wethaq.test@evil.example",
    "null",
    "",
)


@pytest.fixture
async def accounts(database: None) -> dict[Role, UUID]:
    """A person of every role that some form is meant for."""
    await open_intake()
    wanted = {role for route in POST_ROUTES for role in _roles_of(route)} | {Role.RELATIONS_OFFICER}
    staff = {role: await a_member_of_staff(role) for role in sorted(wanted)}
    return {**staff, Role.BENEFICIARY: await a_beneficiary()}


def _roles_of(route: Route) -> frozenset[Role]:
    assert route.audience
    return route.audience.roles or frozenset()


def _someone_admitted(route: Route) -> Role:
    return min(_roles_of(route), default=Role.BENEFICIARY)


async def _is_refused(
    browser: Client, route: Route, token: str | None, headers: Mapping[str, str]
) -> tuple[int, bool]:
    """Post in English; return the status, and whether the page says that the form came from elsewhere."""
    data = {"is_confirmed": "yes"} if token is None else {"csrf_token": token, "is_confirmed": "yes"}
    answer = await browser.http.post(f"/en{route.address({})}", data=data, headers=headers)
    return answer.status_code, REFUSAL in answer.text


def _five_ways(own: str, others: str, turn: int) -> list[tuple[str, str | None, dict[str, str]]]:
    """Name, token and headers of each way in which a foreign page may send a form; `turn` varies them."""
    site = ("cross-site", "same-site", "none", "SAME-ORIGIN")[turn % 4]
    origin = FOREIGN_ORIGINS[turn % len(FOREIGN_ORIGINS)]
    return [
        ("no headers", own, {}),
        (f"sent from {site}", own, {"sec-fetch-site": site, "origin": "https://wethaq.test"}),
        (f"origin {origin!r}", own, {"origin": origin}),
        ("no token", (None, "", "٣" * 64)[turn % 3], SAME_ORIGIN),
        ("the token of another session", others, SAME_ORIGIN),
    ]


async def test_no_form_is_accepted_that_did_not_come_from_our_own_page(
    client: Client, accounts: dict[Role, UUID]
) -> None:
    browsers = {role: await signed_in(client, account) for role, account in accounts.items()}
    strangers = await signed_in(client, accounts[Role.RELATIONS_OFFICER])
    before, accepted = await count_rows(), []
    for turn, route in enumerate(POST_ROUTES):
        browser = browsers[_someone_admitted(route)]
        for name, token, headers in _five_ways(browser.token, strangers.token, turn):
            if await _is_refused(browser, route, token, headers) != (403, True):
                accepted.append(f"{route}: {name}")
    assert accepted == []
    assert await count_rows() == before


async def test_the_same_forms_are_let_in_when_they_come_from_our_own_page(
    client: Client, accounts: dict[Role, UUID]
) -> None:
    """Otherwise the refusals above would prove nothing."""
    for route in POST_ROUTES:
        browser = await signed_in(client, accounts[_someone_admitted(route)])
        status, is_refused = await _is_refused(browser, route, browser.token, SAME_ORIGIN)
        assert not is_refused, route
        assert status < 500, route


async def test_a_form_at_the_door_is_refused_to_other_sites_as_well(client: Client) -> None:
    """Before a sign-in there is no token to steal, and still nobody signs a victim in as someone else."""
    public = [route for route in POST_ROUTES if route.audience and route.audience.is_public]
    assert len(public) > 20
    for turn, route in enumerate(public):
        for name, _, headers in _five_ways("", "", turn):
            if headers is not SAME_ORIGIN:
                assert await _is_refused(client, route, None, headers) == (403, True), (route, name)


async def test_htmx_gets_no_easier_way_in(client: Client, accounts: dict[Role, UUID]) -> None:
    """A header can't be sent across sites, but a token in one still has to be the session's own."""
    browser = await signed_in(client, accounts[Role.RELATIONS_OFFICER])
    headers = {**SAME_ORIGIN, "hx-request": "true", "x-csrf-token": "0" * 64}
    for route in POST_ROUTES:
        if Role.RELATIONS_OFFICER in _roles_of(route):
            answer = await browser.post(route.address({}), headers=headers)
            assert answer.status_code == 403, route
