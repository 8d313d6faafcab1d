"""What only the counselor reads: cases, notes, measures, referrals."""

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class CaseRow(Table, tablename="counseling_case"):
    """The way that a family goes with one counselor, over one appointment or many."""

    id = UUID(primary_key=True)
    counselor_id = UUID(default=None, index=True)
    person_id = UUID(default=None, index=True)
    service = Varchar(length=40)
    goals = EncryptedText(record_class="counseling_note", null=True, default=None)
    version = Integer(default=1)
    opened_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
    ending = Varchar(length=24, null=True, default=None)
    ending_words = EncryptedText(record_class="counseling_note", null=True, default=None)


class NoteRow(Table, tablename="counseling_note"):
    """A counselor's note: read by its author, by a supervisor only with a reason (`NoteOpeningRow`).

    A correction is a new note that names the one it replaces; nothing is overwritten.
    """

    id = UUID(primary_key=True)
    case_id = UUID(default=None, index=True)
    appointment_id = UUID(null=True, default=None, index=True)
    author_id = UUID(default=None)
    body = EncryptedText(record_class="counseling_note")
    written_at = Timestamptz()
    replaces_id = UUID(null=True, default=None)


class NoteOpeningRow(Table, tablename="counseling_note_opening"):
    """A supervisor's reasoned opening of a case's notes, for a short time."""

    id = UUID(primary_key=True)
    case_id = UUID(default=None, index=True)
    opened_by = UUID(default=None)
    reason = EncryptedText(record_class="counseling_note")
    opened_at = Timestamptz()
    expires_at = Timestamptz()


class MeasureRow(Table, tablename="counseling_measure"):
    """How one person says they are doing: a score before and after (counseling/policy/measures.py)."""

    id = UUID(primary_key=True)
    case_id = UUID(default=None, index=True)
    appointment_id = UUID(null=True, default=None)
    person_id = UUID(default=None)
    moment = Varchar(length=8)
    scores = EncryptedText(record_class="counseling_note")
    taken_at = Timestamptz()


class ReferralRow(Table, tablename="counseling_referral"):
    """A case handed on to a partner or a colleague, with the person's consent."""

    id = UUID(primary_key=True)
    case_id = UUID(default=None, index=True)
    person_id = UUID(default=None)
    partner = Varchar(length=120)
    reason = EncryptedText(record_class="counseling_note")
    grant_id = UUID(null=True, default=None)
    referred_at = Timestamptz()
    referred_by = UUID(default=None)
