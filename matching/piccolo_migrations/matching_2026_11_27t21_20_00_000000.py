"""The guards of proposals, what there is only one of, and the ways in which rows are looked for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-27T21:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="matching", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX matching_place_guard ON matching_place (profile_id, place)",
            "CREATE UNIQUE INDEX matching_proposal_one_open ON matching_proposal (woman_id, man_id) "
            "WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX matching_yes_once ON matching_yes (proposal_id, stage, party)",
            "CREATE UNIQUE INDEX matching_sensitive_fact_once ON matching_sensitive_fact (profile_id, trait)",
            "CREATE UNIQUE INDEX matching_wali_one ON matching_wali (profile_id) WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX matching_wali_token ON matching_wali (token_digest) "
            "WHERE token_digest IS NOT NULL",
            "CREATE UNIQUE INDEX matching_verification_once ON matching_verification (profile_id, kind) "
            "WHERE withdrawn_at IS NULL",
            "CREATE UNIQUE INDEX matching_photo_one ON matching_photo (profile_id) WHERE removed_at IS NULL",
            "CREATE UNIQUE INDEX matching_kinship_once ON matching_kinship (one_id, other_id)",
            "CREATE UNIQUE INDEX matching_block_once ON matching_block (profile_id, kind, key_index)",
            "CREATE UNIQUE INDEX matching_profile_number ON matching_profile (number) WHERE number IS NOT NULL",
            "CREATE INDEX matching_proposal_stage_since ON matching_proposal (stage, entered_at)",
            "CREATE INDEX matching_meeting_host ON matching_meeting (host_id, starts_at)",
            "CREATE UNIQUE INDEX matching_meeting_one ON matching_meeting (proposal_id) "
            "WHERE cancelled_at IS NULL",
            "CREATE UNIQUE INDEX matching_exam_one ON matching_exam (proposal_id, profile_id)",
            "CREATE UNIQUE INDEX matching_follow_up_once ON matching_follow_up "
            "(contract_id, profile_id, after_months)",
            "CREATE UNIQUE INDEX matching_freeze_one_open ON matching_freeze (proposal_id) "
            "WHERE decided_at IS NULL",
        )
    )
    return manager
