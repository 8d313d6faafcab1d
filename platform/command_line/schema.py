"""`wethaq migrate`: bring the database to the newest schema."""

import contextlib
import io
import re
from pathlib import Path

import click

from wethaq.platform.command_line.session import run_open
from wethaq.platform.command_line.wording import text_of

_ID = re.compile(r"^ID = [\"'](.+)[\"']$", re.MULTILINE)


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


async def missing_migrations() -> list[str]:
    """List the migrations that this database has not seen, as `part: id`."""
    from piccolo.apps.migrations.tables import Migration

    from wethaq.piccolo_conf import APP_REGISTRY

    seen: set[tuple[str, str]] = set()
    if await Migration.table_exists():
        rows = await Migration.select(Migration.app_name, Migration.name)
        seen = {(row["app_name"], row["name"]) for row in rows}
    return [
        f"{app}: {migration}"
        for app, config in APP_REGISTRY.app_configs.items()
        for migration in _migrations_in(Path(config.resolved_migrations_folder_path))
        if (app, migration) not in seen
    ]


def _migrations_in(folder: Path) -> list[str]:
    """Read the ids without importing: Piccolo imports migrations by their bare file names."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    return [found[1] for text in texts if (found := _ID.search(text))]


def _tell_missing(missing: list[str]) -> None:
    if missing:
        raise click.ClickException("The schema lacks:\n" + "\n".join(f"  {name}" for name in missing))
    click.echo("The schema is up to date.")
