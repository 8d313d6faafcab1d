"""A database of its own for each test process, on a server that the run provides."""

import asyncio
import os
from urllib.parse import urlsplit, urlunsplit

import asyncpg


def make_database(server_url: str) -> str:
    """Create a fresh database and return its URL."""
    name = f"wethaq_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    asyncio.run(_create(server_url, name))
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


async def _create(server_url: str, name: str) -> None:
    connection = await asyncpg.connect(server_url)
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
