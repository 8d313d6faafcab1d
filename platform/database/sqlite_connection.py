"""A connection to SQLite that answers short questions on the spot.

aiosqlite sends every statement to a thread of the connection's own. The way there
and back costs several times what the database needs for one row, and a
booking asks a hundred times. So what is short and waits for nobody runs where
it is asked; what may wait or take long goes to the thread (docs/decisions/0017).
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from time import perf_counter
from typing import Any, Final

import aiosqlite

PATIENCE_SECONDS: Final = 0.005
"""A reading that takes longer is broken off and done again in the thread."""
STEPS_BETWEEN_LOOKS: Final = 10_000
"""How many steps of SQLite's machine lie between two looks at the clock: some tenths of a millisecond."""
STATEMENTS_IN_A_ROW: Final = 50
"""So many run on the spot before other tasks have their turn."""
ROWS_A_FETCH: Final = 64
KEPT_ANSWERS: Final = 1024
"""Most statements are the same again and again."""

_READING: Final = ("SELECT",)
_WRITING: Final = ("INSERT", "UPDATE", "SAVEPOINT", "RELEASE", "ROLLBACK TO")


class KeptConnection(aiosqlite.Connection):
    """Begin, commit and whatever else may wait for a lock or for the disk stay in the thread."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, ROWS_A_FETCH)
        # A command that fails before it closes the pool must still end; WAL
        # makes it safe that the thread is cut off.
        self._thread.daemon = True
        # The first is counted by the loop alone, the second by the thread alone.
        self._sent = 0
        self._done = 0
        self._deadline: float | None = None
        self._in_a_row = 0

    async def open(self, pragmas: Sequence[str]) -> None:
        await self
        for pragma in pragmas:
            await self.execute(pragma)
        await self.set_progress_handler(self._has_lost_patience, STEPS_BETWEEN_LOOKS)

    async def fetch(self, statement: str, values: Sequence[Any]) -> Any:
        """Run a statement and return its rows."""
        if not self._may_run_here(statement):
            return await self._execute(self._execute_fetchall, statement, values)
        await self._let_others_run()
        try:
            return self._fetch_here(statement, values)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
        return await self._execute(self._execute_fetchall, statement, values)

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Send an errand to the thread, as aiosqlite does, and count it there when it is done.

        Whoever waits for it may be cancelled meanwhile; the thread goes on.
        """

        def errand() -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._done += 1

        if self._running and self._connection is not None:
            self._sent += 1
        return await super()._execute(errand)

    def _may_run_here(self, statement: str) -> bool:
        """Tell whether a statement waits for nobody.

        In WAL mode a reader never waits, and a transaction that began with
        IMMEDIATE has the only lock that a writer needs.
        """
        if self._sent != self._done:
            return False
        return _is_reading(statement) or (_is_writing(statement) and self.in_transaction)

    def _fetch_here(self, statement: str, values: Sequence[Any]) -> Any:
        # Breaking a write off would undo the whole transaction.
        if _is_reading(statement):
            self._deadline = perf_counter() + PATIENCE_SECONDS
        try:
            return self._execute_fetchall(statement, values)
        finally:
            self._deadline = None

    def _has_lost_patience(self) -> bool:
        """Answer SQLite, which asks now and then whether to go on; in the thread it always may."""
        return self._deadline is not None and perf_counter() > self._deadline

    async def _let_others_run(self) -> None:
        self._in_a_row += 1
        if self._in_a_row >= STATEMENTS_IN_A_ROW:
            self._in_a_row = 0
            await asyncio.sleep(0)


@lru_cache(maxsize=KEPT_ANSWERS)
def _is_reading(statement: str) -> bool:
    return statement.lstrip().startswith(_READING)


@lru_cache(maxsize=KEPT_ANSWERS)
def _is_writing(statement: str) -> bool:
    return statement.lstrip().startswith(_WRITING)
