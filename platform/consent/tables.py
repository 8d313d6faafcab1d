"""Rows of consent. Texts, notices and events are only ever inserted."""

from piccolo.columns import UUID, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class PolicyTextRow(Table, tablename="consent_policy_text"):
    """One published version of a text, both languages under one hash; immutable."""

    id = UUID(primary_key=True)
    purpose = Varchar(length=80)
    version = Integer()
    arabic = Text()
    english = Text()
    sha256 = Varchar(length=64)
    published_at = Timestamptz()
    published_by = UUID(null=True, default=None)
    supersedes = UUID(null=True, default=None)


class NoticeServedRow(Table, tablename="consent_notice_served"):
    """Proof of which text was shown to whom, when and in which language (policy R2)."""

    id = UUID(primary_key=True)
    person_id = UUID(index=True)
    text_id = UUID()
    text_sha256 = Varchar(length=64)
    language = Varchar(length=2)
    channel = Varchar(length=20)
    served_at = Timestamptz()
    served_by = UUID(null=True, default=None)
    acknowledged_at = Timestamptz(null=True, default=None)


class GrantRow(Table, tablename="consent_grant"):
    """One giving of consent; a partial unique index keeps one current row a person and purpose."""

    id = UUID(primary_key=True)
    person_id = UUID(index=True)
    purpose = Varchar(length=80)
    status = Varchar(length=20)
    text_id = UUID()
    text_sha256 = Varchar(length=64)
    data_classes = Text()
    recipients = Text()
    method = Varchar(length=10)
    witness = EncryptedText(record_class="person", null=True, default=None)
    guardian_person_id = UUID(null=True, default=None)
    capacity = Varchar(length=80, null=True, default=None)
    given_by_account = UUID(null=True, default=None)
    given_at = Timestamptz()
    valid_until = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    receipt_code = Varchar(length=24, unique=True)
    receipt = Text()
    signature = Text()


class ConsentEventRow(Table, tablename="consent_event"):
    """One line of the history of consents; append-only."""

    id = UUID(primary_key=True)
    person_id = UUID(index=True)
    purpose = Varchar(length=80)
    kind = Varchar(length=20)
    at = Timestamptz()
    grant_id = UUID(null=True, default=None)
    text_id = UUID(null=True, default=None)
    text_version = Integer(null=True, default=None)
    method = Varchar(length=10, null=True, default=None)
    actor_account_id = UUID(null=True, default=None)


class DependentRow(Table, tablename="consent_dependent"):
    """A part that must act on a withdrawal, and how far it has come."""

    id = UUID(primary_key=True)
    grant_id = UUID(index=True)
    person_id = UUID()
    purpose = Varchar(length=80)
    name = Varchar(length=120)
    status = Varchar(length=10)
    attempts = Integer()
    next_try_at = Timestamptz(null=True, default=None)
    failure = Varchar(length=120, null=True, default=None)
    updated_at = Timestamptz()
