"""`wethaq backup` and `wethaq restore`."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wethaq.platform.actors import SYSTEM
from wethaq.platform.command_line.schema import apply_migrations
from wethaq.platform.command_line.session import now, run_open, tell
from wethaq.platform.settings import get_settings

if TYPE_CHECKING:
    from wethaq.platform.backup.archive import Manifest


@click.command()
@click.option(
    "--to", "recipients", multiple=True, required=True, help="An age recipient (age1…) who may open it."
)
@click.option(
    "--into",
    "folder",
    default="backups",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write it to.",
)
def backup(recipients: tuple[str, ...], folder: Path) -> None:
    """Write database and uploads into one sealed file, while the site is in use.

    Only the recipients' age identities open it; the master key isn't in it.
    """
    click.echo(run_open(lambda: _make(recipients, folder)))


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--identity",
    "identity_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file of an age identity that opens it.",
)
@click.option(
    "--replace", "is_replacing", is_flag=True, help="Replace what is there; the old files are kept aside."
)
def restore(source: Path, identity_file: Path, is_replacing: bool) -> None:
    """Bring back the database and the uploads of a backup.

    Stop the site and the worker first. Everything is checked before anything is
    touched; the master key of that time must be in place. An older schema is
    brought to the newest.
    """
    manifest = _bring_back(source, identity_file, is_replacing)
    run_open(apply_migrations, needs_keys=False)
    run_open(lambda: _record_restore(source))
    click.echo(f"Restored what was saved at {manifest.made_at}, with {manifest.uploads} uploads.")


async def _make(recipients: tuple[str, ...], folder: Path) -> Path:
    from wethaq.platform.backup.making import make_backup

    return await make_backup(get_settings(), folder, recipients, actor=SYSTEM, now=now(), progress=tell)


def _bring_back(source: Path, identity_file: Path, is_replacing: bool) -> "Manifest":
    from wethaq.platform.backup.restoring import restore_backup

    identity = identity_file.read_text(encoding="utf-8")
    return asyncio.run(
        restore_backup(get_settings(), source, identity, is_replacing=is_replacing, progress=tell)
    )


async def _record_restore(source: Path) -> None:
    from wethaq.platform import audit

    await audit.record("backup.restored", source.name, actor=SYSTEM, now=now())
