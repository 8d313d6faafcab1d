"""Rotating the data keys while the site is in use.

Announce: every record class gets a new key that opens but doesn't seal yet, so
that every process learns of it. Activate: it seals from now on. Re-encrypt:
row by row in the background, and both keys open meanwhile. Each step may be cut
short and run again; what is still sealed by an old key is what is left to do.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final

from piccolo.table import TABLE_REGISTRY, Table

from wethaq.platform.database.columns import EncryptedText
from wethaq.platform.database.sealing import aad_of, encrypted_columns
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.envelope import VERSION
from wethaq.platform.security.key_store import activate_announced_keys, announce_data_keys, retire_keys
from wethaq.platform.security.keyring import KeyPurpose
from wethaq.platform.security.vault import REFRESH_INTERVAL, VAULT
from wethaq.platform.settings import get_settings

ANNOUNCEMENT: Final = 3 * REFRESH_INTERVAL
"""By then every process that still runs has loaded the announced keys."""
BATCH: Final = 200
"""Rows in one transaction: short enough that nobody who writes meanwhile notices."""


@dataclass(frozen=True, slots=True)
class RotationProgress:
    """How far the re-encryption has come."""

    table: str
    done: int
    total: int


Progress = Callable[[RotationProgress], None]


async def rotate_data_keys(
    *,
    now: datetime,
    progress: Progress = lambda _: None,
    announcement: timedelta = ANNOUNCEMENT,
) -> int:
    """Rotate the key of every record class and re-encrypt all rows; returns how many rows.

    Goes on with a rotation that was cut short. `announcement` may be zero only
    where no other process uses the database.
    """
    announced = await announce_data_keys(get_settings(), now=now)
    await VAULT.load()
    if announced:
        await asyncio.sleep(announcement.total_seconds())
    await activate_announced_keys()
    await VAULT.load()
    done = await reencrypt_rows(progress=progress)
    await retire_keys()
    await VAULT.load()
    return done


async def count_outdated_rows() -> int:
    """Return how many rows hold a value that an older key sealed."""
    return sum([await _count_outdated(table) for table in sealed_tables()])


async def reencrypt_rows(*, progress: Progress = lambda _: None) -> int:
    """Seal every outdated value by the active key of its class; returns how many rows were changed."""
    total = await count_outdated_rows()
    done = 0
    for table in sealed_tables():
        async for changed in _reencrypt_table(table):
            done += changed
            progress(RotationProgress(table._meta.tablename, done, total))
    return done


def sealed_tables() -> list[type[Table]]:
    """Return every table that has an encrypted column."""
    tables = {table._meta.tablename: table for table in TABLE_REGISTRY if encrypted_columns(table)}
    return [tables[name] for name in sorted(tables)]


async def _reencrypt_table(table: type[Table]) -> AsyncIterator[int]:
    """Go through a table by row id until a batch finds nothing outdated, yielding the rows of each batch."""
    last_id = None
    while rows := await _outdated_batch(table, last_id):
        last_id = rows[-1]["id"]
        async with transaction():
            for row in rows:
                await _reencrypt_row(table, row)
        yield len(rows)


async def _outdated_batch(table: type[Table], after: Any) -> list[dict[str, Any]]:
    key = table._meta.primary_key
    query = table.select(key, *encrypted_columns(table)).where(_is_outdated(table)).order_by(key).limit(BATCH)
    rows: list[dict[str, Any]] = await (query if after is None else query.where(key > after))
    return rows


async def _reencrypt_row(table: type[Table], row: dict[str, Any]) -> None:
    """Seal anew what still reads as it was read: whoever wrote meanwhile used the new key anyway."""
    for column in encrypted_columns(table):
        token = row[column._meta.name]
        if not token or token.startswith(_prefix(column)):
            continue
        aad = aad_of(column, row["id"])
        content = VAULT.open_bytes(column.record_class, aad, token)
        sealed = VAULT.seal(column.record_class, aad, content)
        await table.update({column: sealed}).where(table._meta.primary_key == row["id"], column == token)


async def _count_outdated(table: type[Table]) -> int:
    count: int = await table.count().where(_is_outdated(table))
    return count


def _is_outdated(table: type[Table]) -> Any:
    conditions = [
        (column != "") & column.not_like(f"{_prefix(column)}%") for column in encrypted_columns(table)
    ]
    return reduce(or_, conditions)


def _prefix(column: EncryptedText) -> str:
    """Return how a value begins that the active key of the column's class sealed."""
    return f"{VERSION}|{VAULT.keyring.sealing_key(KeyPurpose.DATA, column.record_class).key_id}|"
