"""Writing and reading rows whose confidential columns are sealed.

A seal is bound to table, column and row id, so a value that is moved to
another row, also by someone with full access to the database, no longer opens.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText
from wethaq.platform.database.prepared import insert_row, update_that


class Cipher(Protocol):
    """What the vault offers this part; `use_cipher` passes it in from above."""

    def seal(self, record_class: str, aad: str, plaintext: str) -> str: ...
    def open(self, record_class: str, aad: str, token: str) -> str: ...


_cipher: Cipher | None = None


def use_cipher(cipher: Cipher) -> None:
    """Take the vault of this process; called once when the keys are loaded."""
    global _cipher  # noqa: PLW0603 - one vault a process, set once.
    _cipher = cipher


@cache
def encrypted_columns(table: type[Table]) -> tuple[EncryptedText, ...]:
    return tuple(column for column in table._meta.columns if isinstance(column, EncryptedText))


def aad_of(column: EncryptedText, row_id: UUID) -> str:
    """Name the only place where a seal is good: `table.column.row id`."""
    return f"{column._meta.table._meta.tablename}.{column._meta.name}.{row_id}"


def seal_values(table: type[Table], row_id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` with every encrypted column sealed for the row `row_id`."""
    sealed = dict(values)
    for column in encrypted_columns(table):
        plain = sealed.get(column._meta.name)
        if plain is not None:
            sealed[column._meta.name] = _require_cipher().seal(
                column.record_class, aad_of(column, row_id), plain
            )
    return sealed


def open_row(table: type[Table], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return `row` (which must hold `id`) with every encrypted column opened.

    Raises what the vault raises when a seal isn't good for its place.
    """
    opened = dict(row)
    for column in encrypted_columns(table):
        token = opened.get(column._meta.name)
        if token:
            opened[column._meta.name] = _require_cipher().open(
                column.record_class, aad_of(column, row["id"]), token
            )
    return opened


async def insert_sealed(table: type[Table], values: Mapping[str, Any]) -> UUID:
    """Insert one row, its confidential columns sealed; `values` must hold `id`."""
    row_id: UUID = values["id"]
    await insert_row(table, seal_values(table, row_id, values))
    return row_id


async def update_sealed(table: type[Table], row_id: UUID, values: Mapping[str, Any]) -> None:
    """Update one row by its id, its confidential columns sealed."""
    await update_that(table, seal_values(table, row_id, values), "WHERE id = {}", row_id)


def _require_cipher() -> Cipher:
    if _cipher is None:
        raise RuntimeError("The vault isn't loaded: await VAULT.load() first.")
    return _cipher
