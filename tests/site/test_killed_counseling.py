"""kill -9 while families book: whatever was acknowledged stands, with its cells and its message."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.counseling.invariants import HouseRows, ensure_sound
from tests.counseling.people import a_counselor, a_room, open_counseling
from tests.counseling.visits import ahead, messages, real_now
from tests.site.racing import Race, Rival, free_times
from tests.site.servers import Server, running_servers
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.audit.verification import verify_audit
from wethaq.platform.jobs.tables import JobState

WRITERS = 6
LONGEST_SECONDS = 1.2
"""The server lives no longer than this after its first acknowledged booking."""


class Waiting:
    """Families who book, and half of whom move or cancel, until their server is gone."""

    def __init__(self, families: list[Rival]) -> None:
        self.families = families
        self.acknowledged: dict[UUID, str] = {}
        """Appointments by the last thing that a server said of them."""
        self._turn = 0

    async def book(self, server: Server) -> None:
        while self.families:
            family = self.families.pop()
            family.browser = server.browser(family.browser.headers["cookie"])
            self._turn += 1
            try:
                await self._one(family, self._turn)
            except httpx.TransportError:
                return

    async def _one(self, family: Rival, turn: int) -> None:
        page = await family.browser.get(
            f"{family.path}/time", params={"week": f"{ahead(days=5 + turn % 20):%F}"}
        )
        offered = free_times(page)
        held = await family.hold(offered[turn % len(offered)])
        if held.status_code == 409:
            return
        sent = await family.send()
        assert sent.status_code == 303, sent.text
        path = sent.headers["location"].removesuffix("/confirmation")
        appointment_id = UUID(path.rsplit("/", 1)[1])
        self.acknowledged[appointment_id] = "confirmed"
        if turn % 3 == 0:
            cancelled = await family.post(f"{path}/cancellation", words="")
            assert cancelled.status_code == 303, cancelled.text
            self.acknowledged[appointment_id] = "cancelled"


async def _live_until_killed(server: Server, waiting: Waiting, seconds: float) -> None:
    await server.start()
    before = len(waiting.acknowledged)
    tasks = [asyncio.create_task(waiting.book(server)) for _ in range(WRITERS)]
    while len(waiting.acknowledged) == before and not all(task.done() for task in tasks):  # noqa: ASYNC110 - many may be first
        await asyncio.sleep(0.01)
    await asyncio.sleep(seconds)
    server.kill()
    await asyncio.gather(*tasks)
    # As if the two minutes had passed in which the dead process holds its jobs.
    await JobState.update({JobState.lease: None, JobState.leased_until: None}, force=True)


async def _ensure_kept(waiting: Waiting, before: HouseRows | None) -> HouseRows:
    rows = await AppointmentRow.select(AppointmentRow.id, AppointmentRow.status, AppointmentRow.person_id)
    found = {row["id"]: row for row in rows}
    told = {row["person_id"] for row in await messages("counseling_confirmed")}
    for appointment_id, status in waiting.acknowledged.items():
        row = found[appointment_id]
        # A cancellation may have been committed and its answer lost with the server.
        assert row["status"] in {status, "cancelled"}
        assert row["person_id"] in told
    return await ensure_sound(real_now(), before)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("kills", "families"),
    [pytest.param(2, 24, id="short"), pytest.param(20, 240, id="long", marks=pytest.mark.proof)],
)
async def test_no_acknowledged_appointment_is_lost_when_the_server_is_killed(
    kills: int, families: int, tmp_path: Path
) -> None:
    await open_counseling()
    for _ in range(3):
        await a_room()
    for _ in range(4):
        await a_counselor(hours=(0, 0))
    chance, rows = random.Random(kills), None
    async with running_servers(tmp_path, 1) as [server]:
        server.kill()
        waiting = Waiting(await Race([server]).families(families, modality=Modality.IN_PERSON))
        for _ in range(kills):
            await _live_until_killed(server, waiting, chance.uniform(0, LONGEST_SECONDS))
            rows = await _ensure_kept(waiting, rows)
    assert len(waiting.acknowledged) >= kills
    await _ensure_kept(waiting, rows)
    await ensure_sound(real_now() + timedelta(minutes=11), rows)
    report = await verify_audit()
    assert report.is_intact, report.findings
