"""How long counseling keeps what; handed to the platform's schedule by app.py."""

from typing import Final

from wethaq.counseling.forgetting import forget_old_cases, forget_old_waiting, forget_unsent_bookings
from wethaq.platform.errors import N_
from wethaq.platform.retention.schedule import RetentionRule

RETENTION_RULES: Final = (
    RetentionRule(
        "counseling",
        N_("Counseling: appointments, questionnaires, notes, measures and referrals"),
        N_("Five years after the last appointment; times and outcomes stay without a name"),
        (
            "counseling_appointment",
            "counseling_attendee",
            "counseling_case",
            "counseling_measure",
            "counseling_note",
            "counseling_note_opening",
            "counseling_referral",
        ),
        forget_old_cases,
    ),
    RetentionRule(
        "counseling_bookings",
        N_("Counseling bookings that were begun and never sent"),
        N_("Thirty days after the last change"),
        ("counseling_booking",),
        forget_unsent_bookings,
    ),
    RetentionRule(
        "counseling_waiting",
        N_("Waitlists for an earlier appointment, and urgent calls"),
        N_("Five years after they ended"),
        ("counseling_waitlist_entry", "counseling_urgent_call"),
        forget_old_waiting,
    ),
    RetentionRule(
        "counselors",
        N_("Counselors' profiles, leave and calendars"),
        N_("As long as the counselor works here; a calendar until it is taken away"),
        ("counseling_counselor", "counseling_leave", "counseling_busy_source"),
    ),
)
