"""Transactions, savepoints, and what a broken constraint looks like."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar

import asyncpg

from wethaq.platform.database.engine import ENGINE

_LAST_WORKS: ContextVar[list[Callable[[], Awaitable[None]]]] = ContextVar("last_works")


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Run the block in one transaction, joining the one that is already open.

    Never start other tasks inside: they would share the connection.
    Nothing is sent to the outside inside a transaction; it goes to the outbox.
    """
    if ENGINE.current_transaction.get() is not None:
        yield
        return
    async with ENGINE.transaction():
        token = _LAST_WORKS.set([])
        try:
            yield
            for work in _LAST_WORKS.get():
                await work()
        finally:
            _LAST_WORKS.reset(token)


async def before_commit(work: Callable[[], Awaitable[None]]) -> None:
    """Run `work` as the last thing of the open transaction; now, in its own, where none is open.

    For what holds a lock that every writer needs (the head of the audit
    trail): taken last, it is held for a moment only, and two transactions
    never wait for each other in a circle.
    """
    async with transaction():
        _LAST_WORKS.get().append(work)


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Undo just this block when it raises; only inside `transaction()`.

    A broken constraint ends a whole PostgreSQL transaction, so whoever means
    to go on after one wraps the write in this.
    """
    current = ENGINE.current_transaction.get()
    if current is None:
        raise RuntimeError("savepoint() needs an open transaction().")
    mark = f"mark_{current.get_savepoint_id()}"
    await ENGINE.run_ddl(f"SAVEPOINT {mark}")
    works_before = len(_LAST_WORKS.get())
    try:
        yield
    except BaseException:
        del _LAST_WORKS.get()[works_before:]
        await ENGINE.run_ddl(f"ROLLBACK TO SAVEPOINT {mark}")
        await ENGINE.run_ddl(f"RELEASE SAVEPOINT {mark}")
        raise
    else:
        await ENGINE.run_ddl(f"RELEASE SAVEPOINT {mark}")


def is_already_there(error: BaseException) -> bool:
    """Tell whether an error is a broken UNIQUE constraint, on either engine."""
    if isinstance(error, sqlite3.IntegrityError):
        return "UNIQUE constraint failed" in str(error)
    return isinstance(error, asyncpg.UniqueViolationError)


UNIQUE_VIOLATIONS = (sqlite3.IntegrityError, asyncpg.UniqueViolationError)
"""For `except UNIQUE_VIOLATIONS`; ask `is_already_there` where other constraints may break too."""
