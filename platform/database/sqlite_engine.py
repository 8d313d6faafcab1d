"""Piccolo's SQLite engine with kept connections.

The stock engine opens a connection and a thread for every query. This one
keeps a few, in WAL mode, and begins every transaction with IMMEDIATE, so that
two writers wait for each other instead of failing half-way (docs/decisions/0001).
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from piccolo.engine.sqlite import SQLiteEngine, SQLiteTransaction, TransactionType, dict_factory
from piccolo.querystring import QueryString

from wethaq.platform.database.sqlite_connection import KeptConnection
from wethaq.platform.database.sqlite_types import use_readers

BUSY_TIMEOUT_SECONDS = 30.0
KEPT_CONNECTIONS = 4
KEPT_STATEMENTS = 512
"""Statements that a connection needn't parse again; the usual 128 are fewer than the site has."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    # FULL, since an acknowledged write must outlive a power cut; in WAL mode
    # that is one fsync a commit.
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
)


class KeptSQLiteTransaction(SQLiteTransaction):
    """A transaction that always gives its connection back, also when COMMIT fails.

    Writers of one process queue up for `engine.writer`: SQLite itself lets the
    waiting ones sleep and try again, which is slow and not fair.
    """

    engine: "KeptSQLiteEngine"

    async def __aenter__(self) -> SQLiteTransaction:
        if self._parent is not None:
            return self._parent
        await self.engine.writer.acquire()
        try:
            await super().__aenter__()
        except BaseException:
            self.engine.writer.release()
            raise
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent:
            return False
        try:
            await self._finish(is_failed=exception is not None)
        finally:
            self.engine.current_transaction.reset(self.context)
            self.engine.give_back(self.connection)
            self.engine.writer.release()
        return False

    async def _finish(self, *, is_failed: bool) -> None:
        if self._rolled_back or self._committed:
            return
        if is_failed:
            await self.rollback()
            return
        try:
            await self.commit()
        except BaseException:
            await self.rollback()
            raise


class KeptSQLiteEngine(SQLiteEngine):
    """SQLite with a pool, the same `start/close_connection_pool` as PostgreSQL."""

    def __init__(self, path: Path) -> None:
        # A connection is used by its thread and by the loop, but never by both at a time.
        super().__init__(
            path=str(path),
            timeout=BUSY_TIMEOUT_SECONDS,
            check_same_thread=False,
            cached_statements=KEPT_STATEMENTS,
        )
        use_readers()
        self._idle: list[KeptConnection] = []
        self._leaving: set[asyncio.Future[Any]] = set()
        self._is_pool_open = False
        self.writer = asyncio.Lock()

    async def start_connection_pool(self, **_: Any) -> None:
        Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        self.writer = asyncio.Lock()
        self._is_pool_open = True

    async def close_connection_pool(self) -> None:
        """Close what is kept; its threads would keep the process alive."""
        self._is_pool_open = False
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.close()
        # A thread that is told to stop answers once more, to a loop that must still be there.
        leaving, self._leaving = self._leaving, set()
        await asyncio.gather(*leaving)

    async def get_connection(self) -> KeptConnection:
        if self._is_pool_open and self._idle:
            return self._idle.pop()
        connection = KeptConnection(lambda: sqlite3.connect(**self.connection_kwargs))
        await connection.open(_PRAGMAS)
        connection.row_factory = dict_factory  # type: ignore[assignment]
        return connection

    def give_back(self, connection: KeptConnection) -> None:
        """Keep a connection for the next query, or let it go when enough are kept."""
        if self._is_pool_open and len(self._idle) < KEPT_CONNECTIONS and not connection.in_transaction:
            self._idle.append(connection)
        elif (gone := connection.stop()) is not None:
            self._leaving.add(gone)
            gone.add_done_callback(self._leaving.discard)

    @asynccontextmanager
    async def kept_connection(self) -> AsyncIterator[KeptConnection]:
        connection = await self.get_connection()
        try:
            yield connection
        finally:
            self.give_back(connection)

    async def _run_in_new_connection(
        self, query: str, args: list[Any] | None = None, query_type: str = "generic", table: Any = None
    ) -> Any:
        async with self.kept_connection() as connection:
            return await self._fetch(connection, query, args)

    async def _run_in_existing_connection(
        self,
        connection: KeptConnection,
        query: str,
        args: Any = None,
        query_type: str = "generic",
        table: Any = None,
    ) -> Any:
        return await self._fetch(connection, query, args)

    async def _fetch(self, connection: KeptConnection, query: str, args: list[Any] | None) -> Any:
        return await connection.fetch(query, args or [])

    async def run_statement(self, statement: str, values: list[Any]) -> list[dict[str, Any]]:
        """Run a statement that is composed already, and return its rows."""
        transaction = self.current_transaction.get()
        if transaction is not None:
            return list(await transaction.connection.fetch(statement, values))
        connection = await self.get_connection()
        try:
            return list(await connection.fetch(statement, values))
        finally:
            self.give_back(connection)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        return await super().run_querystring(querystring, in_pool=False)

    def transaction(
        self, transaction_type: TransactionType = TransactionType.immediate, allow_nested: bool = True
    ) -> KeptSQLiteTransaction:
        return KeptSQLiteTransaction(self, transaction_type=transaction_type, allow_nested=allow_nested)
