"""Taking a database out into one file while it is in use, and putting it back.

SQLite by its online backup API; PostgreSQL by pg_dump and pg_restore.
"""

import asyncio
import logging
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import asyncpg

from wethaq.platform.backup.errors import (
    DatabaseInUseError,
    DatabaseNotEmptyError,
    DumpFailedError,
    DumpToolMissingError,
)
from wethaq.platform.settings import Settings

SQLITE: Final = "sqlite"
POSTGRES: Final = "postgres"
PAGES_AT_ONCE: Final = 1000
KEPT_SUFFIX: Final = ".before-restore"
_LOG: Final = logging.getLogger(__name__)


def engine_of(settings: Settings) -> str:
    """Name the kind of database that the settings choose."""
    return POSTGRES if settings.database_url else SQLITE


async def dump(settings: Settings, target: Path) -> None:
    """Write a consistent copy of the database; writers go on meanwhile. Raises DumpFailedError."""
    if settings.database_url:
        await _run("pg_dump", settings.database_url, "--format=custom", "--no-owner", f"--file={target}")
    else:
        await asyncio.to_thread(_copy_sqlite, settings.sqlite_path, target)


async def ensure_replaceable(settings: Settings, *, is_replacing: bool) -> None:
    """Refuse to write over data that nobody offered, or under a running site.

    Raises DatabaseNotEmptyError, DatabaseInUseError.
    """
    if settings.database_url:
        await _ensure_postgres_replaceable(settings.database_url, is_replacing=is_replacing)
    elif settings.sqlite_path.exists():
        if not is_replacing:
            raise DatabaseNotEmptyError
        await asyncio.to_thread(_ensure_unused, settings.sqlite_path)


async def load(settings: Settings, source: Path) -> None:
    """Put a dump in the place of the database. SQLite keeps the old file beside it."""
    if settings.database_url:
        await _empty_postgres(settings.database_url)
        await _run(
            "pg_restore",
            settings.database_url,
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={database_of(settings.database_url)['PGDATABASE']}",
            str(source),
        )
    else:
        await asyncio.to_thread(replace_keeping, source, settings.sqlite_path)


def replace_keeping(source: Path, target: Path) -> None:
    """Move a file or folder to `target`; what was there is kept with a suffix until the next time."""
    kept = target.with_name(target.name + KEPT_SUFFIX)
    if kept.is_dir():
        shutil.rmtree(kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.replace(kept)
    shutil.move(source, target)


def database_of(url: str) -> dict[str, str]:
    """Return a PostgreSQL address as libpq's environment: arguments would show the password to all."""
    parts = urlsplit(url)
    found = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
    }
    return {name: value for name, value in found.items() if value}


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, pages=PAGES_AT_ONCE)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise DumpFailedError


def _ensure_unused(path: Path) -> None:
    """Ask SQLite to leave WAL mode, which it refuses while anybody else has the file open."""
    with closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise DatabaseInUseError from error


async def _ensure_postgres_replaceable(url: str, *, is_replacing: bool) -> None:
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        others = await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
    finally:
        await connection.close()
    if tables and not is_replacing:
        raise DatabaseNotEmptyError
    if others:
        raise DatabaseInUseError


async def _empty_postgres(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    finally:
        await connection.close()


async def _run(tool: str, url: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise DumpToolMissingError
    process = await asyncio.create_subprocess_exec(
        program, *arguments, env={**os.environ, **database_of(url)}, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    if process.returncode:
        _LOG.error("%s: %s", tool, said.decode(errors="replace"))
        raise DumpFailedError
