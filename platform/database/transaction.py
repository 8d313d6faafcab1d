"""Transactions, savepoints, and what a broken constraint looks like."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from wethaq.platform.database.engine import ENGINE


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Run the block in one transaction, joining the one that is already open.

    Never start other tasks inside: they would share the connection.
    Nothing is sent to the outside inside a transaction; it goes to the outbox.
    """
    async with ENGINE.transaction():
        yield


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Undo just this block when it raises; only inside `transaction()`.

    A broken constraint ends a whole PostgreSQL transaction, so whoever means
    to go on after one wraps the write in this.
    """
    current = ENGINE.current_transaction.get()
    if current is None:
        raise RuntimeError("savepoint() needs an open transaction().")
    mark = await current.savepoint()
    try:
        yield
    except BaseException:
        await mark.rollback_to()
        await mark.release()
        raise
    else:
        await mark.release()


def is_already_there(error: BaseException) -> bool:
    """Tell whether an error is a broken UNIQUE constraint, on either engine."""
    if isinstance(error, sqlite3.IntegrityError):
        return "UNIQUE constraint failed" in str(error)
    return isinstance(error, asyncpg.UniqueViolationError)


UNIQUE_VIOLATIONS = (sqlite3.IntegrityError, asyncpg.UniqueViolationError)
"""For `except UNIQUE_VIOLATIONS`; ask `is_already_there` where other constraints may break too."""
