"""How well two people suit each other, in whole per cent, so that an explanation adds up exactly.

sat(a→b) = (Σ w·s + κμ) / (Σ w + κ) over the wishes of a of which b has stated
something; s in hundredths, κ = 2, μ = ½: few answers don't look perfect.
mutual = √(sat(a→b)·sat(b→a)). Both are rounded half up in whole numbers, with no
floating point anywhere, so the engine's tables and this file can't differ.
No pair's score is stored: it is computed when it is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import starmap
from math import isqrt
from typing import Final

from wethaq.matching.policy.profiles import FULL, HALF, Applicant, Wish, wishes_in_use
from wethaq.matching.policy.traits import Fact, Vocabulary
from wethaq.matching.policy.vocabulary import VOCABULARY

PRIOR_WEIGHT: Final = 2
"""κ: as if two slight wishes more were known, each met by half (μ)."""
PRIOR_POINTS: Final = PRIOR_WEIGHT * HALF
STRENGTHS: Final = 3
TO_DISCUSS: Final = 2
WIDE_GAP: Final = 20
"""From a difference above this on, the matchmaker is told that one side gains much more."""


class Met(StrEnum):
    """How a wish fares with the other's fact."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    TO_ASK = "to_ask"
    """Not stated."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One wish beside the other's fact; `points` of `100 × weight`, `percent` of the satisfaction."""

    wish: Wish
    fact: Fact | None
    weight: int
    points: int
    met: Met
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """One direction. `percent` is the sum of all criteria's percents and of `prior_percent`."""

    percent: int
    prior_percent: int
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A pair from the side of `one`."""

    forward: Satisfaction
    """What one wishes, and what the other brings."""
    backward: Satisfaction
    mutual: int

    @property
    def is_lopsided(self) -> bool:
        return abs(self.forward.percent - self.backward.percent) > WIDE_GAP

    @property
    def strengths(self) -> list[Criterion]:
        """Return the three criteria that carry most, of both sides."""
        carrying = [one for one in self._criteria if one.met in {Met.MET, Met.PARTLY} and one.points]
        return sorted(carrying, key=lambda one: -one.points)[:STRENGTHS]

    @property
    def to_discuss(self) -> list[Criterion]:
        """Return the two points that cost most, before those that nobody has stated."""
        lacking = [one for one in self._criteria if one.met is not Met.MET]
        return sorted(lacking, key=lambda one: (one.met is Met.TO_ASK, one.points - FULL * one.weight))[
            :TO_DISCUSS
        ]

    @property
    def to_ask(self) -> list[Criterion]:
        """Return conditions on which the other has stated nothing."""
        return [one for one in self._criteria if one.met is Met.TO_ASK and one.wish.is_hard]

    @property
    def _criteria(self) -> list[Criterion]:
        return [*self.forward.criteria, *self.backward.criteria]


def percent_of(points: int, weight: int) -> int:
    """Return a satisfaction from Σ w·s (s in hundredths) and Σ w."""
    return _rounded(points + PRIOR_POINTS, weight + PRIOR_WEIGHT)


def mutual_of(forward: int, backward: int) -> int:
    """Return √(forward·backward), rounded half up."""
    return (isqrt(4 * forward * backward) + 1) // 2


def satisfaction(
    one: Applicant, other: Applicant, on: date, vocabulary: Vocabulary = VOCABULARY
) -> Satisfaction:
    """Return what one's wishes make of the other, criterion by criterion."""
    judged = [_judge(wish, other.fact(wish.trait, on), vocabulary) for wish in wishes_in_use(one, vocabulary)]
    return add_up(judged)


def mutual_score(one: Applicant, other: Applicant, on: date, vocabulary: Vocabulary = VOCABULARY) -> int:
    """Return the score of a pair in whole per cent."""
    return explain(one, other, on, vocabulary).mutual


def explain(one: Applicant, other: Applicant, on: date, vocabulary: Vocabulary = VOCABULARY) -> Explanation:
    """Explain a pair for staff: everything, both ways."""
    forward = satisfaction(one, other, on, vocabulary)
    backward = satisfaction(other, one, on, vocabulary)
    return Explanation(forward, backward, mutual_of(forward.percent, backward.percent))


def add_up(criteria: Iterable[Criterion]) -> Satisfaction:
    """Sum criteria, and give each the whole per cents that it contributes.

    What rounding leaves over goes to the largest remainders (Hamilton), so that
    the parts of an explanation always add up to the figure above them.
    """
    judged = tuple(criteria)
    weight = sum(one.weight for one in judged if one.met is not Met.TO_ASK)
    percent = percent_of(sum(one.points for one in judged), weight)
    shares = _apportion([PRIOR_POINTS, *(one.points for one in judged)], weight + PRIOR_WEIGHT, percent)
    told = starmap(_with_percent, zip(judged, shares[1:], strict=True))
    return Satisfaction(percent, shares[0], tuple(told))


def _judge(wish: Wish, fact: Fact | None, vocabulary: Vocabulary) -> Criterion:
    trait = vocabulary[wish.trait]
    weight = wish.weight(trait)
    if fact is None:
        return Criterion(wish, None, weight, 0, Met.TO_ASK)
    share = wish.share(trait, fact)
    met = Met.MET if share == FULL else Met.PARTLY if share else Met.NOT_MET
    return Criterion(wish, fact, weight, weight * share, met)


def _rounded(dividend: int, divisor: int) -> int:
    return (2 * dividend + divisor) // (2 * divisor)


def _apportion(points: list[int], divisor: int, total: int) -> list[int]:
    shares = [point // divisor for point in points]
    by_remainder = sorted(range(len(points)), key=lambda place: (-(points[place] % divisor), place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def _with_percent(one: Criterion, percent: int) -> Criterion:
    return Criterion(one.wish, one.fact, one.weight, one.points, one.met, percent)
