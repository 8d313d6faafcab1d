"""The one table of the portal."""

from piccolo.columns import UUID, Boolean, Text, Timestamptz, Varchar
from piccolo.table import Table


class PageOpinionRow(Table, tablename="portal_page_opinion"):
    """An anonymous answer to "was this page useful?"; nothing tells who gave it."""

    id = UUID(primary_key=True)
    page_path = Varchar(length=120, index=True)
    language = Varchar(length=2)
    is_useful = Boolean()
    reasons = Text(default="")
    """Codes of `OpinionReason`, separated by spaces."""
    given_at = Timestamptz()
