"""The table of the jobs part."""

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.table import Table


class JobState(Table, tablename="jobs_state"):
    """When a job is due, who holds it, and how it went; one row a job."""

    id = UUID(primary_key=True)
    name = Varchar(length=80, unique=True)
    next_run_at = Timestamptz()
    lease = UUID(null=True, default=None)
    leased_until = Timestamptz(null=True, default=None)
    last_started_at = Timestamptz(null=True, default=None)
    last_finished_at = Timestamptz(null=True, default=None)
    failures = Integer(default=0)
    last_error = Varchar(length=120, null=True, default=None)
