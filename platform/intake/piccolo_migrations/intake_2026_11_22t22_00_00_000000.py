"""Keep one draft a person and service, one number a request, one open referral; and the queue quick."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-22T22:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="intake", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX intake_request_number ON intake_request (number) WHERE number IS NOT NULL",
            "CREATE UNIQUE INDEX intake_request_one_draft ON intake_request (person_id, service) "
            "WHERE status = 'draft'",
            "CREATE INDEX intake_request_person ON intake_request (person_id, created_at)",
            "CREATE INDEX intake_request_queue ON intake_request (status, due_on)",
            "CREATE INDEX intake_request_officer ON intake_request (officer_id, status)",
            "CREATE UNIQUE INDEX intake_beneficiary_person ON intake_beneficiary (person_id)",
            "CREATE UNIQUE INDEX intake_beneficiary_number ON intake_beneficiary (number)",
            "CREATE UNIQUE INDEX intake_answer_revision ON intake_answer (request_id, question, revision)",
            "CREATE UNIQUE INDEX intake_checklist_item ON intake_checklist_entry (request_id, item)",
            "CREATE UNIQUE INDEX intake_referral_one_open ON intake_referral (request_id) WHERE answered_at IS NULL",
            "CREATE UNIQUE INDEX intake_pause_one_open ON intake_pause (request_id) WHERE ended_on IS NULL",
            "CREATE UNIQUE INDEX intake_assignment_one_open ON intake_assignment (request_id) WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX intake_appeal_once ON intake_appeal (request_id)",
            "CREATE UNIQUE INDEX intake_terms_version_once ON intake_terms_version (service, version)",
            "CREATE UNIQUE INDEX intake_next_step_once ON intake_next_step (person_id, service) "
            "WHERE ended_at IS NULL",
        )
    )
    return manager
