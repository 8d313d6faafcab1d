"""Families and colleagues who reach for the same hour of counseling, each at one of two servers."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from tests.counseling.invariants import HouseRows, ensure_sound
from tests.counseling.people import agree, by_phone, open_counseling
from tests.counseling.visits import real_now
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for
from tests.site.servers import Server, running_servers
from wethaq.counseling import bookings
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.accounts.sessions import start_session
from wethaq.platform.actors import Actor, Role

STARTS = re.compile(r'name="starts_at" value="([^"]+)"')


@dataclass
class Rival:
    """Somebody's browser; `path` leads to their booking."""

    actor: Actor
    browser: httpx.AsyncClient
    token: dict[str, str]
    path: str = ""

    @property
    def account(self) -> UUID:
        assert self.actor.account_id
        return self.actor.account_id

    @property
    def person_id(self) -> UUID:
        assert self.actor.person_id
        return self.actor.person_id

    async def post(self, path: str, **form: Any) -> httpx.Response:
        return await self.browser.post(path, data=self.token | form)

    async def hold(self, starts_at: datetime | str) -> httpx.Response:
        return await self.post(f"{self.path}/hold", starts_at=str(starts_at))

    async def send(self) -> httpx.Response:
        return await self.post(f"{self.path}/sending")

    async def book(self, starts_at: datetime) -> httpx.Response:
        """Keep a time and send at once; the answer is the one that says how it went."""
        held = await self.hold(starts_at)
        return await self.send() if held.status_code == 303 else held


@dataclass
class Race:
    """Two servers on one database, and whoever runs against each other there."""

    servers: list[Server]
    _turn: int = 0
    before: HouseRows | None = field(default=None, repr=False)

    async def browser_of(self, account: UUID, *, is_staff: bool = False) -> Rival:
        """Sign somebody in at the one server, and whoever comes next at the other."""
        self._turn += 1
        _, session = await start_session(account, is_staff=is_staff, device="Firefox · Linux", now=real_now())
        browser, token = self.servers[self._turn % len(self.servers)].signed_in(session)
        return Rival(await actor_for(account), browser, token)

    async def family(self, *, books: bool = True, **choices: Any) -> Rival:
        """Somebody who has chosen everything but the time."""
        rival = await self.browser_of(await a_beneficiary())
        await agree(rival.person_id, rival.actor, now=real_now())
        if books:
            await choose(rival, **choices)
        return rival

    async def families(self, count: int, *, books: bool = True, **choices: Any) -> list[Rival]:
        return [await self.family(books=books, **choices) for _ in range(count)]

    async def colleague(self, role: Role) -> Rival:
        return await self.browser_of(await a_member_of_staff(role), is_staff=True)

    def strangers(self, count: int) -> list[httpx.AsyncClient]:
        """Browsers without a session, by turns at the one server and the other."""
        return [self.servers[turn % len(self.servers)].browser() for turn in range(count)]


async def choose(rival: Rival, *, child_id: UUID | None = None, **choices: Any) -> None:
    """Choose everything but the time, for oneself or for a child."""
    booking = await bookings.begin_booking(actor=rival.actor, now=real_now(), child_id=child_id)
    await bookings.save_choices(booking.id, by_phone(**choices), actor=rival.actor, now=real_now())
    rival.path = f"/counseling/bookings/{booking.id}"


@asynccontextmanager
async def a_race(folder: Path) -> AsyncIterator[Race]:
    """Run two servers; in the end every rule of the rows holds and no server has complained."""
    await open_counseling()
    async with running_servers(folder, 2, WORKS_WHILE_SERVING="false") as servers:
        race = Race(servers)
        yield race
        await ensure_sound(real_now(), race.before)
        assert "failure" not in "".join(server.said for server in servers)


async def at_once(acts: Iterable[Awaitable[httpx.Response]]) -> list[httpx.Response]:
    """Let everybody act at the same moment; nobody may meet a broken page."""
    answers = await asyncio.gather(*acts)
    broken = [answer for answer in answers if answer.status_code >= 500]
    assert not broken, Counter(answer.status_code for answer in answers)
    return answers


def statuses(answers: Iterable[httpx.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


async def appointments(*status: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await AppointmentRow.select()
    return [row for row in rows if row["status"] in status]


def free_times(answer: httpx.Response) -> list[str]:
    """Return the times that a page offers, the nearest of a refusal first."""
    return STARTS.findall(answer.text)
