"""What SQLite's texts become in Python: Piccolo's types, made with less work.

A page reads some hundred values. Piccolo decodes each through a wrapper, reads
whole numbers as decimals first, and makes the same few ids anew for every row.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

KEPT_IDS: Final = 4096


@lru_cache(maxsize=KEPT_IDS)
def read_id(value: bytes) -> UUID:
    """Return the one object of an id: it cannot be changed, so rows may share it."""
    return UUID(value.decode())


def read_integer(value: bytes) -> int:
    """Read a whole number; SQLite may have kept 3 as 3.0."""
    try:
        return int(value)
    except ValueError:
        return int(Decimal(value.decode()))


def read_boolean(value: bytes) -> bool:
    return value == b"1"


def read_date(value: bytes) -> date:
    return date.fromisoformat(value.decode())


def read_moment(value: bytes) -> datetime:
    """Read a moment, which is always kept in UTC."""
    moment = datetime.fromisoformat(value.decode())
    return moment if moment.tzinfo is UTC else moment.replace(tzinfo=UTC)


READERS: Final[dict[str, Callable[[bytes], Any]]] = {
    "UUID": read_id,
    "INTEGER": read_integer,
    "BOOLEAN": read_boolean,
    "DATE": read_date,
    "TIMESTAMPTZ": read_moment,
}


def use_readers() -> None:
    """Take the place of Piccolo's converters, which were registered when its engine was imported."""
    for name, reader in READERS.items():
        sqlite3.register_converter(name, reader)
