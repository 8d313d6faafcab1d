import asyncio
from datetime import datetime, timedelta

import pytest

from tests.platform.audit.builders import AT, a_trail
from wethaq.platform.audit.roots import read_roots
from wethaq.platform.audit.verification import verify_audit
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message
from wethaq.platform.safekeeping.daily_root import send_daily_root
from wethaq.platform.safekeeping.jobs import forget_codes_and_tries
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.security.one_time_codes import issue_code
from wethaq.platform.security.tables import AttemptLog, OneTimeCode

pytestmark = pytest.mark.usefixtures("database")

KEEPERS = ["first@example.com", "second@example.com"]
TOMORROW = AT + timedelta(days=1)


async def test_two_people_get_the_root_of_yesterday_and_it_is_read_back_from_their_message() -> None:
    await a_trail(5)
    roots = await send_daily_root(KEEPERS, now=TOMORROW)
    messages = [open_row(Message, row) for row in await Message.select()]
    assert {message["address"] for message in messages} == set(KEEPERS)
    for message in messages:
        assert read_roots(message["body"]) == roots
    assert roots[0].is_genuine()
    assert (await verify_audit(read_roots(messages[0]["body"]))).is_intact


async def test_a_root_is_sent_once_however_many_workers_ask() -> None:
    await a_trail(5)
    sent = await asyncio.gather(*(send_daily_root(KEEPERS, now=TOMORROW) for _ in range(10)))
    assert sum(len(roots) for roots in sent) == 1
    assert await Message.count() == 2


async def test_spent_codes_and_old_tries_are_forgotten(now: datetime) -> None:
    await issue_code("claim", "+966500000000", now=now)
    await record_attempt("login", "a", now)
    await forget_codes_and_tries.run(now + timedelta(days=3))
    assert (await OneTimeCode.count(), await AttemptLog.count()) == (0, 0)
