"""Invitations, which know the request, and answers, which don't."""

from piccolo.columns import UUID, Date, SmallInt, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class SurveyInvitation(Table, tablename="feedback_survey_invitation"):
    """One link, for one answer. `token_digest` is all that is kept of it.

    `request_id` is the request, or the appointment, that it asks about: each is
    asked about once. `person_index` is a blind index, so that nobody is asked too often.
    """

    id = UUID(primary_key=True)
    request_id = UUID(unique=True)
    person_index = Varchar(length=64, null=True, default=None, index=True)
    service = Varchar(length=40)
    token_digest = Varchar(length=64, unique=True)
    invited_at = Timestamptz()
    expires_at = Timestamptz()
    answered_at = Timestamptz(null=True, default=None)


class SurveyAnswer(Table, tablename="feedback_survey_answer"):
    """One answer; it names neither person, request, invitation nor day (G9)."""

    id = UUID(primary_key=True)
    service = Varchar(length=40)
    answered_in = Date()
    satisfaction = SmallInt()
    ease = SmallInt()
    comment = EncryptedText(record_class="feedback", null=True, default=None)
