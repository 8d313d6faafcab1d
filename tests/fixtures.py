"""The fixtures behind `conftest.py`; a module of its own, since settings must be set before it is imported."""

import asyncio
import contextlib
import io
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.client import Client
from wethaq.platform.database.engine import ENGINE, IS_SQLITE
from wethaq.platform.database.migration import migrate
from wethaq.platform.security.vault import VAULT
from wethaq.platform.settings import get_settings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""Sunday 12 Jumada al-Akhirah 1448, noon in Tabuk."""
OWN_DATABASES = ("tests/site/", "tests/platform/command_line/", "tests/browser/")
"""Where tests start servers, whose databases no fixture tells of."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses no database: PostgreSQL needn't hear it again."""
    for item in items:
        if "database" not in getattr(item, "fixturenames", ()) and not item.nodeid.startswith(OWN_DATABASES):
            item.add_marker(pytest.mark.engine_free)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def migrated_database() -> Path | list[str]:
    """Migrate once; SQLite keeps the file to copy, PostgreSQL the tables to empty."""
    return asyncio.run(_migrate_once())


async def _migrate_once() -> Path | list[str]:
    await ENGINE.start_connection_pool()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            await migrate()
        await VAULT.load()
        tables = [] if IS_SQLITE else await _postgres_tables()
    finally:
        await ENGINE.close_connection_pool()
    if not IS_SQLITE:
        return tables
    original = get_settings().sqlite_path
    template = original.with_suffix(".template")
    shutil.move(original, template)
    return template


async def _postgres_tables() -> list[str]:
    rows = await ENGINE._run_in_new_connection(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND tablename NOT IN ('migration', 'security_data_key')"
    )
    return [row["tablename"] for row in rows]


def _fresh_sqlite(template: Path) -> None:
    path = get_settings().sqlite_path
    for leftover in path.parent.glob(path.name + "*"):
        leftover.unlink()
    shutil.copy(template, path)


async def _empty(tables: list[str]) -> None:
    """Truncate what holds rows: PostgreSQL makes new files for each table, and most are empty already."""
    looks = " UNION ALL ".join(
        f"SELECT '{table}' AS name WHERE EXISTS (SELECT 1 FROM {table})" for table in tables
    )
    filled = [row["name"] for row in await ENGINE._run_in_new_connection(looks)]
    if filled:
        await ENGINE.run_ddl("TRUNCATE " + ", ".join(filled) + " CASCADE")


@pytest.fixture
async def database(migrated_database: Path | list[str]) -> AsyncIterator[None]:
    """An empty database with the newest schema, its pool open and the keys loaded."""
    if isinstance(migrated_database, Path):
        _fresh_sqlite(migrated_database)
    await ENGINE.start_connection_pool()
    if isinstance(migrated_database, list):
        await _empty(migrated_database)
    try:
        await VAULT.load()
        yield
    finally:
        await ENGINE.close_connection_pool()


@pytest.fixture
async def client(database: None) -> AsyncIterator[Client]:
    """A browser without JavaScript that speaks to the real app."""
    from wethaq.app import app, furnish

    # A test of one part may have handed it other values than the site does.
    furnish()
    async with Client(app) as browser:
        yield browser


@pytest.fixture(autouse=True)
def _uploads() -> Iterator[None]:
    """Leave no file behind for the next test."""
    yield
    shutil.rmtree(get_settings().uploads_folder, ignore_errors=True)
