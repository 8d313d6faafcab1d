"""The composition root: the one file that names every part and every service."""

from wethaq.platform.database.engine import ENGINE
from wethaq.platform.security.vault import VAULT
from wethaq.platform.web.application import create_app

CONTROLLERS: list[object] = []


async def open_house() -> None:
    """Open the database and load the keys before the first request."""
    await ENGINE.start_connection_pool()
    await VAULT.load()


async def close_house() -> None:
    await ENGINE.close_connection_pool()


app = create_app(CONTROLLERS, on_startup=[open_house], on_shutdown=[close_house])
