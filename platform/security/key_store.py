"""The rows of wrapped keys: what there is, announcing, activating, retiring, re-wrapping."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import WethaqError
from wethaq.platform.security.envelope import parse
from wethaq.platform.security.keyring import KeyPurpose, KeyStatus
from wethaq.platform.security.master_key import (
    fingerprint,
    next_key_path,
    put_next_key_in_force,
    read_master_keys,
    write_new_master_key,
)
from wethaq.platform.security.tables import DataKey
from wethaq.platform.security.vault import VAULT, new_key_row, unwrap, wrap
from wethaq.platform.settings import Settings


class MasterKeyInEnvironmentError(WethaqError):
    """The master key comes from the environment, which this process can't change: rotate it there."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """What may be told of a key: everything but the key."""

    purpose: KeyPurpose
    name: str
    generation: int
    status: KeyStatus
    wrapped_by: str
    created_at: datetime


async def list_keys() -> list[StoredKey]:
    """Return all keys by use, oldest first."""
    rows = await DataKey.select().order_by(DataKey.purpose, DataKey.name, DataKey.generation)
    return [
        StoredKey(
            KeyPurpose(row["purpose"]),
            row["name"],
            row["generation"],
            KeyStatus(row["status"]),
            parse(row["wrapped"]).key_id,
            row["created_at"],
        )
        for row in rows
    ]


async def announce_data_keys(settings: Settings, *, now: datetime) -> int:
    """Make the next key of every record class; none where a rotation is under way. Returns how many."""
    async with transaction():
        keys = [key for key in await list_keys() if key.purpose is KeyPurpose.DATA]
        if any(key.status in {KeyStatus.ANNOUNCED, KeyStatus.RETIRING} for key in keys):
            return 0
        masters = {fingerprint(key): key for key in read_master_keys(settings)}
        active = [key for key in keys if key.status is KeyStatus.ACTIVE]
        rows = [
            new_key_row(
                masters[key.wrapped_by], key.purpose, key.name, key.generation + 1, KeyStatus.ANNOUNCED, now
            )
            for key in active
        ]
        if rows:
            await DataKey.insert(*rows)
    return len(rows)


async def activate_announced_keys() -> int:
    """Let the announced keys seal and the ones before them only open. Returns how many."""
    async with transaction():
        announced = [key for key in await list_keys() if key.status is KeyStatus.ANNOUNCED]
        for key in announced:
            await _move(key, KeyStatus.ACTIVE, KeyStatus.RETIRING)
            await _move(key, KeyStatus.ANNOUNCED, KeyStatus.ACTIVE)
    return len(announced)


async def retire_keys() -> None:
    """Mark the keys by which nothing in the database is sealed any more.

    They are kept, since backups and files may still need them to open.
    """
    await DataKey.update({DataKey.status: KeyStatus.RETIRED.value}).where(
        DataKey.status == KeyStatus.RETIRING.value
    )


async def rotate_master_key(settings: Settings) -> str:
    """Make a new master key, wrap every key by it, and put its file in force; returns its fingerprint.

    The new key is on the disk before anything is wrapped by it, and a start
    reads both files, so the process may be killed at any moment. Running it
    again finishes the work. Raises MasterKeyInEnvironmentError.
    """
    if settings.master_key is not None:
        raise MasterKeyInEnvironmentError
    next_path = next_key_path(settings.key_path)
    if not next_path.exists():
        write_new_master_key(next_path)
    old, new = read_master_keys(settings)
    await _wrap_all([old, new], new)
    put_next_key_in_force(settings.key_path)
    await VAULT.load()
    return fingerprint(new)


async def _wrap_all(masters: Sequence[bytes], new: bytes) -> None:
    by_name = {fingerprint(key): key for key in masters}
    async with transaction():
        for row in await DataKey.select():
            key = unwrap(by_name, row)
            wrapped = wrap(new, key.purpose, key.name, key.generation, key.secret)
            await DataKey.update({DataKey.wrapped: wrapped}).where(DataKey.id == row["id"])


async def _move(key: StoredKey, before: KeyStatus, after: KeyStatus) -> None:
    """Change the status of whichever key of the same use has the status `before`."""
    await DataKey.update({DataKey.status: after.value}).where(
        DataKey.purpose == key.purpose.value, DataKey.name == key.name, DataKey.status == before.value
    )
