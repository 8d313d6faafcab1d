"""What stands round requests: terms, scope, next steps."""

from piccolo.columns import UUID, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table


class TermsVersion(Table, tablename="intake_terms_version"):
    """A service's figures as they were from a day on; `figures` is JSON."""

    id = UUID(primary_key=True)
    service = Varchar(length=40)
    version = Integer()
    figures = Text()
    reason = Text(null=True, default=None)
    changed_at = Timestamptz()
    changed_by = UUID(null=True, default=None)


class EligibilityRecord(Table, tablename="intake_eligibility"):
    """What a rule, in a version, said of somebody on a day (R1)."""

    id = UUID(primary_key=True)
    person_id = UUID(index=True)
    service = Varchar(length=40)
    rule = Varchar(length=60)
    rule_version = Integer()
    result = Varchar(length=16)
    judged_at = Timestamptz()


class NextStep(Table, tablename="intake_next_step"):
    """A service suggested to a person by what happened in another (G2)."""

    id = UUID(primary_key=True)
    person_id = UUID(index=True)
    service = Varchar(length=40)
    suggested_by = Varchar(length=40)
    suggested_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
