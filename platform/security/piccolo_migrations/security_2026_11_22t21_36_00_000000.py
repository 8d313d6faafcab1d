"""Unique indexes over several columns; a later migration, since raw SQL runs before tables are made."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:36:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One row for each use of a key, subject of a code, and key of a limit"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="security", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX security_data_key_use ON security_data_key (purpose, name, generation)",
            "CREATE UNIQUE INDEX security_one_time_code_subject ON security_one_time_code (purpose, subject)",
            "CREATE UNIQUE INDEX security_attempt_log_key ON security_attempt_log (kind, key)",
        )
    )
    return manager
