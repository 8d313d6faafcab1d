"""Appointments, who attends, and what was sent to them."""

from piccolo.columns import UUID, Boolean, Date, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class AppointmentRow(Table, tablename="counseling_appointment"):
    """An hour with a counselor (موعد).

    `person_id` is who asked for it (a child's guardian in `guardian_id`); a
    group's session has none. It has a number from the moment it was sent.
    `starts_on` is the day in Riyadh, by which caps count. `reason` is what staff
    told the family, `family_words` what a family told us when it cancelled.
    """

    id = UUID(primary_key=True)
    number = Varchar(length=24, null=True, default=None)
    service = Varchar(length=40)
    status = Varchar(length=16)
    counselor_id = UUID(default=None)
    room_id = UUID(null=True, default=None)
    modality = Varchar(length=12)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    starts_on = Date()
    person_id = UUID(null=True, default=None)
    guardian_id = UUID(null=True, default=None)
    case_id = UUID(null=True, default=None)
    series_id = UUID(null=True, default=None)
    seats = Integer(default=1)
    is_group = Boolean(default=False)
    is_urgent = Boolean(default=False)
    is_outside_plan = Boolean(default=False)
    reason = EncryptedText(record_class="counseling", null=True, default=None)
    answers = EncryptedText(record_class="counseling_intake", null=True, default=None)
    video_path = EncryptedText(record_class="counseling", null=True, default=None)
    times_moved = Integer(default=0)
    channel = Varchar(length=16)
    entered_by = UUID(null=True, default=None)
    held_at = Timestamptz(null=True, default=None)
    held_until = Timestamptz(null=True, default=None)
    asked_at = Timestamptz(null=True, default=None)
    confirmed_at = Timestamptz(null=True, default=None)
    moved_at = Timestamptz(null=True, default=None)
    checked_in_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    family_words = EncryptedText(record_class="counseling_intake", null=True, default=None)
    topic_ar = Varchar(length=120, null=True, default=None)
    topic_en = Varchar(length=120, null=True, default=None)


class AttendeeRow(Table, tablename="counseling_attendee"):
    """One who attends: each has a consent, an invitation and an answer of their own.

    `uid` is the calendar entry's for life, `sequence` its revision. An invited
    spouse has no `person_id` until they have signed in and agreed; `address` is where
    the invitation went, `token_digest` all that is kept of its link.
    """

    id = UUID(primary_key=True)
    appointment_id = UUID(default=None, index=True)
    person_id = UUID(null=True, default=None)
    role = Varchar(length=16)
    status = Varchar(length=16)
    address = EncryptedText(record_class="counseling", null=True, default=None)
    token_digest = Varchar(length=64, null=True, default=None)
    invited_at = Timestamptz(null=True, default=None)
    answered_at = Timestamptz(null=True, default=None)
    uid = Varchar(length=80)
    sequence = Integer(default=0)
    calendar_answer = Varchar(length=16, null=True, default=None)
    calendar_answered_at = Timestamptz(null=True, default=None)


class LinkRow(Table, tablename="counseling_link"):
    """A signed link by which one who attends changes or cancels without a login, once."""

    id = UUID(primary_key=True)
    attendee_id = UUID(default=None, index=True)
    token_digest = Varchar(length=64, unique=True)
    made_at = Timestamptz()
    expires_at = Timestamptz()
    used_at = Timestamptz(null=True, default=None)


class ReminderRow(Table, tablename="counseling_reminder"):
    """A reminder that was sent: once for each start, so that a moved appointment gets its own."""

    id = UUID(primary_key=True)
    attendee_id = UUID(default=None)
    kind = Varchar(length=16)
    of_start_at = Timestamptz()
    sent_at = Timestamptz()
