"""Keep one current grant a person and purpose, and one text a version."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="consent", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX consent_grant_one_current ON consent_grant (person_id, purpose) "
            "WHERE status = 'given'",
            "CREATE UNIQUE INDEX consent_policy_text_version ON consent_policy_text (purpose, version)",
            "CREATE INDEX consent_event_purpose ON consent_event (person_id, purpose, at)",
            "CREATE INDEX consent_dependent_due ON consent_dependent (next_try_at) WHERE status <> 'done'",
        )
    )
    return manager
