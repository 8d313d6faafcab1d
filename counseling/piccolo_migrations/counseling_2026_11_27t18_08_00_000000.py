"""The guard against double booking, what there is only one of, and the ways in which rows are looked for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from wethaq.platform.database.migration import run_sql

ID = "2026-11-27T18:08:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="counseling", description=DESCRIPTION)
    manager.add_raw(
        run_sql(
            "CREATE UNIQUE INDEX counseling_held_cell_guard ON counseling_held_cell (resource_id, cell)",
            "CREATE INDEX counseling_holding_span ON counseling_holding (resource_id, end_cell)",
            "CREATE UNIQUE INDEX counseling_appointment_number ON counseling_appointment (number) "
            "WHERE number IS NOT NULL",
            "CREATE INDEX counseling_appointment_counselor ON counseling_appointment (counselor_id, starts_on)",
            "CREATE INDEX counseling_appointment_person ON counseling_appointment (person_id, starts_at)",
            "CREATE INDEX counseling_appointment_status ON counseling_appointment (status, starts_at)",
            "CREATE INDEX counseling_appointment_case ON counseling_appointment (case_id)",
            "CREATE INDEX counseling_appointment_series ON counseling_appointment (series_id)",
            "CREATE UNIQUE INDEX counseling_attendee_once ON counseling_attendee (appointment_id, person_id) "
            "WHERE person_id IS NOT NULL",
            "CREATE INDEX counseling_attendee_person ON counseling_attendee (person_id)",
            "CREATE UNIQUE INDEX counseling_attendee_uid ON counseling_attendee (uid)",
            "CREATE UNIQUE INDEX counseling_attendee_token ON counseling_attendee (token_digest) "
            "WHERE token_digest IS NOT NULL",
            "CREATE UNIQUE INDEX counseling_reminder_once ON counseling_reminder (attendee_id, kind, of_start_at)",
            "CREATE UNIQUE INDEX counseling_booking_one_open ON counseling_booking (person_id) "
            "WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX counseling_plan_first_day ON counseling_plan "
            "(counselor_id, valid_from_on, is_for_ramadan)",
            "CREATE INDEX counseling_busy_time_counselor ON counseling_busy_time (counselor_id, ends_at)",
            "CREATE UNIQUE INDEX counseling_counselor_feed ON counseling_counselor (feed_digest) "
            "WHERE feed_digest IS NOT NULL",
            "CREATE UNIQUE INDEX counseling_waitlist_once ON counseling_waitlist_entry (person_id, service) "
            "WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX counseling_waitlist_offer_once ON counseling_waitlist_offer (entry_id, freed_by)",
            "CREATE INDEX counseling_waitlist_offer_open ON counseling_waitlist_offer (status, answer_until)",
            "CREATE UNIQUE INDEX counseling_urgent_one_open ON counseling_urgent_call (person_id) "
            "WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX counseling_case_one_open ON counseling_case (counselor_id, person_id, service) "
            "WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX counseling_service_terms_version ON counseling_service_terms (service, version)",
        )
    )
    return manager
