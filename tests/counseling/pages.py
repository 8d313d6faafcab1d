"""Families in front of the pages: signed in, and as far along the way as a test needs."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from tests.client import Client
from tests.counseling.people import agree, open_counseling
from tests.platform.accounts.builders import a_beneficiary, a_mobile, a_person, actor_for, signed_in
from tests.platform.people.builders import a_staff_actor
from wethaq.platform.actors import Actor
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.guardianship import Relation

STARTS = re.compile(r'name="starts_at" value="([^"]+)"')
LEAD = timedelta(days=3)
"""Times are chosen so far ahead that no minimum notice is in the way, whatever the hour of the run."""


class Family:
    """Somebody's browser and who they are."""

    def __init__(self, browser: Client, actor: Actor, mobile: str) -> None:
        self.browser, self.actor, self.mobile = browser, actor, mobile
        self.base = ""

    @property
    def person_id(self) -> UUID:
        assert self.actor.person_id
        return self.actor.person_id

    async def begin(self, **fields: Any) -> httpx.Response:
        """Begin a booking and remember where it is."""
        answer = await self.browser.post("/counseling/bookings", fields)
        self.base = answer.headers["location"]
        return answer

    async def send(self, step: str, **fields: Any) -> httpx.Response:
        return await self.browser.post(f"{self.base}/{step}", fields)

    async def see(self, step: str, **query: Any) -> httpx.Response:
        return await self.browser.get(f"{self.base}/{step}", params=query)

    async def choose(self, service: str = "marital", modality: str = "phone", **wishes: Any) -> None:
        await self.begin()
        await self.send("service", service=service)
        await self.send("preferences", modality=modality, **wishes)

    async def free_times(self, on: date | None = None) -> list[str]:
        """Return the times that a day's page offers."""
        on = on or (date.today() + LEAD)  # noqa: DTZ011 - any day some days ahead will do.
        page = await self.see("time", week=on.isoformat())
        return STARTS.findall(page.text)

    async def hold(self, starts_at: str | datetime) -> httpx.Response:
        return await self.send("hold", starts_at=str(starts_at))


async def a_family_at_the_door(client: Client) -> Family:
    """Somebody with an account who has neither read nor agreed to anything."""
    await open_counseling()
    mobile = a_mobile()
    account = await a_beneficiary(mobile)
    return Family(await signed_in(client, account), await actor_for(account), mobile)


async def a_family_on_site(client: Client) -> Family:
    """Somebody with an account who has read and agreed to what comes first."""
    family = await a_family_at_the_door(client)
    await agree(family.person_id, family.actor)
    return family


async def a_child_of(family: Family, *, first_name: str = "سلمان") -> UUID:
    """A child of the family, with a file."""
    return await a_ward_of(family.person_id, first_name=first_name)


async def a_ward_of(guardian_id: UUID, *, first_name: str = "سلمان") -> UUID:
    """A child with a file, for whom an officer has verified this guardian."""
    officer, now = a_staff_actor(), datetime.now(UTC)
    child = await a_person(birth_date=date(2016, 3, 4), first_name=first_name)
    asked = await people.request_guardianship(guardian_id, child, Relation.MOTHER, actor=officer, now=now)
    await people.verify_guardianship(asked, "سجل الأسرة رقم 12", actor=officer, now=now)
    return child
