"""How a process finds the profiles that changed since it last looked."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-27T21:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "changed profiles"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="matching", description=DESCRIPTION)
    manager.add_raw(run_sql("CREATE INDEX matching_profile_touched ON matching_profile (touched_at)"))
    return manager
