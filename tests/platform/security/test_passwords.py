import asyncio
import unicodedata

from wethaq.platform.security import passwords
from wethaq.platform.security.passwords import hash_password, needs_rehash, verify_password
from wethaq.platform.security.tokens import new_token, token_digest


async def test_only_the_right_password_fits() -> None:
    stored = await hash_password("النخلة تشرب قهوة الجبل")
    assert stored.startswith("$argon2id$")
    assert await verify_password("النخلة تشرب قهوة الجبل", stored)
    assert not await verify_password("النخلة تشرب قهوة الجبلـ", stored)


async def test_an_accent_typed_in_two_parts_fits() -> None:
    typed = "فُندق الأمل القديم"
    stored = await hash_password(unicodedata.normalize("NFC", typed))
    assert await verify_password(unicodedata.normalize("NFD", typed), stored)


async def test_a_missing_account_costs_a_real_verification_and_never_fits(monkeypatch: object) -> None:
    verified: list[str] = []
    fits = passwords._fits
    monkeypatch.setattr(
        passwords, "_fits", lambda stored, typed: verified.append(stored) or fits(stored, typed)
    )  # type: ignore[attr-defined]
    assert not await verify_password("whatever was typed", None)
    assert verified[0].startswith("$argon2id$")


async def test_a_hash_of_weaker_parameters_is_made_anew() -> None:
    assert not needs_rehash(await hash_password("x"))
    assert needs_rehash(
        "$argon2id$v=19$m=32,t=1,p=1$WDi0iRAjsG95T9jQcpumKw$9wURnIpFfymHpHljw2XyoZBWwg7P2nuFVV6Yhth4cbg"
    )


async def test_a_broken_hash_fits_nothing() -> None:
    assert not await verify_password("x", "not a hash")


async def test_two_hashes_run_at_a_time() -> None:
    running = most = 0

    def slow(_: str) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        running -= 1

    await asyncio.gather(*(passwords._in_worker(slow, "") for _ in range(50)))
    assert passwords._WORKERS._max_workers == passwords.HASHES_AT_ONCE == 2
    assert most <= 2


def test_tokens_are_random_and_stored_as_digests() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert min(len(token) for token in tokens) == 43
    assert all(len(token_digest(token)) == 64 for token in tokens)
