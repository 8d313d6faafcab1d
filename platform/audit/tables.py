"""Tables of the audit trail; the database itself refuses to change or delete events (see the migration)."""

from piccolo.columns import UUID, BigInt, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table


class AuditEvent(Table, tablename="audit_event"):
    """One thing that happened; `chain` binds it to everything before it."""

    sequence = BigInt(primary_key=True, default=None)
    at = Timestamptz()
    event = Varchar(length=80)
    subject_id = Varchar(length=80, null=True, default=None)
    person_id = UUID(null=True, default=None, index=True)
    purpose = Varchar(length=120, null=True, default=None)
    account_id = UUID(null=True, default=None, index=True)
    session_id = UUID(null=True, default=None)
    roles = Varchar(length=255, default="")
    channel = Varchar(length=16, default="")
    details = Text(default="{}")
    chain = Varchar(length=64)


class AuditHead(Table, tablename="audit_head"):
    """The end of the chain, in one row that every writer locks."""

    id = Integer(primary_key=True, default=None)
    sequence = BigInt(default=0)
    chain = Varchar(length=64)
    seal = Varchar(length=64)


class AuditRoot(Table, tablename="audit_root"):
    """The signed Merkle root over all events up to the end of a day."""

    id = UUID(primary_key=True)
    day = Date(unique=True, default=None)
    size = BigInt()
    root = Varchar(length=64)
    peaks = Text(default="")
    signature = Text()
    created_at = Timestamptz()
