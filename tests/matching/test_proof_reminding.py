"""A proof of the marital status that ends soon: its owner is told once, in words that tell others nothing."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.matching.builders import NOW
from tests.matching.people import a_profile, open_matching
from wethaq.matching.proof_reminding import PROOF, remind_of_proofs
from wethaq.matching.tables import ProfileRow
from wethaq.platform.database.sealing import open_row
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.notifications.tables import Message

pytestmark = pytest.mark.usefixtures("client")


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_matching()


async def _proved(days_ago: int, **changes: object) -> UUID:
    return await a_profile(marital_proof_on=riyadh_date(NOW) - timedelta(days=days_ago), **changes)


async def _reminders() -> int:
    return await Message.count().where(Message.kind == PROOF)


@pytest.mark.parametrize(("days_ago", "told"), [(70, 0), (77, 1), (90, 1), (91, 0)])
async def test_the_owner_is_told_in_the_last_two_weeks(days_ago: int, told: int) -> None:
    await _proved(days_ago)
    assert await remind_of_proofs(now=NOW) == told
    assert await _reminders() == told


async def test_a_profile_that_is_not_active_is_left_in_peace() -> None:
    await _proved(80, state="paused")
    assert await remind_of_proofs(now=NOW) == 0


async def test_each_proof_is_told_of_once_however_many_workers_look() -> None:
    profile_id = await _proved(80)
    await asyncio.gather(*(remind_of_proofs(now=NOW) for _ in range(4)))
    assert await _reminders() == 1
    await ProfileRow.update({ProfileRow.marital_proof_on: riyadh_date(NOW) - timedelta(days=78)}).where(
        ProfileRow.id == profile_id
    )
    assert await remind_of_proofs(now=NOW) == 1
    assert await _reminders() == 2


async def test_the_message_says_nothing_of_marriage() -> None:
    await _proved(80)
    await remind_of_proofs(now=NOW)
    row = await Message.select().where(Message.kind == PROOF).first()
    assert row is not None
    body = open_row(Message, row)["body"]
    for word in ("زواج", "توفيق", "اجتماعية", "matching"):
        assert word not in body
