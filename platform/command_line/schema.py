"""`wethaq migrate`: bring the database to the newest schema."""

import contextlib
import io

import click

from wethaq.platform.command_line.schema_state import missing_migrations
from wethaq.platform.command_line.session import run_open
from wethaq.platform.command_line.wording import text_of


@click.command()
@click.option("--check", is_flag=True, help="Only tell what is missing; exit code 1 when something is.")
def migrate(check: bool) -> None:
    """Bring the database to the newest schema.

    Safe to run at every start: it does nothing where nothing is missing.
    Make a backup first when the site is in use.
    """
    if check:
        _tell_missing(run_open(missing_migrations, needs_keys=False))
        return
    applied = run_open(apply_migrations, needs_keys=False)
    click.echo(f"{applied} migrations applied." if applied else "The schema is up to date.")


async def apply_migrations() -> int:
    """Run what is missing and return how many migrations that were."""
    from wethaq.platform.database.migration import migrate as run_all

    missing = await missing_migrations()
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            await run_all()
    # A migration runs SQL of any kind; whatever fails, the log of what went before is what one needs.
    except (Exception, SystemExit) as error:
        raise click.ClickException(f"A migration failed: {text_of(error)}\n{said.getvalue()}") from error
    return len(missing)


def _tell_missing(missing: list[str]) -> None:
    if missing:
        raise click.ClickException("The schema lacks:\n" + "\n".join(f"  {name}" for name in missing))
    click.echo("The schema is up to date.")
