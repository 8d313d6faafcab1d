"""A process that rotates the data keys and tells after each batch: something to kill."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from wethaq.platform.database.engine import ENGINE
from wethaq.platform.security import rotation


def tell(step: rotation.RotationProgress) -> None:
    sys.stdout.write(f"{step.done} of {step.total}\n")
    sys.stdout.flush()


async def main() -> None:
    rotation.BATCH = 20
    await ENGINE.start_connection_pool()
    await rotation.rotate_data_keys(
        now=datetime.now(UTC),
        announcement=timedelta(),
        progress=tell,
    )
    await ENGINE.close_connection_pool()


asyncio.run(main())
