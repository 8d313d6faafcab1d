"""The waitlist for an earlier time, and the urgent calls."""

from piccolo.columns import UUID, Boolean, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class WaitlistEntryRow(Table, tablename="counseling_waitlist_entry"):
    """A family that waits for an earlier time; `appointment_id` is the one they have, if they have one."""

    id = UUID(primary_key=True)
    person_id = UUID(default=None, index=True)
    guardian_id = UUID(null=True, default=None)
    appointment_id = UUID(null=True, default=None)
    service = Varchar(length=40)
    modality = Varchar(length=12)
    counselor_id = UUID(null=True, default=None)
    sex = Varchar(length=8, null=True, default=None)
    language = Varchar(length=2, null=True, default=None)
    travel_minutes = Integer(default=120)
    is_urgent = Boolean(default=False)
    joined_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
    ended_by = Varchar(length=16, null=True, default=None)


class FreedTimeRow(Table, tablename="counseling_freed_time"):
    """A time that fell free, written down with what freed it; open until somebody took it or nobody is left to ask."""

    id = UUID(primary_key=True)
    counselor_id = UUID(default=None)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    freed_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None, index=True)


class WaitlistOfferRow(Table, tablename="counseling_waitlist_offer"):
    """A freed time, kept for one who waits; `appointment_id` is the hold that keeps it."""

    id = UUID(primary_key=True)
    entry_id = UUID(default=None, index=True)
    appointment_id = UUID(default=None)
    freed_by = UUID(default=None, help_text="The freed time.")
    counselor_id = UUID(default=None)
    starts_at = Timestamptz()
    token_digest = Varchar(length=64, unique=True)
    offered_at = Timestamptz()
    answer_until = Timestamptz()
    status = Varchar(length=16)
    answered_at = Timestamptz(null=True, default=None)


class UrgentCallRow(Table, tablename="counseling_urgent_call"):
    """Somebody who can't wait for an appointment: whom to call, by when, and when in the day it does no harm."""

    id = UUID(primary_key=True)
    person_id = UUID(default=None, index=True)
    wish = EncryptedText(record_class="counseling_intake", null=True, default=None)
    is_in_danger = Boolean(default=False)
    part_of_day = Varchar(length=12, default="any")
    channel = Varchar(length=16)
    asked_at = Timestamptz()
    due_at = Timestamptz()
    taken_by = UUID(null=True, default=None)
    taken_at = Timestamptz(null=True, default=None)
    outcome = Varchar(length=24, null=True, default=None)
    outcome_note = EncryptedText(record_class="counseling_intake", null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    ended_by = UUID(null=True, default=None)
