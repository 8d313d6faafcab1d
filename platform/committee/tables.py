"""Rows of the committee. Votes, recusals and versions of the rules are only ever inserted."""

from piccolo.columns import UUID, Boolean, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class MemberRow(Table, tablename="committee_member"):
    """A seat on the committee and who holds it."""

    id = UUID(primary_key=True)
    account_id = UUID()
    person_id = UUID(null=True, default=None)
    name = EncryptedText(record_class="person")
    is_chair = Boolean(default=False)
    is_alternate = Boolean(default=False)
    appointed_at = Timestamptz()
    appointed_by = UUID(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class RelationRow(Table, tablename="committee_relation"):
    """A member's relative among the people we serve, marked so that the member stays out of their cases."""

    id = UUID(primary_key=True)
    member_id = UUID(index=True)
    person_id = UUID(index=True)
    relation = EncryptedText(record_class="person")
    marked_at = Timestamptz()
    marked_by = UUID(null=True, default=None)


class RulesVersionRow(Table, tablename="committee_rules_version"):
    """The committee's figures as they were from a day on."""

    id = UUID(primary_key=True)
    version = Integer(unique=True)
    quorum_per_cent = Integer()
    quorum_minimum = Integer()
    has_casting_vote = Boolean()
    reason = Text()
    changed_at = Timestamptz()
    changed_by = UUID(null=True, default=None)


class MeetingRow(Table, tablename="committee_meeting"):
    """A meeting; `rules_version` is settled when it opens, the minutes when it closes."""

    id = UUID(primary_key=True)
    number = Varchar(length=24, unique=True)
    status = Varchar(length=12)
    planned_at = Timestamptz()
    place = Varchar(length=200)
    called_by = UUID(null=True, default=None)
    rules_version = Integer(null=True, default=None)
    presiding_member_id = UUID(null=True, default=None)
    opened_at = Timestamptz(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    remarks = EncryptedText(record_class="request", null=True, default=None)
    minutes_letter_id = UUID(null=True, default=None)
    minutes_sha256 = Varchar(length=64, null=True, default=None)


class AttendanceRow(Table, tablename="committee_attendance"):
    """Whether a member is in the room; the last mark counts."""

    id = UUID(primary_key=True)
    meeting_id = UUID(index=True)
    member_id = UUID()
    is_present = Boolean()
    was_present = Boolean()
    marked_at = Timestamptz()


class AgendaItemRow(Table, tablename="committee_agenda_item"):
    """A case on the agenda of a meeting."""

    id = UUID(primary_key=True)
    meeting_id = UUID(index=True)
    request_id = UUID(index=True)
    kind = Varchar(length=12)
    position = Integer()
    status = Varchar(length=12)
    added_at = Timestamptz()
    added_by = UUID(null=True, default=None)
    votes_cast = Integer(default=0)
    put_off_because = EncryptedText(record_class="request", null=True, default=None)


class RecusalRow(Table, tablename="committee_recusal"):
    """A member who stepped back from a case, and why."""

    id = UUID(primary_key=True)
    item_id = UUID(index=True)
    member_id = UUID()
    reason = EncryptedText(record_class="request")
    recused_at = Timestamptz()


class VoteRow(Table, tablename="committee_vote"):
    """One vote of one member on one case; a unique index admits no second."""

    id = UUID(primary_key=True)
    item_id = UUID(index=True)
    member_id = UUID()
    choice = Varchar(length=10)
    cast_at = Timestamptz()


class DecisionRow(Table, tablename="committee_decision"):
    """What the committee decided, and how it left the house."""

    id = UUID(primary_key=True)
    item_id = UUID(unique=True)
    request_id = UUID(index=True)
    kind = Varchar(length=12)
    outcome = Varchar(length=12)
    reasons = Varchar(length=80)
    explanation = EncryptedText(record_class="request", null=True, default=None)
    in_favour = Integer()
    against = Integer()
    abstained = Integer()
    by_casting_vote = Boolean(default=False)
    quorum_needed = Integer()
    quorum_present = Integer()
    rules_version = Integer()
    decided_at = Timestamptz()
    earliest_release_at = Timestamptz(null=True, default=None)
    status = Varchar(length=12)
    urgent_reason = EncryptedText(record_class="request", null=True, default=None)
    urgent_asked_by = UUID(null=True, default=None)
    urgent_asked_at = Timestamptz(null=True, default=None)
    urgent_approved_by = UUID(null=True, default=None)
    urgent_approved_at = Timestamptz(null=True, default=None)
    released_at = Timestamptz(null=True, default=None)
    released_by = UUID(null=True, default=None)
    letter_id = UUID(null=True, default=None)
    reminded_on = Date(null=True, default=None)
