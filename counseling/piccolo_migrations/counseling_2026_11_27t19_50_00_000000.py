"""One open booking of a family's own, and one of each colleague who books for them: neither throws the other's words away."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-27T19:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "open bookings"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="counseling", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "DROP INDEX counseling_booking_one_open",
            "CREATE UNIQUE INDEX counseling_booking_own_open ON counseling_booking (person_id) "
            "WHERE ended_at IS NULL AND entered_by IS NULL",
            "CREATE UNIQUE INDEX counseling_booking_desk_open ON counseling_booking (person_id, entered_by) "
            "WHERE ended_at IS NULL AND entered_by IS NOT NULL",
        )
    )
    return manager
