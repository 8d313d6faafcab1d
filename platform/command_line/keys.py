"""`wethaq keys`: the master key and the keys that it wraps."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wethaq.platform.command_line.session import now, run_open, tell
from wethaq.platform.settings import get_settings

if TYPE_CHECKING:
    from wethaq.platform.security.key_store import StoredKey
    from wethaq.platform.security.rotation import RotationProgress

FILES_BETWEEN_LINES = 50


@click.group()
def keys() -> None:
    """Make, rotate, seal and watch the keys that protect what is confidential.

    Losing the master key loses the data: docs/operations.md says how to keep it.
    """


@keys.command("new")
@click.option("--print", "is_printed", is_flag=True, help="Print the key for a secret store; write no file.")
def new(is_printed: bool) -> None:
    """Make a master key. Never writes over one that is there."""
    from wethaq.platform.security.envelope import new_key
    from wethaq.platform.security.master_key import encode_master_key, fingerprint, write_new_master_key

    if is_printed:
        click.echo(encode_master_key(new_key()).decode())
        return
    path = get_settings().key_path
    key = write_new_master_key(path)
    click.echo(f"Master key {fingerprint(key)} was written to {path}, for its owner's eyes only.")
    click.echo("Give sealed copies to two custodians before anything is entered: `wethaq keys seal --help`.")


@keys.command("status")
def status() -> None:
    """List the keys by use, generation and state, and how many rows and files an older key sealed."""
    stored, rows, files = run_open(_look)
    width = max(len(key.name) for key in stored)
    for key in stored:
        line = f"{key.purpose.value:8} {key.name:{width}} {key.generation:>3}  {key.status.value:9}"
        click.echo(f"{line} {key.created_at:%Y-%m-%d}  wrapped by {key.wrapped_by}")
    click.echo(
        f"{rows} rows and {files} files wait for re-encryption."
        if rows or files
        else "Every row and file is sealed by its newest key."
    )


@keys.command("rotate")
@click.option("--master", "is_master", is_flag=True, help="Make a new master key, and wrap all keys by it.")
@click.option(
    "--offline", is_flag=True, help="No other process uses this database: don't wait for them to learn."
)
def rotate(is_master: bool, offline: bool) -> None:
    """Give every class of record a new key and re-encrypt its rows and files, while the site is in use.

    May be stopped at any moment; running it again goes on where it was.
    """
    if is_master:
        name = run_open(_rotate_master)
        click.echo(
            f"Master key {name} is in force. Seal copies of it for the custodians: `wethaq keys seal`."
        )
        return
    rows, files = run_open(lambda: _rotate(offline=offline))
    click.echo(f"{rows} rows and {files} files were sealed anew.")


@keys.command("seal")
@click.option(
    "--to", "recipients", multiple=True, required=True, help="A custodian's age recipient (age1…); twice."
)
@click.option(
    "--into",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the sealed copies are written.",
)
def seal(recipients: tuple[str, ...], folder: Path) -> None:
    """Write a copy of the master key for each custodian, which only that person's age identity opens."""
    from wethaq.platform.security.custodians import seal_master_key
    from wethaq.platform.security.master_key import read_master_keys

    for path in seal_master_key(read_master_keys(get_settings())[0], recipients, folder):
        click.echo(path)


async def _look() -> "tuple[list[StoredKey], int, int]":
    from wethaq.platform.documents.resealing import list_outdated_files
    from wethaq.platform.security.key_store import list_keys
    from wethaq.platform.security.rotation import count_outdated_rows

    return await list_keys(), await count_outdated_rows(), len(await list_outdated_files())


async def _rotate(*, offline: bool) -> tuple[int, int]:
    from wethaq.platform.security.rotation import ANNOUNCEMENT, rotate_data_keys

    announcement = timedelta() if offline else ANNOUNCEMENT
    if not offline:
        tell(
            f"Announcing the new keys; other processes have {announcement.total_seconds():.0f} s to learn them …"
        )
    rows = await rotate_data_keys(now=now(), progress=_show, announcement=announcement)
    return rows, await _reseal_files()


async def _reseal_files() -> int:
    from wethaq.platform.documents.resealing import reseal_outdated

    done = 0
    async for done, total in reseal_outdated():
        if done % FILES_BETWEEN_LINES == 0 or done == total:
            tell(f"{done} of {total} files")
    return done


async def _rotate_master() -> str:
    from wethaq.platform.security.key_store import rotate_master_key

    return await rotate_master_key(get_settings())


def _show(progress: "RotationProgress") -> None:
    tell(f"{progress.done} of {progress.total} rows ({progress.table})")
