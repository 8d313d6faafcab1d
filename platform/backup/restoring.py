"""Putting a backup back; the site and the worker are stopped meanwhile."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from wethaq.platform.backup.archive import DATABASE, UPLOADS, Manifest, unpack
from wethaq.platform.backup.dumps import engine_of, ensure_replaceable, load, replace_keeping
from wethaq.platform.backup.errors import BackupOfOtherEngineError
from wethaq.platform.settings import Settings


async def restore_backup(
    settings: Settings,
    source: Path,
    identity: str,
    *,
    is_replacing: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Manifest:
    """Bring back the database and the uploads of a backup; everything is checked before anything is touched.

    `identity` is the text of an age identity file. The caller opens the
    database afterwards, loads the keys (the master key of that time is needed)
    and records the restore. Raises BackupUnreadableError,
    BackupOfOtherEngineError, DatabaseNotEmptyError, DatabaseInUseError,
    DumpFailedError, DumpToolMissingError.
    """
    await ensure_replaceable(settings, is_replacing=is_replacing)
    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.data_folder) as place:
        opened = Path(place) / "backup"
        progress("Opening the backup …")
        manifest = await asyncio.to_thread(unpack, source, opened, identity)
        if manifest.engine != engine_of(settings):
            raise BackupOfOtherEngineError
        progress(f"Restoring the database of {manifest.made_at} …")
        await load(settings, opened / DATABASE)
        progress(f"Restoring {manifest.uploads} uploads …")
        await asyncio.to_thread(replace_keeping, opened / UPLOADS, settings.uploads_folder)
    return manifest
