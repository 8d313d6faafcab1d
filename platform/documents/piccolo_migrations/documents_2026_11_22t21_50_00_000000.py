"""Keep one version of a number, and one in force, for each published document."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="documents", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX documents_publication_version ON documents_publication (code, version)",
            "CREATE UNIQUE INDEX documents_publication_in_force ON documents_publication (code) "
            "WHERE superseded_at IS NULL",
        )
    )
    return manager
