"""When a job is due again, whether it went well or not."""

from datetime import datetime, timedelta
from typing import Final

FIRST_RETRY: Final = timedelta(seconds=30)


def next_run_at(started_at: datetime, every: timedelta, failures: int) -> datetime:
    """Return the next time: the usual step after success, a growing delay after failures.

    A job that keeps failing is tried after 30 s, 1 min, 2 min … but never
    more rarely than it is due anyway.
    """
    if failures == 0:
        return started_at + every
    growing: timedelta = FIRST_RETRY * 2 ** min(failures - 1, 16)
    return started_at + min(growing, every)
