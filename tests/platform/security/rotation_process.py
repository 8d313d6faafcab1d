"""A process that rotates the data keys and tells after each batch: something to kill."""

import asyncio
from datetime import UTC, datetime, timedelta

from wethaq.platform.database.engine import ENGINE
from wethaq.platform.security import rotation


async def main() -> None:
    rotation.BATCH = 20
    await ENGINE.start_connection_pool()
    await rotation.rotate_data_keys(
        now=datetime.now(UTC),
        announcement=timedelta(),
        progress=lambda step: print(step.done, step.total, flush=True),
    )
    await ENGINE.close_connection_pool()


asyncio.run(main())
