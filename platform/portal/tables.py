"""The tables of the portal."""

from piccolo.columns import UUID, Boolean, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class PageOpinionRow(Table, tablename="portal_page_opinion"):
    """An anonymous answer to "was this page useful?"; nothing tells who gave it."""

    id = UUID(primary_key=True)
    page_path = Varchar(length=120, index=True)
    language = Varchar(length=2)
    is_useful = Boolean()
    reasons = Text(default="")
    """Codes of `OpinionReason`, separated by spaces."""
    given_at = Timestamptz()


class InquiryRow(Table, tablename="portal_inquiry"):
    """A question asked without a request ("ask us", policy H1), and its answer.

    Whoever asked holds a code; only its blind index is kept, so that the row
    alone opens nothing. Name and address may be absent: asking is anonymous.
    """

    id = UUID(primary_key=True)
    code_index = Varchar(length=64, unique=True)
    question = EncryptedText(record_class="person")
    name = EncryptedText(record_class="person", null=True, default=None)
    address = EncryptedText(record_class="person", null=True, default=None)
    person_id = UUID(null=True, default=None)
    language = Varchar(length=2)
    asked_at = Timestamptz(index=True)
    answer = EncryptedText(record_class="person", null=True, default=None)
    answered_at = Timestamptz(null=True, default=None)
    answered_by = UUID(null=True, default=None)
