"""The arithmetic of figures: shares with their uncertainty, waiting days, and groups too small to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, TypeVar

from wethaq.platform.feedback.policy import LEAST_ANSWERS_SHOWN, wilson_interval

LEAST_SHOWN: Final = LEAST_ANSWERS_SHOWN
"""Policy G9: below this, a figure could point at one family."""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 of `of` cases; `low` and `high` bound it with 95 % confidence ."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Days until the first appointment: half wait no longer than `median`, nine in ten no longer than `ninetieth`."""

    median: int
    ninetieth: int
    of: int


@dataclass(frozen=True, slots=True)
class Usage:
    """Minutes of some time: planned, booked (whatever came of it), and attended."""

    planned: int = 0
    booked: int = 0
    attended: int = 0

    @property
    def booked_share(self) -> float | None:
        """Booked minutes per planned minute; above 1 where staff booked outside the plan."""
        return self.booked / self.planned if self.planned else None

    @property
    def attended_share(self) -> float | None:
        return self.attended / self.planned if self.planned else None

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.planned + other.planned, self.booked + other.booked, self.attended + other.attended)


def share_of(hits: int, of: int) -> Share | None:
    """Return a share with its interval; nothing of too few cases."""
    if of < LEAST_SHOWN:
        return None
    return Share(hits / of, *wilson_interval(hits, of), of)


def waiting_of(days: Sequence[int]) -> Waiting | None:
    """Return how long people waited, by the nearest rank; nothing of too few."""
    if len(days) < LEAST_SHOWN:
        return None
    ordered = sorted(days)
    return Waiting(_rank(ordered, 0.5), _rank(ordered, 0.9), len(ordered))


def shown_count(count: int) -> int | None:
    """Return a count that may be shown; none at all may be, a few may not."""
    return count if count == 0 or count >= LEAST_SHOWN else None


def without_small_groups(counts: Mapping[Key, int]) -> list[tuple[Key | None, int]]:
    """Return groups, the largest first, with the small ones folded into one (None).

    What is folded must itself be large enough, or it could be found by
    subtracting the others from the whole: then the smallest of the others joins it.
    All that can't be folded is left out.
    """
    ordered = sorted(
        ((key, count) for key, count in counts.items() if count), key=lambda item: (-item[1], str(item[0]))
    )
    shown = [item for item in ordered if item[1] >= LEAST_SHOWN]
    rest = sum(count for _, count in ordered) - sum(count for _, count in shown)
    while 0 < rest < LEAST_SHOWN and shown:
        rest += shown.pop()[1]
    folded: list[tuple[Key | None, int]] = [*shown]
    return [*folded, (None, rest)] if rest >= LEAST_SHOWN else folded


def _rank(ordered: Sequence[int], quantile: float) -> int:
    return ordered[max(ceil(quantile * len(ordered)) - 1, 0)]
