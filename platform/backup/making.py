"""Making a backup while the site is in use."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.backup.archive import DATABASE, UPLOADS, describe, pack
from wethaq.platform.backup.dumps import dump, engine_of
from wethaq.platform.settings import Settings


async def make_backup(
    settings: Settings,
    folder: Path,
    recipients: Sequence[str],
    *,
    actor: Actor,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write one sealed file into `folder` and return its path.

    The database is taken first and the uploads after it: a file that comes
    meanwhile is one too many, never one too few. Raises RecipientsMissingError,
    RecipientMalformedError, DumpFailedError, DumpToolMissingError.
    """
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    target = folder / f"wethaq-{now:%Y-%m-%dT%H%M%SZ}.age"
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as place:
        gathered = Path(place) / "backup"
        gathered.mkdir()
        progress("Copying the database …")
        await dump(settings, gathered / DATABASE)
        progress("Copying the uploads …")
        await asyncio.to_thread(_copy_uploads, settings.uploads_folder, gathered / UPLOADS)
        manifest = describe(gathered, engine_of(settings), now=now)
        progress(f"Sealing {manifest.uploads} uploads and the database …")
        await asyncio.to_thread(pack, gathered, target, recipients)
    await audit.record(
        "backup.made", target.name, actor=actor, now=now, details={"uploads": manifest.uploads}
    )
    return target


def _copy_uploads(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copytree(source, target)
    else:
        target.mkdir()
