"""Making and running migrations."""

from collections.abc import Awaitable, Callable

from piccolo.apps.migrations.commands.forwards import run_forwards

from wethaq.platform.database.engine import ENGINE


def run_sql(*statements: str) -> Callable[[], Awaitable[None]]:
    """Return a step for `manager.add_raw(…)`; every statement must be valid on both engines.

    Piccolo's own `Unique` and `Check` fail on SQLite, and composite or partial
    indexes can't be told to it; so indexes are written by hand.
    """

    async def run() -> None:
        for statement in statements:
            await ENGINE.run_ddl(statement)

    return run


async def migrate() -> None:
    """Bring the database to the newest schema; does nothing where it is there already.

    Raises RuntimeError when a migration fails.
    """
    result = await run_forwards("all")
    if result is not None and not result.success:
        raise RuntimeError(result.message)
