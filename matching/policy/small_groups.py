"""Figures that may be shown: no group under five, and none that can be found by subtracting (policy G9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from wethaq.matching.policy.counselling import FEWEST_TOLD

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Days: half wait no longer than `median`, nine in ten no longer than `ninetieth`."""

    median: int
    ninetieth: int
    of: int


def shown_count(count: int) -> int | None:
    """Return a count that may be shown; none at all may be, a few may not."""
    return count if count == 0 or count >= FEWEST_TOLD else None


def waiting_of(days: Sequence[int]) -> Waiting | None:
    """Return how long people waited, by the nearest rank; nothing of too few."""
    if len(days) < FEWEST_TOLD:
        return None
    ordered = sorted(days)
    return Waiting(_rank(ordered, 0.5), _rank(ordered, 0.9), len(ordered))


def folded(sizes: Mapping[Key, int]) -> tuple[list[Key], list[Key]]:
    """Return which groups may be shown by themselves, and which only together, as "others".

    What stands together must itself be large enough, or it could be found by
    subtracting the others from the whole: then the smallest of those joins it. Where
    even that isn't enough, nothing is shown.
    """
    ordered = sorted((key for key, size in sizes.items() if size), key=lambda key: (-sizes[key], str(key)))
    alone = [key for key in ordered if sizes[key] >= FEWEST_TOLD]
    together = [key for key in ordered if sizes[key] < FEWEST_TOLD]
    while together and alone and sum(sizes[key] for key in together) < FEWEST_TOLD:
        together.append(alone.pop())
    if sum(sizes[key] for key in together) < FEWEST_TOLD:
        together = []
    return alone, together


def _rank(ordered: Sequence[int], quantile: float) -> int:
    return ordered[max(ceil(quantile * len(ordered)) - 1, 0)]
