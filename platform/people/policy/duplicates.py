"""How alike two files are: .55 name, .30 date of birth, .15 mobile, behind a gate on the first name.

Brothers share three names and a telephone, twins a birthday besides; only the
first name tells them apart, so nothing counts unless it agrees. The figures
are those of intake-and-consent (People) and are proved by the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from wethaq.platform.people.policy.names import matching_key

NAME_WEIGHT: Final = 0.55
BIRTH_WEIGHT: Final = 0.30
MOBILE_WEIGHT: Final = 0.15
FIRST_NAME_GATE: Final = 0.85
"""Jaro–Winkler similarity of the first names, below which two files are two people, unless one slip explains it.

In a name of three letters one slip of a finger (هند, هدن) costs more than the
gate allows. A sister so named still differs by her birthday, and a twin so
named is for an officer to tell: in a thousand pairs of twins nine at most.
"""
THRESHOLD: Final = 0.75
ONE_SLIP: Final = 0.8
"""A date of birth that one slip of a finger explains."""
CONVERSION_SLIP_DAYS: Final = 2
"""Two Hijri calendars differ by a day or two in the same month."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a file is compared: the keys of its four names, its birth date and its mobile."""

    names: tuple[str, ...]
    birth_date: date | None
    mobile: str | None


def likeness_of(parts: Sequence[str], birth_date: date | None, mobile: str | None) -> Likeness:
    """Return what of a person is compared with others."""
    return Likeness(tuple(matching_key(part) for part in parts), birth_date, mobile)


def is_likely_same(one: Likeness, other: Likeness) -> bool:
    """Tell whether an officer should compare the two files."""
    return similarity(one, other) >= THRESHOLD


def similarity(one: Likeness, other: Likeness) -> float:
    """Return 0 to 1. What either file doesn't tell has no weight, neither for nor against."""
    if not _may_be_one_name(one.names[0], other.names[0]):
        return 0.0
    scores = [(NAME_WEIGHT, _name_similarity(one.names, other.names))]
    if one.birth_date and other.birth_date:
        scores.append((BIRTH_WEIGHT, birth_similarity(one.birth_date, other.birth_date)))
    if one.mobile and other.mobile:
        scores.append((MOBILE_WEIGHT, float(one.mobile == other.mobile)))
    return sum(weight * score for weight, score in scores) / sum(weight for weight, _ in scores)


def birth_similarity(one: date, other: date) -> float:
    """Return 1 for the same day, `ONE_SLIP` for a likely mistake, else 0.

    Likely mistakes: day and month exchanged, one digit wrong or two
    exchanged, a day or two lost between the calendars, a year miscounted.
    """
    if one == other:
        return 1.0
    is_exchanged = (one.day, one.month, one.year) == (other.month, other.day, other.year)
    is_converted = abs((one - other).days) <= CONVERSION_SLIP_DAYS
    is_miscounted = (one.day, one.month) == (other.day, other.month) and abs(one.year - other.year) == 1
    is_mistyped = DamerauLevenshtein.distance(one.isoformat(), other.isoformat()) == 1
    return ONE_SLIP if is_exchanged or is_converted or is_miscounted or is_mistyped else 0.0


def _may_be_one_name(one: str, other: str) -> bool:
    """Tell whether two first names are alike, or one slip apart."""
    is_alike = JaroWinkler.similarity(one, other) >= FIRST_NAME_GATE
    return is_alike or DamerauLevenshtein.distance(one, other) == 1


def _name_similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Compare the parts that both files have; or as wholes, where parts stand in other places."""
    known = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine and theirs]
    by_part = sum(JaroWinkler.similarity(mine, theirs) for mine, theirs in known) / max(len(known), 1)
    return max(by_part, fuzz.token_sort_ratio(" ".join(one), " ".join(other)) / 100)
