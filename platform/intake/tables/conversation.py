"""What is said about a request: the thread, referrals and the timeline."""

from piccolo.columns import UUID, Boolean, Date, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class Message(Table, tablename="intake_message"):
    """A question or an answer in the thread between applicant and officer (H1)."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    is_from_applicant = Boolean()
    author_id = UUID(null=True, default=None)
    body = EncryptedText(record_class="request")
    written_at = Timestamptz()


class Referral(Table, tablename="intake_referral"):
    """A question to the social-research officer, with its answer and due day (H3)."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    question = EncryptedText(record_class="request")
    asked_by = UUID(null=True, default=None)
    asked_at = Timestamptz()
    due_on = Date()
    answer = EncryptedText(record_class="request", null=True)
    answered_by = UUID(null=True, default=None)
    answered_at = Timestamptz(null=True, default=None)


class Event(Table, tablename="intake_event"):
    """One line of the request's timeline; append-only.

    `is_public` lines are the applicant's own side. `note` carries words meant
    for whoever sees the line, such as the reasons of a return.
    """

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    kind = Varchar(length=40)
    is_public = Boolean()
    at = Timestamptz()
    actor_id = UUID(null=True, default=None)
    channel = Varchar(length=16)
    note = EncryptedText(record_class="request", null=True)
