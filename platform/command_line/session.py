"""What most commands need round their work: the database open and the keys loaded."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

import click

from wethaq.platform.command_line.schema_state import ensure_schema_is_new
from wethaq.platform.settings import get_settings

_T = TypeVar("_T")


def now() -> datetime:
    """Read the clock: everything below the commands gets the time as an argument."""
    return datetime.now(UTC)


def tell(line: str) -> None:
    """Report progress on a line of its own, apart from the command's answer."""
    click.echo(line, err=True)


def run_open(work: Callable[[], Awaitable[_T]], *, needs_keys: bool = True) -> _T:
    """Run a coroutine with the database open, and close it whatever happens."""

    async def run() -> _T:
        async with open_database(needs_keys=needs_keys):
            return await work()

    return asyncio.run(run())


@asynccontextmanager
async def open_database(*, needs_keys: bool = True) -> AsyncIterator[None]:
    """Open the pool and load the keys, which need the newest schema; close the pool in the end.

    Its threads would keep the process alive.
    """
    from wethaq.platform.database.engine import ENGINE
    from wethaq.platform.security.vault import VAULT

    # Whatever is confidential is sealed in there, and still nobody else on the machine needs to look.
    get_settings().data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    await ENGINE.start_connection_pool()
    try:
        if needs_keys:
            await ensure_schema_is_new()
            _know_all_tables()
            await VAULT.load()
        yield
    finally:
        await ENGINE.close_connection_pool()


def _know_all_tables() -> None:
    """Import every part's tables, since the vault makes a key for each class of record it knows."""
    from wethaq.piccolo_conf import APP_REGISTRY

    for config in APP_REGISTRY.app_configs.values():
        _ = config.table_classes
