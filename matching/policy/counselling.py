"""What each answer costs: told before a profile is sent, so that nobody waits behind a condition unknowingly.

The figures are counts of people who are there and eligible, never who they are. A
count below `FEWEST_TOLD` is told as "a few": it would point at somebody.
These are the definitions; `matching.engine` gives the same numbers for large populations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wethaq.matching.policy.eligibility import own_bars, pair_bars
from wethaq.matching.policy.profiles import Applicant, wishes_in_use
from wethaq.matching.policy.traits import Fact, Vocabulary
from wethaq.matching.policy.vocabulary import VOCABULARY

FEWEST_TOLD: Final = 5
"""As policy G9 has it for opinions: no figure about fewer than five."""


@dataclass(frozen=True, slots=True)
class ConditionCosts:
    """How many people remain, and how many each condition alone keeps away."""

    remaining: int
    lost_to: Mapping[str, int]
    """By trait: "this condition alone costs you N people"."""


def condition_costs(
    one: Applicant, people: Iterable[Applicant], on: date, vocabulary: Vocabulary = VOCABULARY
) -> ConditionCosts:
    """Count who would come into question, now and without each one of the conditions."""
    present = [other for other in people if not own_bars(other, on)]
    conditions = [wish for wish in wishes_in_use(one, vocabulary) if wish.is_hard]

    def count(wishes: Iterable[object]) -> int:
        kept = replace(one, wishes=tuple(wish for wish in one.wishes if wish in set(wishes)))
        return sum(not pair_bars(kept, other, on, vocabulary) for other in present)

    remaining = count(conditions)
    without = {wish.trait: count(set(conditions) - {wish}) for wish in conditions}
    return ConditionCosts(remaining, {trait: number - remaining for trait, number in without.items()})


def who_would_accept(
    one: Applicant,
    changed: Mapping[str, Fact],
    people: Iterable[Applicant],
    on: date,
    vocabulary: Vocabulary = VOCABULARY,
) -> int:
    """Count the people whose conditions one would meet with other facts: "who would accept me if …".

    One's own conditions don't count here; the bars that no answer changes do.
    """
    supposed = replace(one, facts={**one.facts, **changed}, wishes=())
    return sum(not own_bars(other, on) and not pair_bars(supposed, other, on, vocabulary) for other in people)


def told(count: int) -> int | None:
    """Return a count that may be told, or None for "a few"."""
    return count if count == 0 or count >= FEWEST_TOLD else None
