"""The files' share of a key rotation: what an older key sealed is sealed anew.

What still names an older key is what is left to do, so the work may be cut
short at any moment and begun again, while the files are in use.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

from wethaq.platform.documents import storage
from wethaq.platform.documents.errors import DocumentNotFoundError


async def list_outdated_files() -> list[UUID]:
    """Return the files that an older key sealed."""
    return await asyncio.to_thread(
        lambda: [file_id for file_id, _ in storage.sealed_files() if storage.is_outdated(file_id)]
    )


async def reseal_outdated() -> AsyncIterator[tuple[int, int]]:
    """Seal them by the active key, telling after each how many of how many are done."""
    outdated = await list_outdated_files()
    for done, file_id in enumerate(outdated, start=1):
        with suppress(DocumentNotFoundError):  # Destroyed meanwhile, which is as good.
            await storage.reseal(file_id)
        yield done, len(outdated)
