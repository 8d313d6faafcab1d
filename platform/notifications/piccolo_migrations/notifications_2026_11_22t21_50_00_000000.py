"""Find quickly what waits, among the many messages that were sent."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="notifications", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE INDEX notifications_message_waiting ON notifications_message (next_attempt_at) "
            "WHERE status <> 'sent'",
            "CREATE INDEX notifications_message_status ON notifications_message (status, created_at)",
        )
    )
    return manager
