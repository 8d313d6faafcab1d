"""Our own site in a process of its own: the real application on a fresh SQLite database.

The settings are read when the first module of the house is imported, so
`settle_in` comes before everything else.
"""

import asyncio
import contextlib
import io
import os
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.metering import Meter
from benchmarks.orders import answer_orders, own_channel

AsyncUnit = Callable[[], Awaitable[float]]


class MeteredApp:
    """The application, with the meter running from a request's first byte to its answer's last."""

    def __init__(self, app: Any, meter: Meter) -> None:
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        with self._meter.running():
            await self._app(scope, receive, send)


def serve_orders(make_units: Callable[[], Awaitable[Mapping[str, AsyncUnit]]]) -> None:
    """Open the house in a temporary folder, make the units, and do what is ordered."""
    channel = own_channel()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder, asyncio.Runner() as runner:
        settle_in(Path(folder))
        runner.run(open_migrated_house())
        try:
            units = runner.run(make_units())
            answer_orders({name: _in(runner, unit) for name, unit in units.items()}, channel)
        finally:
            runner.run(close_house())


def settle_in(folder: Path) -> None:
    """Set the house up as the tests do: a key of its own, and passwords that cost little."""
    os.environ.update(
        WETHAQ_ENVIRONMENT="test",
        WETHAQ_DATA_FOLDER=str(folder),
        WETHAQ_MASTER_KEY="d2V0aGFxLXRlc3Qta2V5LTAxMjM0NTY3ODktYWJjZGU=",
        WETHAQ_BASE_URL="https://wethaq.test",
        WETHAQ_ARGON2_MEMORY_KIB="64",
        # What the worker does beside requests is metered where a unit asks for it.
        WETHAQ_WORKS_WHILE_SERVING="false",
    )
    os.environ.pop("WETHAQ_DATABASE_URL", None)


async def open_migrated_house() -> None:
    from wethaq.app import open_house
    from wethaq.platform.database.engine import ENGINE
    from wethaq.platform.database.migration import migrate

    await ENGINE.start_connection_pool()
    with contextlib.redirect_stdout(io.StringIO()):
        await migrate()
    await open_house()


async def close_house() -> None:
    from wethaq.app import close_house

    await close_house()


def _in(runner: asyncio.Runner, unit: AsyncUnit) -> Callable[[], float]:
    async def once() -> float:
        return await unit()

    return lambda: runner.run(once())
