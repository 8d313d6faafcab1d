"""Matchmakers at their desks, with a portfolio."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from tests.client import Client
from tests.matching.builders import NOW
from tests.matching.people import a_profile
from tests.platform.accounts.builders import a_member_of_staff, actor_for, signed_in
from wethaq.matching.matchmakers import appoint_matchmaker
from wethaq.matching.tables import ProfileRow
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.prepared import update_that
from wethaq.platform.people.records import Sex

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A matchmaker, with a browser where a client was given."""

    actor: Actor
    matchmaker_id: UUID
    browser: Client

    @property
    def account_id(self) -> UUID:
        assert self.actor.account_id
        return self.actor.account_id


async def a_manager() -> Actor:
    return await actor_for(await a_member_of_staff(Role.MANAGER, name="سليمان البلوي"))


async def a_matchmaker(
    client: Client, sex: Sex = Sex.FEMALE, *, room: int = 50, name: str = "هند البلوي", now: datetime = NOW
) -> AtDesk:
    account_id = await a_member_of_staff(Role.MATCHMAKER, name=name)
    matchmaker_id = await appoint_matchmaker(account_id, sex=sex, room=room, actor=await a_manager(), now=now)
    return AtDesk(await actor_for(account_id), matchmaker_id, await signed_in(client, account_id))


async def a_kept_profile(desk: AtDesk, sex: Sex = Sex.FEMALE, **changes: Any) -> UUID:
    """A profile in a portfolio, with a number; `changes` as `a_profile` takes them."""
    kept = {"matchmaker_id": desk.account_id, "number": f"M-1448-{next(_numbers):05d}", "ready_at": NOW}
    return await a_profile(sex, **{**kept, **changes})


async def number_of(profile_id: UUID) -> str:
    row = await ProfileRow.select(ProfileRow.number).where(ProfileRow.id == profile_id).first()
    assert row is not None
    number: str = row["number"]
    return number


async def change_profile(profile_id: UUID, **values: Any) -> None:
    """Change columns, and say so, as a service function would."""
    await update_that(ProfileRow, values, "WHERE id = {}", profile_id)
