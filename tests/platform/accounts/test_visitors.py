"""Who a session belongs to is read in one look, and is what the account's own parts say."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    a_beneficiary,
    a_member_of_staff,
    a_mobile,
    actor_for,
    an_account_of,
    signed_in,
)
from tests.platform.people.builders import a_child, a_verified_guardian_of
from wethaq.platform.accounts.policy import PUBLIC_LIMITS, SessionState
from wethaq.platform.accounts.role_grants import change_roles
from wethaq.platform.accounts.sessions import end_sessions_of, start_session
from wethaq.platform.accounts.staff import deactivate_staff
from wethaq.platform.accounts.visitors import Visitor, find_visitor
from wethaq.platform.actors import SYSTEM, Role
from wethaq.platform.database.engine import ENGINE, IS_SQLITE
from wethaq.platform.localisation.digits import DigitShapes

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime.now(UTC)


async def a_visitor(account_id: UUID, *, later: timedelta = timedelta(0)) -> Visitor:
    _, token = await start_session(account_id, is_staff=False, device="", now=NOW)
    visitor = await find_visitor(token, now=NOW + later)
    assert visitor
    return visitor


async def accounts() -> AsyncIterator[UUID]:
    yield await a_beneficiary()
    yield await a_member_of_staff(Role.COUNSELOR, Role.RELATIONS_OFFICER)
    yield await an_account_of((await a_verified_guardian_of(await a_child())).id, a_mobile())


async def test_the_actor_is_the_one_that_the_account_itself_gives() -> None:
    async for account_id in accounts():
        visitor = await a_visitor(account_id)

        assert visitor.actor == replace(await actor_for(account_id), session_id=visitor.session_id)
        assert (visitor.state, visitor.digits) == (SessionState.LIVE, DigitShapes.ASCII)


async def test_a_guardian_is_one_and_others_are_not() -> None:
    roles = [(await a_visitor(account_id)).actor for account_id in [each async for each in accounts()]]

    assert [Role.GUARDIAN in actor.roles for actor in roles if actor] == [False, False, True]


async def test_a_role_that_was_revoked_is_gone_at_once() -> None:
    account_id = await a_member_of_staff(Role.COUNSELOR, Role.RELATIONS_OFFICER)
    await change_roles(account_id, frozenset({Role.COUNSELOR}), actor=SYSTEM, now=NOW)

    actor = (await a_visitor(account_id)).actor

    assert actor
    assert actor.roles == {Role.COUNSELOR}


async def test_nobody_acts_for_an_account_that_was_deactivated() -> None:
    account_id = await a_member_of_staff(Role.COUNSELOR)
    await deactivate_staff(account_id, actor=SYSTEM, now=NOW)

    assert (await a_visitor(account_id)).actor is None


async def test_nobody_acts_for_an_account_that_is_not_there() -> None:
    assert (await a_visitor(UUID(int=7))).actor is None


async def test_an_idle_session_has_expired_and_an_ended_one_has_ended() -> None:
    account_id = await a_beneficiary()
    idle = await a_visitor(account_id, later=PUBLIC_LIMITS.idle)
    _, token = await start_session(account_id, is_staff=False, device="", now=NOW)
    await end_sessions_of(account_id, reason="signed_out", now=NOW)
    ended = await find_visitor(token, now=NOW)

    assert idle.state is SessionState.EXPIRED
    assert ended
    assert ended.state is SessionState.ENDED


async def test_an_invented_token_finds_nobody() -> None:
    assert await find_visitor("an invented token", now=NOW) is None


async def test_a_page_asks_once_who_it_is_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = await signed_in(client, await a_beneficiary())
    asked = _listen_to_the_engine(monkeypatch)
    await browser.get("/nowhere")

    assert len(asked) == 1, asked


def _listen_to_the_engine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each question is added, by whichever door it reaches the engine."""
    asked: list[str] = []

    def listen(name: str, text_of: Callable[[Any], str]) -> None:
        run = getattr(ENGINE, name)

        async def count(question: Any, *others: Any) -> Any:
            asked.append(text_of(question))
            return await run(question, *others)

        monkeypatch.setattr(ENGINE, name, count)

    listen("run_querystring", lambda query: str(query.compile_string()[0]))
    if IS_SQLITE:  # PostgreSQL's engine makes a query string of a statement.
        listen("run_statement", str)
    return asked
