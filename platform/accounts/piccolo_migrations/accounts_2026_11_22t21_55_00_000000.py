"""Indexes by hand; a later migration, since raw SQL runs before tables are made."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T21:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One account for a file and for an address, one grant of a role, one row for a token"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX accounts_account_person ON accounts_account (person_id) WHERE person_id IS NOT NULL",
            "CREATE UNIQUE INDEX accounts_sign_in_address_index ON accounts_sign_in_address (address_index)",
            "CREATE INDEX accounts_sign_in_address_account ON accounts_sign_in_address (account_id)",
            "CREATE UNIQUE INDEX accounts_role_grant_held ON accounts_role_grant (account_id, role) "
            "WHERE revoked_at IS NULL",
            "CREATE UNIQUE INDEX accounts_session_token ON accounts_session (token_digest)",
            "CREATE INDEX accounts_session_account ON accounts_session (account_id)",
            "CREATE UNIQUE INDEX accounts_passage_token ON accounts_passage (token_digest)",
            "CREATE UNIQUE INDEX accounts_invitation_token ON accounts_invitation (token_digest)",
            "CREATE INDEX accounts_invitation_account ON accounts_invitation (account_id)",
            "CREATE UNIQUE INDEX accounts_parked_form_account ON accounts_parked_form (account_id)",
        )
    )
    return manager
