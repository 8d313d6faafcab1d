"""The vault: seals and opens confidential values with the data key of their record class.

The keys themselves lie in `security_data_key`, wrapped by the master key, and
are unwrapped into memory by `VAULT.load()`.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from piccolo.table import TABLE_REGISTRY

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import encrypted_columns, use_cipher
from wethaq.platform.errors import WethaqError
from wethaq.platform.security import envelope
from wethaq.platform.security.keyring import Key, KeyPurpose, Keyring, KeyStatus
from wethaq.platform.security.master_key import fingerprint, read_master_keys
from wethaq.platform.security.tables import DataKey
from wethaq.platform.settings import get_settings

_LOG: Final = logging.getLogger(__name__)

SINGLE_KEYS: Final = (KeyPurpose.INDEX, KeyPurpose.SIGNING, KeyPurpose.AUDIT)
"""Purposes that have one key each, named like the purpose."""

REFRESH_INTERVAL: Final = timedelta(seconds=20)
"""How often a running process looks for keys that a rotation has announced."""


class MasterKeyMismatchError(WethaqError):
    """The master key in use isn't the one that wrapped the keys in this database."""


class Vault:
    """The keys of this process and what is done with data keys."""

    def __init__(self) -> None:
        self.keyring = Keyring()
        self._declared: set[str] = set()
        self._refreshing: asyncio.Task[None] | None = None

    def declare(self, *record_classes: str) -> None:
        """Name record classes that no EncryptedText column names (files, parked forms …)."""
        self._declared.update(record_classes)

    async def load(self) -> None:
        """Unwrap all keys; make the ones that are missing.

        Safe to run in several processes at once: whoever inserts a missing key
        first wins, and all read the same one. Raises MasterKeyMissingError,
        MasterKeyMismatchError.
        """
        masters = {fingerprint(key): key for key in read_master_keys(get_settings())}
        rows = await DataKey.select()
        missing = self._needed() - {(row["purpose"], row["name"]) for row in rows}
        if missing:
            await _insert_first_generation(_master_in_force(masters, rows), missing)
            rows = await DataKey.select()
        self.keyring = Keyring(unwrap(masters, row) for row in rows)
        use_cipher(self)

    def keep_fresh(self, interval: timedelta = REFRESH_INTERVAL) -> None:
        """Look for announced keys until `close`; for every process that serves or works."""
        self._refreshing = asyncio.create_task(self._reload_for_ever(interval))

    async def close(self) -> None:
        """Stop looking for new keys."""
        if self._refreshing is not None:
            self._refreshing.cancel()
            await asyncio.wait([self._refreshing])
            self._refreshing = None

    def seal(self, record_class: str, aad: str, plaintext: str | bytes) -> str:
        """Seal a value for the place that `aad` names (`table.column.row id`)."""
        key = self.keyring.sealing_key(KeyPurpose.DATA, record_class)
        return envelope.seal(key.secret, key.key_id, aad, _to_bytes(plaintext))

    def open(self, record_class: str, aad: str, token: str) -> str:
        """Open a sealed text. Raises SealBrokenError when it isn't good for this place."""
        return self.open_bytes(record_class, aad, token).decode()

    def open_bytes(self, record_class: str, aad: str, token: str) -> bytes:
        """Open what was sealed as bytes. Raises SealBrokenError."""
        return self._open(record_class, aad, envelope.parse(token))

    def seal_file(self, record_class: str, aad: str, content: bytes) -> bytes:
        """Seal the content of a file; binary, so that it grows by a few bytes only."""
        key = self.keyring.sealing_key(KeyPurpose.DATA, record_class)
        return envelope.seal_bytes(key.secret, key.key_id, aad, content)

    def file_head(self, record_class: str) -> bytes:
        """Return the line with which a file begins that the active key of the class sealed."""
        return envelope.head_of(self.keyring.sealing_key(KeyPurpose.DATA, record_class).key_id)

    def open_file(self, record_class: str, aad: str, sealed: bytes) -> bytes:
        """Open the content of a sealed file. Raises SealBrokenError."""
        return self._open(record_class, aad, envelope.parse_bytes(sealed))

    def secret(self, purpose: KeyPurpose) -> Key:
        """Return the active key of a purpose that has one."""
        return self.keyring.sealing_key(purpose, purpose)

    def _open(self, record_class: str, aad: str, parts: envelope.Envelope) -> bytes:
        if parts.key_id.rpartition(".")[0] != record_class:
            raise envelope.SealBrokenError
        key = self.keyring.opening_key(KeyPurpose.DATA, parts.key_id)
        return envelope.open_envelope(key.secret, aad, parts)

    async def _reload_for_ever(self, interval: timedelta) -> None:
        while True:
            await asyncio.sleep(interval.total_seconds())
            try:
                await self.load()
            except Exception:  # noqa: BLE001 - the database may be away for a moment; the keys at hand still serve.
                _LOG.exception("keys_not_reloaded")

    def _needed(self) -> set[tuple[str, str]]:
        columns = {column.record_class for table in TABLE_REGISTRY for column in encrypted_columns(table)}
        data_keys: set[tuple[str, str]] = {(KeyPurpose.DATA, name) for name in columns | self._declared}
        return data_keys | {(purpose, purpose) for purpose in SINGLE_KEYS}


