"""What would hurt most asks who is there once more: an open browser alone isn't enough."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.client import Client
from tests.platform.accounts.builders import PASSWORD, a_beneficiary, a_member_of_staff, signed_in
from wethaq.app import app
from wethaq.platform.accounts.tables import Session
from wethaq.platform.actors import Role
from wethaq.platform.web.audience import PROOF_KEY


async def age() -> None:
    """Let the last proof lie eleven minutes back."""
    await Session.update({Session.proved_at: datetime.now(UTC) - timedelta(minutes=11)}, force=True)


SENSITIVE_PAGES = ["/my-file/data-copy", "/my-file/details/contact"]


@pytest.mark.parametrize("path", SENSITIVE_PAGES)
async def test_a_stale_session_proves_itself_and_comes_back(client: Client, path: str) -> None:
    browser = await signed_in(client, await a_beneficiary())
    assert (await browser.get(path)).status_code == 200
    await age()

    door = await browser.follow(await browser.get(path))
    proved = await browser.post(door.headers["location"], {"proof": PASSWORD})

    assert proved.headers["location"] == path
    assert (await browser.get(path)).status_code == 200


@pytest.mark.parametrize(
    "path", ["/my-file/data-copy/json", "/my-file/data-copy/pdf", "/my-file/details/contact"]
)
async def test_a_button_pressed_too_late_leads_back_to_its_page(client: Client, path: str) -> None:
    browser = await signed_in(client, await a_beneficiary())
    await age()
    answer = await browser.post(path, {"form_page": "/my-file"})
    assert answer.headers["location"] == "/sign-in?next=%2Fmy-file"


async def test_the_way_back_stays_in_the_house(client: Client) -> None:
    browser = await signed_in(client, await a_beneficiary())
    await age()
    answer = await browser.post("/my-file/data-copy/json", {"form_page": "https://elsewhere.example/"})
    assert answer.headers["location"] == "/sign-in?next=%2F"


async def test_what_is_not_sensitive_asks_nothing(client: Client) -> None:
    browser = await signed_in(client, await a_beneficiary())
    await age()
    assert (await browser.get("/my-file/details/home")).status_code == 200


async def test_an_early_release_asks_the_second_person_once_more(client: Client) -> None:
    browser = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    await age()
    answer = await browser.post(f"/committee/decisions/{'0' * 8}-0000-7000-8000-{'0' * 12}/urgency/approval")
    assert answer.headers["location"].startswith("/sign-in")


def test_the_sensitive_routes_are_these() -> None:
    paths = {
        route.path
        for route in app.litestar.routes
        for handler in getattr(route, "route_handlers", ())
        if PROOF_KEY in handler.opt
    }
    assert paths == {
        "/my-file/data-copy",
        "/my-file/data-copy/{form:str}",
        "/my-file/details/{section:str}",
        "/committee/decisions/{decision_id:uuid}/urgency/approval",
    }
