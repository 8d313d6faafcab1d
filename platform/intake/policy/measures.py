"""How fast people are served: the four figures of policy G1, from requests alone and never from persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final, Protocol

MEASURED_DAYS: Final = 365
"""Requests of the last year count, so that an old delay doesn't hide today's."""


class Measured(Protocol):
    """The moments of a request that count."""

    @property
    def first_asked_at(self) -> datetime | None: ...
    @property
    def first_answered_at(self) -> datetime | None: ...
    @property
    def submitted_at(self) -> datetime | None: ...
    @property
    def verified_at(self) -> datetime | None: ...
    @property
    def decided_at(self) -> datetime | None: ...
    @property
    def registered_at(self) -> datetime | None: ...
    @property
    def delivered_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """The usual length of one stage, and of how many requests we know it."""

    usual: timedelta | None
    known: int


@dataclass(frozen=True, slots=True)
class Measures:
    """The four times of G1; each is a median, so that one lost request can't colour the rest."""

    first_answer: Figure
    verification: Figure
    decision: Figure
    service: Figure


def measure(requests: Sequence[Measured]) -> Measures:
    """Return the figures of some requests."""
    return Measures(
        first_answer=_figure((each.first_asked_at, each.first_answered_at) for each in requests),
        verification=_figure((each.submitted_at, each.verified_at) for each in requests),
        decision=_figure((each.submitted_at, each.decided_at) for each in requests),
        service=_figure((each.registered_at, each.delivered_at) for each in requests),
    )


def _figure(spans: Iterable[tuple[datetime | None, datetime | None]]) -> Figure:
    lengths = [(end - start).total_seconds() for start, end in spans if start and end]
    return Figure(timedelta(seconds=median(lengths)) if lengths else None, len(lengths))
