"""A process that records events and tells each one that is acknowledged: something to kill."""

import asyncio
import sys
from datetime import UTC, datetime

from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.security.vault import VAULT


async def main(first: int) -> None:
    await ENGINE.start_connection_pool()
    await VAULT.load()
    for number in range(first, first + 10_000):
        await audit.record("test.written", str(number), actor=SYSTEM, now=datetime.now(UTC))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


asyncio.run(main(int(sys.argv[1])))
