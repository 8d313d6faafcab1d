"""From the meeting to the contract: what an office has to record, and no more."""

from piccolo.columns import UUID, Boolean, Date, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class MeetingRow(Table, tablename="matching_meeting"):
    """The meeting (نظرة شرعية): room, mahram named, a host of ours, and whether it took place."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    room = Varchar(length=80)
    starts_at = Timestamptz()
    mahram_name = EncryptedText(record_class="matching")
    mahram_relation = Varchar(length=24)
    host_id = UUID(default=None, index=True)
    outcome = Varchar(length=16, null=True, default=None)
    uid = Varchar(length=80)
    sequence = Integer(default=0)
    set_at = Timestamptz()
    set_by = UUID(null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)


class FeedbackRow(Table, tablename="matching_feedback"):
    """What a party says of a meeting or an end, by criterion; for the matchmaker, never for the other side."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    party = Varchar(length=8)
    stage = Varchar(length=20)
    criteria = Varchar(length=240, default="")
    words = EncryptedText(record_class="matching", null=True, default=None)
    given_at = Timestamptz()


class ExamRow(Table, tablename="matching_exam"):
    """That a premarital examination certificate was presented: its date and its own word, never results."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, index=True)
    profile_id = UUID(default=None)
    issued_on = Date()
    is_compatible = Boolean()
    seen_at = Timestamptz()
    seen_by = UUID(default=None)


class ContractRow(Table, tablename="matching_contract"):
    """A marriage contract that both told us of."""

    id = UUID(primary_key=True)
    proposal_id = UUID(default=None, unique=True)
    contracted_on = Date()
    recorded_at = Timestamptz()
    recorded_by = UUID(default=None)


class FollowUpRow(Table, tablename="matching_follow_up"):
    """A call six and twelve months after the contract, by consent."""

    id = UUID(primary_key=True)
    contract_id = UUID(default=None, index=True)
    profile_id = UUID(default=None)
    after_months = Integer()
    due_on = Date()
    answered_at = Timestamptz(null=True, default=None)
    answer = Varchar(length=16, null=True, default=None)
    words = EncryptedText(record_class="matching", null=True, default=None)
