import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.errors import TooManyTriesError
from wethaq.platform.security.limit_policy import (
    PER_ACCOUNT,
    PER_ADDRESS,
    Limit,
    account_key,
    next_try_at,
)
from wethaq.platform.security.limits import (
    delete_stale_attempts,
    ensure_within_limit,
    forget_attempts,
    record_attempt,
)
from wethaq.platform.security.tables import AttemptLog

START = datetime(2026, 11, 22, 9, tzinfo=UTC)


def allowed_times(limit: Limit, pauses: list[float]) -> list[datetime]:
    """Play a guesser who tries again after each pause, and return the tries that were let through."""
    now, tries = START, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if next_try_at(tries, limit, now) <= now:
            tries.append(now)
    return tries


@given(st.lists(st.floats(0, 900), max_size=300))
def test_no_hour_ever_holds_more_than_ten_tries_of_an_account(pauses: list[float]) -> None:
    tries = allowed_times(PER_ACCOUNT, pauses)
    assert all(b - a >= PER_ACCOUNT.window for a, b in zip(tries, tries[10:], strict=False))


def test_three_tries_are_free_and_then_the_wait_doubles() -> None:
    tries: list[datetime] = []
    waits = []
    for _ in range(9):
        at = next_try_at(tries, PER_ACCOUNT, tries[-1] if tries else START)
        waits.append((at - (tries[-1] if tries else START)).total_seconds())
        tries.append(at)
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64]


def test_whoever_waits_is_let_in_again() -> None:
    tries = [START] * 10
    at = next_try_at(tries, PER_ACCOUNT, START)
    assert at == START + timedelta(hours=1)
    assert next_try_at(tries, PER_ACCOUNT, at) == at


async def _is_let_through(kind: str, key: str, now: datetime, limit: Limit) -> bool:
    try:
        await record_attempt(kind, key, now, limit)
    except TooManyTriesError:
        return False
    return True


async def test_of_fifty_tries_at_once_ten_are_let_through(database: None, now: datetime) -> None:
    quick = Limit(most=10, is_slowing=False)
    tries = await asyncio.gather(*(_is_let_through("login", "a", now, quick) for _ in range(50)))
    assert sum(tries) == 10


async def test_with_the_growing_delay_three_of_fifty_are_let_through(database: None, now: datetime) -> None:
    tries = await asyncio.gather(*(_is_let_through("login", "a", now, PER_ACCOUNT) for _ in range(50)))
    assert sum(tries) == 3


async def test_an_address_has_a_hundred_tries_an_hour(database: None, now: datetime) -> None:
    tries = [await _is_let_through("login", "192.0.2.1", now, PER_ADDRESS) for _ in range(101)]
    assert tries == [True] * 100 + [False]


async def test_a_strangers_tries_do_not_lock_the_owner_out(database: None, now: datetime) -> None:
    for _ in range(50):
        await _is_let_through("login", account_key("owner", "198.51.100.9"), now, PER_ACCOUNT)
    await ensure_within_limit("login", account_key("owner", "192.0.2.1"), now)


async def test_the_refusal_says_how_long_to_wait(database: None, now: datetime) -> None:
    for _ in range(10):
        await record_attempt("login", "a", now, Limit(10, is_slowing=False))
    with pytest.raises(TooManyTriesError) as refused:
        await ensure_within_limit("login", "a", now + timedelta(minutes=45))
    assert refused.value.params == {"minutes": 15}


async def test_a_success_wipes_the_slate(database: None, now: datetime) -> None:
    await _is_let_through("login", "a", now, Limit(1))
    await forget_attempts("login", "a")
    await ensure_within_limit("login", "a", now, Limit(1))


async def test_no_account_or_address_is_stored_in_clear(database: None, now: datetime) -> None:
    await record_attempt("login", "sara@example.com|192.0.2.1", now)
    stored = str(await AttemptLog.select())
    assert "sara" not in stored
    assert "192.0.2.1" not in stored


async def test_old_tries_are_forgotten(database: None, now: datetime) -> None:
    await record_attempt("login", "a", now)
    await delete_stale_attempts(now=now + timedelta(days=3))
    assert await AttemptLog.count() == 0
