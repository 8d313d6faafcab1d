import asyncio
from datetime import datetime, timedelta

import pytest

from wethaq.platform.security.one_time_codes import accept_code, delete_expired_codes, issue_code
from wethaq.platform.security.tables import OneTimeCode

pytestmark = pytest.mark.usefixtures("database")

MOBILE = "+966500000000"


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def test_a_code_is_good_once_also_for_five_at_once(now: datetime) -> None:
    code = await issue_code("claim", MOBILE, now=now)
    assert len(code) == 6
    accepted = await asyncio.gather(*(accept_code("claim", MOBILE, code, now=now) for _ in range(5)))
    assert sum(accepted) == 1


async def test_after_five_wrong_guesses_the_right_code_comes_too_late(now: datetime) -> None:
    code = await issue_code("claim", MOBILE, now=now)
    guesses = [accept_code("claim", MOBILE, another(code), now=now) for _ in range(5)]
    assert not any(await asyncio.gather(*guesses))
    assert not await accept_code("claim", MOBILE, code, now=now)


async def test_four_wrong_guesses_are_forgiven(now: datetime) -> None:
    code = await issue_code("claim", MOBILE, now=now)
    for _ in range(4):
        await accept_code("claim", MOBILE, another(code), now=now)
    assert await accept_code("claim", MOBILE, code, now=now)


async def test_a_code_ends_after_ten_minutes(now: datetime) -> None:
    code = await issue_code("claim", MOBILE, now=now)
    assert not await accept_code("claim", MOBILE, code, now=now + timedelta(minutes=10))


async def test_only_the_newest_code_counts(now: datetime) -> None:
    old = await issue_code("claim", MOBILE, now=now)
    new = await issue_code("claim", MOBILE, now=now)
    assert old == new or not await accept_code("claim", MOBILE, old, now=now)
    assert await accept_code("claim", MOBILE, new, now=now)


async def test_a_code_is_bound_to_its_purpose_and_subject(now: datetime) -> None:
    code = await issue_code("claim", MOBILE, now=now)
    assert not await accept_code("reset", MOBILE, code, now=now)
    assert not await accept_code("claim", "+966511111111", code, now=now)


async def test_neither_code_nor_subject_is_stored_in_clear(now: datetime) -> None:
    code = await issue_code("claim", MOBILE, now=now)
    stored = await OneTimeCode.select(OneTimeCode.subject, OneTimeCode.digest).first()
    assert stored is not None
    assert MOBILE not in stored["subject"]
    assert code != stored["digest"]


async def test_expired_codes_are_forgotten(now: datetime) -> None:
    await issue_code("claim", MOBILE, now=now)
    await delete_expired_codes(now=now + timedelta(days=1))
    assert await OneTimeCode.count() == 0
