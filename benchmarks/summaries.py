"""What is said about many measurements of one unit."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """The middle of what was measured, and between which figures the middle half lies."""

    median: float
    lower_quartile: float
    upper_quartile: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "Summary":
        """Summarise at least two measurements; quartiles are inclusive, so they never leave the data."""
        lower, median, upper = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, lower, upper, len(values))


def ratio(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]]) -> float:
    """Return how many times as much ours needs, round by round, and of the rounds the middle.

    The two sides take turns, so a machine that slows down for a while
    slows both of a round, and the ratio stays.
    """
    return statistics.median(
        statistics.median(own) / statistics.median(other) for own, other in zip(ours, theirs, strict=True)
    )
