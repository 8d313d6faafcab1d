"""One opening of a photo for each reader, and no room or host at two meetings at once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-27T21:35:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "openings and meetings"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="matching", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX matching_photo_opening_once ON matching_photo_opening (proposal_id, party)",
            "CREATE UNIQUE INDEX matching_meeting_room ON matching_meeting (room, starts_at) "
            "WHERE cancelled_at IS NULL",
            "CREATE UNIQUE INDEX matching_meeting_host_once ON matching_meeting (host_id, starts_at) "
            "WHERE cancelled_at IS NULL",
        )
    )
    return manager
