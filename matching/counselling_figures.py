"""Preference counselling with figures of today: the cost of each condition, and of other answers of one's own.

Counts alone, of people who are there and may be proposed, never who they are; fewer than five are "a few".
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from wethaq.matching.applicants import load_applicant
from wethaq.matching.engine.population import Population
from wethaq.matching.own_profile import with_answers
from wethaq.matching.policy.counselling import told
from wethaq.matching.policy.profiles import Applicant, Wish
from wethaq.matching.policy.traits import Fact, Kind, Trait, Vocabulary
from wethaq.matching.population_keeping import current_population
from wethaq.matching.profiles import Profile

CHANGEABLE: Final = ("smoking", "relocation", "housing", "with_in_laws", "wifes_work", "wifes_study")
"""Facts that somebody might change; what nobody can change is never held up to them."""
MOST_SUPPOSITIONS: Final = 6


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it may be told: None stands for "a few"."""

    number: int | None

    @classmethod
    def of(cls, number: int) -> "Count":
        return cls(told(number))


@dataclass(frozen=True, slots=True)
class ConditionCost:
    """What one condition alone costs."""

    trait: Trait
    wish: Wish
    lost: Count


@dataclass(frozen=True, slots=True)
class Supposition:
    """A fact that could be another, and how many more would accept one then."""

    trait: Trait
    value: str
    gain: Count


@dataclass(frozen=True, slots=True)
class Counselling:
    """Everything the page shows; `everybody` is who would come into question without any condition."""

    everybody: Count
    remaining: Count
    is_nobody: bool
    costs: tuple[ConditionCost, ...]
    accepting: Count
    suppositions: tuple[Supposition, ...]


async def counsel(profile: Profile, *, now: datetime) -> Counselling | None:
    """Return the figures for a profile, a draft too; None as long as its marital status isn't known."""
    one = await _as_the_rules_see(profile, now=now)
    if one is None:
        return None
    population = await current_population(now=now)
    return _counselling(population, one)


async def cost_of_each(profile: Profile, *, now: datetime) -> dict[str, Count]:
    """Return by trait what each condition alone costs, for the list of wishes."""
    found = await counsel(profile, now=now)
    return {cost.trait.code: cost.lost for cost in found.costs} if found else {}


async def _as_the_rules_see(profile: Profile, *, now: datetime) -> Applicant | None:
    one = await load_applicant(profile.id, now=now)
    answered = await with_answers(profile)
    if one is None or answered.marital_status is None:
        return None
    return replace(
        one,
        marital_status=answered.marital_status,
        wives_now=answered.wives_now,
        wives_wished=answered.wives_wished,
        accepts_polygamy=answered.is_open_to_polygamy,
    )


def _counselling(population: Population, one: Applicant) -> Counselling:
    vocabulary = population.numbering.vocabulary
    costs = population.condition_costs(one)
    wishes = {wish.trait: wish for wish in one.wishes}
    everybody = population.condition_costs(replace(one, wishes=())).remaining
    accepting = population.who_would_accept(one, {})
    return Counselling(
        everybody=Count.of(everybody),
        remaining=Count.of(costs.remaining),
        is_nobody=costs.remaining == 0,
        costs=tuple(
            ConditionCost(vocabulary[code], wishes[code], Count.of(lost))
            for code, lost in sorted(costs.lost_to.items(), key=lambda item: -item[1])
        ),
        accepting=Count.of(accepting),
        suppositions=_suppositions(population, one, accepting, vocabulary),
    )


def _suppositions(
    population: Population, one: Applicant, accepting: int, vocabulary: Vocabulary
) -> tuple[Supposition, ...]:
    gains: list[tuple[int, Trait, str]] = []
    for trait in vocabulary.asked_of(one.sex):
        if trait.code not in CHANGEABLE:
            continue
        own = one.facts.get(trait.code)
        for value in trait.value_codes:
            supposed = _supposed(trait, own, value)
            if supposed == own:
                continue
            gain = population.who_would_accept(one, {trait.code: supposed}) - accepting
            if gain > 0:
                gains.append((gain, trait, value))
    gains.sort(key=lambda each: -each[0])
    return tuple(
        Supposition(trait, value, Count.of(gain)) for gain, trait, value in gains[:MOST_SUPPOSITIONS]
    )


def _supposed(trait: Trait, own: Fact | None, value: str) -> Fact:
    """Return the fact with one more answer, where several may stand side by side, or the other answer."""
    if trait.kind is Kind.MULTI:
        return (own if isinstance(own, frozenset) else frozenset()) | {value}
    return value
