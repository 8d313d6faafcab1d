"""Whether this database has the newest schema."""

import re
from pathlib import Path

import click

_ID = re.compile(r"^ID = [\"'](.+)[\"']$", re.MULTILINE)


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


async def ensure_schema_is_new() -> None:
    """Refuse to work on a schema that lacks something, before a page finds out."""
    missing = await missing_migrations()
    if missing:
        raise click.ClickException(f"The schema lacks {len(missing)} migrations: run `wethaq migrate` first.")


def _migrations_in(folder: Path) -> list[str]:
    """Read the ids without importing: Piccolo imports migrations by their bare file names."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    return [found[1] for text in texts if (found := _ID.search(text))]
