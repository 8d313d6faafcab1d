"""What runs on the spot and what goes to the thread; always on SQLite, whichever engine the other tests have."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from wethaq.platform.database.sqlite_connection import STATEMENTS_IN_A_ROW, KeptConnection
from wethaq.platform.database.sqlite_engine import KeptSQLiteEngine

COUNTING = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT count(*) AS c FROM n"
LONG = 3_000_000
"""Counting so far takes many times what a reading may take on the spot."""


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[KeptSQLiteEngine]:
    engine = KeptSQLiteEngine(tmp_path / "own.sqlite")
    await engine.start_connection_pool()
    await engine.run_ddl("CREATE TABLE shelf (id INTEGER PRIMARY KEY, word TEXT UNIQUE)")
    yield engine
    await engine.close_connection_pool()


class Ticking:
    """Counts how often others have their turn."""

    def __init__(self) -> None:
        self.turns = 0

    async def __aenter__(self) -> "Ticking":
        self._task = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _tick(self) -> None:
        while True:
            self.turns += 1
            await asyncio.sleep(0)


async def test_a_short_question_is_answered_without_leaving(engine: KeptSQLiteEngine) -> None:
    async with engine.kept_connection() as connection, Ticking() as ticking:
        assert await connection.fetch("SELECT 1 AS one", []) == [{"one": 1}]
        assert ticking.turns == 0


async def test_a_long_question_lets_others_go_on(engine: KeptSQLiteEngine) -> None:
    async with engine.kept_connection() as connection, Ticking() as ticking:
        rows = await connection.fetch(f"SELECT c FROM ({COUNTING.format(LONG)})", [])
        assert rows == [{"c": LONG}]
        assert ticking.turns > 1


async def test_a_long_question_in_a_transaction_undoes_nothing(engine: KeptSQLiteEngine) -> None:
    async with engine.transaction() as transaction:
        await transaction.connection.fetch("INSERT INTO shelf (word) VALUES (?)", ["kept"])
        await transaction.connection.fetch(f"SELECT c FROM ({COUNTING.format(LONG)})", [])
    assert await _words(engine) == ["kept"]


async def test_a_long_write_is_never_broken_off(engine: KeptSQLiteEngine) -> None:
    many = f"INSERT INTO shelf (word) SELECT c || 'th' FROM ({COUNTING.format(LONG)})"
    async with engine.transaction() as transaction:
        await transaction.connection.fetch(many, [])
    assert await _words(engine) == [f"{LONG}th"]


async def test_many_short_questions_leave_others_their_turn(engine: KeptSQLiteEngine) -> None:
    async with engine.kept_connection() as connection, Ticking() as ticking:
        for _ in range(2 * STATEMENTS_IN_A_ROW):
            await connection.fetch("SELECT 1", [])
        assert ticking.turns > 1


async def test_who_stops_waiting_leaves_no_answer_to_the_next(engine: KeptSQLiteEngine) -> None:
    async with engine.kept_connection() as connection:
        waiting = asyncio.create_task(connection.fetch(COUNTING.format(LONG), []))
        await asyncio.sleep(0)
        waiting.cancel()
        assert await connection.fetch("SELECT 2 AS two", []) == [{"two": 2}]
        await connection.fetch("PRAGMA user_version", [])
        assert not _is_busy(connection)


async def test_what_breaks_on_the_spot_breaks_as_in_the_thread(engine: KeptSQLiteEngine) -> None:
    add = "INSERT INTO shelf (word) VALUES ('twice')"
    await engine.run_ddl(add)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
        await engine.run_ddl(add)
    async with engine.transaction() as transaction:
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
            await transaction.connection.fetch(add, [])
    assert await _words(engine) == ["twice"]


async def test_a_failed_transaction_undoes_what_was_written_on_the_spot(engine: KeptSQLiteEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        await _write_and_fail(engine)
    assert await _words(engine) == []


async def _write_and_fail(engine: KeptSQLiteEngine) -> None:
    async with engine.transaction() as transaction:
        await transaction.connection.fetch("INSERT INTO shelf (word) VALUES ('undone')", [])
        raise ZeroDivisionError


def _is_busy(connection: KeptConnection) -> bool:
    return connection._sent != connection._done


async def _words(engine: KeptSQLiteEngine) -> list[str]:
    async with engine.kept_connection() as connection:
        return [row["word"] for row in await connection.fetch("SELECT word FROM shelf", [])]
