import asyncio
import time
import unicodedata

import pytest
from argon2 import PasswordHasher

from wethaq.platform.security import passwords
from wethaq.platform.security.passwords import hash_password, needs_rehash, verify_password
from wethaq.platform.security.tokens import new_token, token_digest


async def test_only_the_right_password_fits() -> None:
    stored = await hash_password("النخلة تشرب قهوة الجبل")
    assert stored.startswith("$argon2id$")
    assert await verify_password("النخلة تشرب قهوة الجبل", stored)
    assert not await verify_password("النخلة تشرب قهوة الجبلـ", stored)


async def test_an_accent_typed_in_two_parts_fits() -> None:
    typed = "آفاق أحمد الرئيسة"
    assert unicodedata.normalize("NFD", typed) != unicodedata.normalize("NFC", typed)
    stored = await hash_password(unicodedata.normalize("NFC", typed))
    assert await verify_password(unicodedata.normalize("NFD", typed), stored)


async def test_a_missing_account_costs_a_real_verification_and_never_fits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verified: list[str] = []
    fits = passwords._fits

    def watched(stored: str, typed: str) -> bool:
        verified.append(stored)
        return fits(stored, typed)

    monkeypatch.setattr(passwords, "_fits", watched)
    assert not await verify_password("whatever was typed", None)
    assert verified == [passwords._dummy_hash()]


async def test_a_hash_of_weaker_parameters_is_made_anew() -> None:
    assert not needs_rehash(await hash_password("x"))
    assert needs_rehash(PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash("x"))


async def test_a_broken_hash_fits_nothing() -> None:
    assert not await verify_password("x", "not a hash")


async def test_no_more_than_two_hashes_run_at_a_time() -> None:
    running: set[int] = set()
    seen: list[int] = []

    def watched(number: str) -> None:
        running.add(int(number))
        time.sleep(0.001)
        seen.append(len(running))
        running.discard(int(number))

    await asyncio.gather(*(passwords._in_worker(watched, str(number)) for number in range(50)))
    assert len(seen) == 50
    assert max(seen) <= 2


def test_tokens_are_random_and_stored_as_digests() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert min(len(token) for token in tokens) == 43
    assert all(len(token_digest(token)) == 64 for token in tokens)


def test_the_hash_of_no_account_has_the_parameters_of_a_real_one() -> None:
    assert not needs_rehash(passwords._dummy_hash())
