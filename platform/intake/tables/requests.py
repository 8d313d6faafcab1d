"""The request itself and what follows from where it stands."""

from piccolo.columns import UUID, Date, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class Request(Table, tablename="intake_request"):
    """One request (طلب), one record whatever the channel.

    It has a number from submission on, so that an abandoned draft uses none
    up. `due_on` is the day by which the association owes the next step.
    """

    id = UUID(primary_key=True)
    number = Varchar(length=24, null=True, default=None)
    service = Varchar(length=40)
    path = Varchar(length=16)
    status = Varchar(length=24)
    channel = Varchar(length=16)
    person_id = UUID()
    guardian_id = UUID(null=True, default=None)
    entered_by = UUID(null=True, default=None)
    officer_id = UUID(null=True, default=None)
    terms_version = Integer()
    responsibilities_version = Integer()
    created_at = Timestamptz()
    changed_at = Timestamptz()
    submitted_at = Timestamptz(null=True, default=None)
    earliest_reply_at = Timestamptz(null=True, default=None)
    latest_reply_on = Date(null=True, default=None)
    due_on = Date(null=True, default=None)
    verified_at = Timestamptz(null=True, default=None)
    forwarded_at = Timestamptz(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    decision_id = UUID(null=True, default=None)
    appeal_until = Timestamptz(null=True, default=None)
    registered_at = Timestamptz(null=True, default=None)
    service_started_at = Timestamptz(null=True, default=None)
    delivered_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    first_asked_at = Timestamptz(null=True, default=None)
    first_answered_at = Timestamptz(null=True, default=None)


class Beneficiary(Table, tablename="intake_beneficiary"):
    """A registered beneficiary's number (H6): one a person, for all services."""

    id = UUID(primary_key=True)
    person_id = UUID()
    number = Varchar(length=24)
    registered_at = Timestamptz()


class Sequence(Table, tablename="intake_sequence"):
    """The last number given out in a series, such as the requests of 1448."""

    name = Varchar(length=40, primary_key=True)
    last_number = Integer(default=0)


class Assignment(Table, tablename="intake_assignment"):
    """Which officer looked after a request, and when."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    officer_id = UUID()
    assigned_by = UUID(null=True, default=None)
    assigned_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


class AwaitingPause(Table, tablename="intake_pause"):
    """Days on which the applicant was awaited; they don't count against us (H5)."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    begun_on = Date()
    ended_on = Date(null=True, default=None)


class Appeal(Table, tablename="intake_appeal"):
    """The applicant's one appeal against a refusal (R3)."""

    id = UUID(primary_key=True)
    request_id = UUID()
    grounds = EncryptedText(record_class="request")
    lodged_at = Timestamptz()
    lodged_by = UUID(null=True, default=None)
    reply_by = Date()
