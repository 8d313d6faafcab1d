"""Keep one vote a member and case, one open case a request, one seat an account and one chair."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="committee", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX committee_vote_once ON committee_vote (item_id, member_id)",
            "CREATE UNIQUE INDEX committee_recusal_once ON committee_recusal (item_id, member_id)",
            "CREATE UNIQUE INDEX committee_attendance_once ON committee_attendance (meeting_id, member_id)",
            "CREATE UNIQUE INDEX committee_item_once ON committee_agenda_item (meeting_id, request_id, kind)",
            "CREATE UNIQUE INDEX committee_item_one_open ON committee_agenda_item (request_id) "
            "WHERE status IN ('waiting', 'voting')",
            "CREATE UNIQUE INDEX committee_member_one_seat ON committee_member (account_id) WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX committee_member_one_chair ON committee_member (is_chair) "
            "WHERE is_chair AND ended_at IS NULL",
            "CREATE UNIQUE INDEX committee_relation_once ON committee_relation (member_id, person_id)",
            "CREATE UNIQUE INDEX committee_decision_one_live ON committee_decision (request_id, kind) "
            "WHERE status <> 'void'",
        )
    )
    return manager
