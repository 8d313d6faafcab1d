import time
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from wethaq.platform.database.sealing import open_row, seal_values
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security import rotation
from wethaq.platform.security.tables import TotpDevice

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.proof]

ROWS = 100_000


async def test_a_hundred_thousand_rows_are_sealed_anew(now: datetime, record_property: object) -> None:
    for _ in range(ROWS // 1000):
        async with transaction():
            rows = [
                {"id": uuid4(), "account_id": uuid4(), "secret": "planted", "created_at": now}
                for _ in range(1000)
            ]
            await TotpDevice.insert(*(TotpDevice(**seal_values(TotpDevice, row["id"], row)) for row in rows))
    started = time.perf_counter()
    assert await rotation.rotate_data_keys(now=now, announcement=timedelta()) == ROWS
    record_property("seconds", round(time.perf_counter() - started))  # type: ignore[operator]
    assert await rotation.count_outdated_rows() == 0
    sample = await TotpDevice.select().limit(1000)
    assert {open_row(TotpDevice, row)["secret"] for row in sample} == {"planted"}
