"""Let something happen for real, and then let it never have happened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wethaq.platform.database.engine import ENGINE
from wethaq.platform.database.transaction import savepoint, transaction


class _UndoneError(Exception):
    """Ends the savepoint, and with it everything that was written inside."""


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    """Run the block's transactions inside one that is taken back, what they leave for the end included.

    The same world serves thousands of tries, whatever each of them writes.
    """
    from wethaq.platform.database import transaction as module

    try:
        async with transaction():
            async with savepoint():
                yield
                if ENGINE.current_transaction.get() is not None:
                    for work in list(module._LAST_WORKS.get()):
                        await work()
            raise _UndoneError
    except _UndoneError:
        pass
