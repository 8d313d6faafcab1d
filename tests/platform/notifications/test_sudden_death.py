"""Processes die while writing and delivering; no message is lost, and none was rolled back."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.platform.notifications.test_smtp import Inbox, a_courier, serving
from wethaq.platform.actors import Channel
from wethaq.platform.notifications.couriers import Courier
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.policy import LEASE, LONGEST_RETRY, MessageStatus
from wethaq.platform.notifications.tables import Message

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.proof]

PROCESS = Path(__file__).with_name("outbox_process.py")
ROOT = Path(__file__).parents[3]
ROLLED_BACK = "rolled-back@example.com"
ROUNDS = 10
"""A writer and a deliverer are killed in each."""


async def test_every_acknowledged_message_arrives_and_no_other_when_processes_are_killed() -> None:
    acknowledged: set[str] = set()
    async with serving(inbox := Inbox()) as port:
        for lines in range(2, 2 + ROUNDS):
            told, _ = await asyncio.gather(_killed("write", port, 4 * lines), _killed("deliver", port, 1))
            acknowledged |= told
        async with a_courier(port) as courier:
            await _deliver_all(courier)
    arrived = [str(mail["Message-ID"]).strip("<>").partition("@")[0] for mail in inbox.mails]
    assert acknowledged <= set(arrived)
    assert ROLLED_BACK not in {mail["To"] for mail in inbox.mails}
    assert len(arrived) - len(set(arrived)) <= ROUNDS


async def _deliver_all(courier: Courier) -> None:
    """Deliver what is left, at a time when every lease and every delay has passed."""
    later = datetime.now(UTC) + LEASE + LONGEST_RETRY
    while await Message.exists().where(Message.status != MessageStatus.SENT.value):
        await deliver_due(later, couriers={Channel.EMAIL: courier}, jitter=lambda: 0)


async def _killed(work: str, port: int, lines: int) -> set[str]:
    """Start a process, kill it after some lines, and return the lines it had told by then."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), work, str(port), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    told = [await process.stdout.readline() for _ in range(lines)]
    process.kill()
    rest, _ = await process.communicate()
    return {
        line.decode().strip() for line in [*told, *rest.splitlines(keepends=True)] if line.endswith(b"\n")
    }
