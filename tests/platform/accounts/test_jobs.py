"""What has served its purpose at the door is forgotten, and nothing else."""

from datetime import UTC, datetime, timedelta

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_mobile, signed_in
from wethaq.platform.accounts.jobs import forget_stale_rows
from wethaq.platform.accounts.tables import Passage, Session


async def test_yesterdays_half_filled_registration_is_gone_and_todays_stays(client: Client) -> None:
    await client.post("/register", {"address": a_mobile()})
    await forget_stale_rows.run(datetime.now(UTC) + timedelta(hours=23))
    assert await Passage.count() == 1
    await forget_stale_rows.run(datetime.now(UTC) + timedelta(hours=25))
    assert await Passage.count() == 0


async def test_a_login_is_remembered_for_ninety_days(client: Client) -> None:
    await signed_in(client, await a_beneficiary())
    await forget_stale_rows.run(datetime.now(UTC) + timedelta(days=89))
    assert await Session.count() == 1
    await forget_stale_rows.run(datetime.now(UTC) + timedelta(days=91))
    assert await Session.count() == 0
