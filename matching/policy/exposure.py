"""Who was seen in a round, and how evenly: fair exposure is what the association promises."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final
from uuid import UUID

from wethaq.matching.policy.profiles import Applicant

AGE_BANDS: Final = (25, 30, 35, 40, 50)
"""A band begins at its number; the first one is all below."""


class Unseen(StrEnum):
    """Why somebody is in no draft of a round."""

    NOT_AVAILABLE = "not_available"
    """A bar of their own (`eligibility.own_bars`)."""
    NOBODY_ELIGIBLE = "nobody_eligible"
    """No one passes both sides' conditions: a matter for preference counselling."""
    NO_ROOM = "no_room"
    """Everybody who comes into question has enough drafts; they come first in the next round."""


@dataclass(frozen=True, slots=True)
class GroupExposure:
    """How many of a group were seen."""

    people: int
    seen: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """The report of one sex. `groups` are keyed by question and value; Gini counts those who could be seen."""

    seen: int
    unseen: Mapping[UUID, Unseen]
    gini: Fraction
    groups: Mapping[tuple[str, str], GroupExposure]


def expose(
    people: Sequence[Applicant],
    drafts: Mapping[UUID, int],
    reasons: Mapping[UUID, Unseen],
    on: date,
) -> Exposure:
    """Report on a round: `drafts` of each person who has any, and why each of the others has none."""
    counts = {one.id: drafts.get(one.id, 0) for one in people}
    unseen = {person: reasons.get(person, Unseen.NO_ROOM) for person, count in counts.items() if not count}
    could = [count for person, count in counts.items() if count or unseen[person] is Unseen.NO_ROOM]
    return Exposure(len(people) - len(unseen), unseen, gini(could), _grouped(people, counts, on))


def gini(counts: Iterable[int]) -> Fraction:
    """Return how unevenly something is spread: 0 for evenly, towards 1 for all to one (Gini 1912)."""
    ordered = sorted(counts)
    total, number = sum(ordered), len(ordered)
    if not total:
        return Fraction(0)
    weighted = sum(place * count for place, count in enumerate(ordered, 1))
    return Fraction(2 * weighted, number * total) - Fraction(number + 1, number)


def age_band(age: int) -> str:
    """Return the band of an age, as a pair of its ends."""
    at_least = max((band for band in AGE_BANDS if age >= band), default=18)
    following = next((band for band in AGE_BANDS if band > at_least), None)
    return f"{at_least}-{following - 1}" if following else f"{at_least}+"


def groups_of(one: Applicant, on: date) -> dict[str, str]:
    """Return the groups in which nobody may fall behind unnoticed."""
    return {
        "age": age_band(one.age_on(on)),
        "marital_status": one.marital_status.value,
        "disability": str(one.facts.get("disability", "not_stated")),
        "lineage": "stated" if "lineage" in one.facts else "not_stated",
    }


def _grouped(
    people: Sequence[Applicant], counts: Mapping[UUID, int], on: date
) -> dict[tuple[str, str], GroupExposure]:
    members: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in people:
        for key in groups_of(one, on).items():
            members[key].append(counts[one.id])
    return {
        key: GroupExposure(len(own), sum(count > 0 for count in own), sum(own))
        for key, own in sorted(members.items())
    }
