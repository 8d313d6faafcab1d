"""Unique indexes over several columns; a later migration, since raw SQL runs before tables are made."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One guardianship in force between two people, one candidate for a pair of files"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="people", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX people_guardianship_in_force ON people_guardianship (guardian_id, ward_id) "
            "WHERE status IN ('requested', 'verified')",
            "CREATE UNIQUE INDEX people_duplicate_candidate_pair "
            "ON people_duplicate_candidate (person_id, other_id)",
        )
    )
    return manager
