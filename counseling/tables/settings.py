"""The figures of a service that a manager may change, in versions."""

from piccolo.columns import UUID, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table


class ServiceTermsRow(Table, tablename="counseling_service_terms"):
    """One version of a service's figures (JSON); the newest counts for new appointments."""

    id = UUID(primary_key=True)
    service = Varchar(length=40)
    version = Integer()
    figures = Text()
    reason = Varchar(length=240)
    changed_at = Timestamptz()
    changed_by = UUID(null=True, default=None)
