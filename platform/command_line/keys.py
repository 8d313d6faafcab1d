"""`wethaq keys`: the master key and the keys that it wraps."""

from typing import Any

import click

from wethaq.platform.command_line.session import run_open
from wethaq.platform.settings import get_settings


@click.group()
def keys() -> None:
    """Make, rotate and watch the keys that seal what is confidential.

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
    """List the keys by use, generation and state. No secret is shown."""
    rows = run_open(_list_keys)
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        made = f"{row['created_at']:%Y-%m-%d}"
        click.echo(f"{row['purpose']:8} {row['name']:{width}} {row['generation']:>3}  {row['status']:9} {made}")


async def _list_keys() -> list[dict[str, Any]]:
    from wethaq.platform.security.tables import DataKey

    rows: list[dict[str, Any]] = await DataKey.select(
        DataKey.purpose, DataKey.name, DataKey.generation, DataKey.status, DataKey.created_at
    ).order_by(DataKey.purpose, DataKey.name, DataKey.generation)
    return rows
