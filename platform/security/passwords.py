"""Passwords: Argon2id (RFC 9106), hashed in worker threads, two at most at a time.

One hash takes 64 MiB and a few tens of milliseconds, so a flood of sign-ins
waits in a queue instead of taking all memory or stopping the event loop.
"""

import asyncio
import os
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wethaq.platform.settings import get_settings

_T = TypeVar("_T")

HASHES_AT_ONCE: Final = 2
PASSES: Final = 3
LANES: Final = 1

_WORKERS: Final = ThreadPoolExecutor(max_workers=HASHES_AT_ONCE, thread_name_prefix="argon2")


async def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password, with its salt and parameters."""
    return await _in_worker(_hasher().hash, _normal(password))


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Tell whether the password fits; None (no such account) takes just as long."""
    fits = await _in_worker(_fits, password_hash or _dummy_hash(), _normal(password))
    return fits and password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Tell whether a hash was made with other parameters than today's; rehash at sign-in."""
    return _hasher().check_needs_rehash(password_hash)


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """Return NFC, so that an accent typed on another keyboard still fits (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=get_settings().argon2_memory_kib, parallelism=LANES)


@cache
def _dummy_hash() -> str:
    """Write down the hash of nothing at all: it costs what any other does and fits no password."""
    salt, digest = (b64encode(os.urandom(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={get_settings().argon2_memory_kib},t={PASSES},p={LANES}${salt}${digest}"


async def _in_worker(function: Callable[..., _T], *arguments: str) -> _T:
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, function, *arguments)
