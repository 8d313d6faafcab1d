"""The jobs that exist: values that app.py lists, nothing that registers itself on import."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

Work = Callable[[datetime], Awaitable[None]]

LEASE: Final = timedelta(minutes=2)
"""How long a claim holds without a sign of life; it is renewed while the job runs."""


@dataclass(frozen=True, slots=True)
class Job:
    """A named piece of work and how often it is due. `run` gets the moment at which it was claimed.

    It may run again after a crash, so it must be safe to repeat.
    """

    name: str
    every: timedelta
    run: Work


def job(name: str, *, every: timedelta) -> Callable[[Work], Job]:
    """Make a `Job` of a function: `@job("intake.reminders", every=timedelta(hours=1))`."""

    def make(run: Work) -> Job:
        return Job(name, every, run)

    return make


_installed: tuple[Job, ...] = ()


def install_jobs(jobs: Sequence[Job]) -> None:
    """Take the list of the composition root. Raises ValueError when two jobs share a name."""
    global _installed  # noqa: PLW0603 - one list a process, set once.
    if len({each.name for each in jobs}) != len(jobs):
        raise ValueError("Two jobs share a name.")
    _installed = tuple(jobs)


def installed_jobs() -> tuple[Job, ...]:
    return _installed
