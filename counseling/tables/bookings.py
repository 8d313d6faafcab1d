"""What a family has chosen and typed on its way to an appointment."""

from piccolo.columns import UUID, Boolean, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class BookingRow(Table, tablename="counseling_booking"):
    """A booking on its way, resumable on another device; one open a person and maker (unique indexes).

    `choices` and `answers` are JSON. `appointment_id` is the hold, while there
    is one, and the end the appointment.
    """

    id = UUID(primary_key=True)
    person_id = UUID(default=None)
    guardian_id = UUID(null=True, default=None)
    choices = EncryptedText(record_class="counseling")
    answers = EncryptedText(record_class="counseling_intake", null=True, default=None)
    is_urgent = Boolean(default=False)
    appointment_id = UUID(null=True, default=None)
    channel = Varchar(length=16)
    entered_by = UUID(null=True, default=None)
    version = Integer(default=1)
    begun_at = Timestamptz()
    changed_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
