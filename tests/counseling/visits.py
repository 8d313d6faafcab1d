"""Families who visit the site: a browser each, and times that lie ahead of the real clock."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.client import Client
from tests.counseling.builders import RIYADH, at
from tests.counseling.people import agree
from tests.platform.accounts.builders import a_beneficiary, actor_for, signed_in
from wethaq.counseling.policy.seasons import proposed_seasons
from wethaq.platform.actors import Actor
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message


def real_now() -> datetime:
    return datetime.now(UTC)


def an_open_day(days: int = 5) -> date:
    """A day some days ahead that no feast closes."""
    on = (real_now() + timedelta(days=days)).astimezone(RIYADH).date()
    feasts = [each for year in (on.year, on.year + 1) for each in proposed_seasons(year)]
    while any(each.first_on <= on <= each.last_on for each in feasts):
        on += timedelta(days=1)
    return on


def ahead(hour: int = 9, minute: int = 0, *, days: int = 5) -> datetime:
    return at(an_open_day(days), hour, minute)


async def a_visitor(client: Client) -> tuple[Client, Actor]:
    """Somebody with an account who has agreed to counseling."""
    account_id = await a_beneficiary()
    actor = await actor_for(account_id)
    assert actor.person_id
    await agree(actor.person_id, actor, now=real_now())
    return await signed_in(client, account_id), actor


async def messages(kind: str | None = None, *, to: UUID | None = None) -> list[dict[str, Any]]:
    rows = [open_row(Message, row) for row in await Message.select().order_by(Message.created_at)]
    return [row for row in rows if kind in {None, row["kind"]} and to in {None, row["person_id"]}]


async def newest_link(to: UUID | None, *, under: str = "/appointments/link/") -> str:
    """Return the path of the link in the newest message that has one."""
    for row in reversed(await messages(to=to)):
        if found := re.search(rf"({under}[\w-]+)", row["body"] or ""):
            return found[1]
    raise AssertionError(under)
