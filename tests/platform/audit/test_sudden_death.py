import asyncio
import sys
from pathlib import Path

import pytest

from wethaq.platform.audit.tables import AuditEvent
from wethaq.platform.audit.verification import verify_audit

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.proof]

PROCESS = Path(__file__).with_name("writer_process.py")
ROOT = Path(__file__).parents[3]
KILLS = 20


async def test_no_acknowledged_event_is_lost_and_the_chain_holds_when_writers_are_killed() -> None:
    acknowledged: set[str] = set()
    for round_number in range(0, KILLS, 2):
        writers = [_write_until_killed((round_number + twin) * 100_000) for twin in range(2)]
        for told in await asyncio.gather(*writers):
            assert told
            acknowledged |= told
    stored = set(await AuditEvent.select(AuditEvent.subject_id).output(as_list=True))
    assert acknowledged <= stored
    assert len(stored) - len(acknowledged) <= KILLS
    assert (await verify_audit()).is_intact


async def _write_until_killed(first: int) -> set[str]:
    """Start a writer, kill it in the middle of its work, and return what it had told by then."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), str(first), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    told = [await process.stdout.readline() for _ in range(7)]
    process.kill()
    rest, _ = await process.communicate()
    return {
        line.decode().strip() for line in [*told, *rest.splitlines(keepends=True)] if line.endswith(b"\n")
    }
