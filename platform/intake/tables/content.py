"""What the applicant gives and signs."""

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class Answer(Table, tablename="intake_answer"):
    """One answer in one revision; the last revision counts, the others tell what was signed."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    question = Varchar(length=60)
    revision = Integer()
    value = EncryptedText(record_class="request")
    answered_at = Timestamptz()
    answered_by = UUID(null=True, default=None)


class Declaration(Table, tablename="intake_declaration"):
    """A signature over the hash of exactly what was signed (H4); append-only."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    content_hash = Varchar(length=64)
    declaration_version = Integer()
    method = Varchar(length=16)
    signed_name = EncryptedText(record_class="request")
    signed_at = Timestamptz()
    recorded_by = UUID(null=True, default=None)
    witness_id = UUID(null=True, default=None)
    document_id = UUID(null=True, default=None)