VAULT = Vault()


def wrap(master: bytes, purpose: str, name: str, generation: int, secret: bytes) -> str:
    """Wrap a key for its row; it unwraps only as the same purpose, name and generation."""
    return envelope.seal(master, fingerprint(master), _key_address(purpose, name, generation), secret)


def unwrap(masters: dict[str, bytes], row: dict[str, Any]) -> Key:
    """Unwrap the key of a row with whichever master key wrapped it."""
    wrapped = envelope.parse(row["wrapped"])
    if wrapped.key_id not in masters:
        raise MasterKeyMismatchError
    address = _key_address(row["purpose"], row["name"], row["generation"])
    return Key(
        purpose=KeyPurpose(row["purpose"]),
        name=row["name"],
        generation=row["generation"],
        status=KeyStatus(row["status"]),
        secret=envelope.open_envelope(masters[wrapped.key_id], address, wrapped),
    )


def new_key_row(
    master: bytes, purpose: str, name: str, generation: int, status: KeyStatus, now: datetime
) -> DataKey:
    """Make a fresh key, wrapped, as a row that is yet to be inserted."""
    return DataKey(
        id=new_id(),
        purpose=purpose,
        name=name,
        generation=generation,
        status=status.value,
        wrapped=wrap(master, purpose, name, generation, envelope.new_key()),
        created_at=now,
    )


def _master_in_force(masters: dict[str, bytes], rows: list[dict[str, Any]]) -> bytes:
    """Return the master key that wrapped the stored keys; the first one where there are none."""
    if not rows:
        return next(iter(masters.values()))
    name = envelope.parse(rows[0]["wrapped"]).key_id
    if name not in masters:
        raise MasterKeyMismatchError
    return masters[name]


async def _insert_first_generation(master: bytes, missing: Iterable[tuple[str, str]]) -> None:
    now = datetime.now(UTC)  # The first start of a database is nobody's act: no caller knows the time.
    rows = [new_key_row(master, purpose, name, 1, KeyStatus.ACTIVE, now) for purpose, name in sorted(missing)]
    await DataKey.insert(*rows).on_conflict(
        target=(DataKey.purpose, DataKey.name, DataKey.generation), action="DO NOTHING"
    )


def _key_address(purpose: str, name: str, generation: int) -> str:
    return f"security_data_key.{purpose}.{name}.{generation}"


def _to_bytes(plaintext: str | bytes) -> bytes:
    return plaintext.encode() if isinstance(plaintext, str) else plaintext
