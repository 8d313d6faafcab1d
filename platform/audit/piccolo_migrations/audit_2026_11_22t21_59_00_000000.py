"""Let the database itself refuse to change or delete an event; a later migration, since raw SQL runs first."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.audit.append_only import append_only_triggers
from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Append-only triggers"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="audit", description=DESCRIPTION)
    manager.add_raw(run_sql(*append_only_triggers()))
    return manager
