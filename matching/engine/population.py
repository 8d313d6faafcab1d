"""Both sides in memory: candidates with reasons, what conditions cost, and every edit.

A population belongs to a day (ages, waiting periods and proofs change overnight): `as_of`
makes the next day's. It holds no names, only ids; nothing of it is ever written down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

import numpy as np

from wethaq.matching.engine.bits import Words, count, slots_of
from wethaq.matching.engine.filtering import accepted, meeting_conditions, open_to
from wethaq.matching.engine.numbering import NumberedWish, Numbering
from wethaq.matching.engine.reasons import Reasons, reasons
from wethaq.matching.engine.scoring import (
    Percents,
    Slots,
    backward_percents,
    forward_percents,
    mutual_percents,
)
from wethaq.matching.engine.side import Side
from wethaq.matching.policy.counselling import ConditionCosts
from wethaq.matching.policy.eligibility import LIMITS, Limits, own_bars
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.traits import Fact, Vocabulary
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.platform.people.records import Sex

BEST: Final = 20
OTHER: Final = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}


class Candidate(NamedTuple):
    """One of the best, with what speaks for it; `forward` is how far they meet the searching person's wishes."""

    id: UUID
    mutual: int
    forward: int
    backward: int
    reasons: Reasons


class Population:
    """All applicants on one day."""

    def __init__(
        self,
        people: Iterable[Applicant] = (),
        *,
        on: date,
        vocabulary: Vocabulary = VOCABULARY,
        limits: Limits = LIMITS,
    ) -> None:
        self.on = on
        self.limits = limits
        self.numbering = Numbering(vocabulary)
        self.sides = {sex: Side(self.numbering, on, limits) for sex in Sex}
        everybody = list(people)
        for sex, side in self.sides.items():
            side.load([one for one in everybody if one.sex is sex])

    def as_of(self, on: date) -> "Population":
        """Return the same people on another day."""
        return Population(self.people(), on=on, vocabulary=self.numbering.vocabulary, limits=self.limits)

    def people(self) -> list[Applicant]:
        return [one for side in self.sides.values() for one in side.people if one is not None]

    def __contains__(self, person_id: object) -> bool:
        return any(person_id in side.slot_of for side in self.sides.values())

    def put(self, one: Applicant) -> None:
        """Add a person, or follow a change of theirs."""
        self.sides[OTHER[one.sex]].remove(one.id)
        self.sides[one.sex].put(one)

    def remove(self, person_id: UUID) -> None:
        """Forget a person: at a withdrawal, from the next search on."""
        for side in self.sides.values():
            side.remove(person_id)

    def eligible_ids(self, one: Applicant) -> list[UUID]:
        """Return everybody to whom one may be proposed, in no order that means anything."""
        side = self._other_side(one)
        return [side.id_at(slot) for slot in self._eligible(one)[0].tolist()]

    def best(self, one: Applicant, number: int = BEST) -> list[Candidate]:
        """Return the best candidates: by score, then who has waited longest, then by id.

        Nobody for a person who may not be proposed at present.
        """
        side = self._other_side(one)
        slots, facts, wishes = self._eligible(one)
        if not len(slots):
            return []
        forward = forward_percents(side, wishes, slots)
        backward = backward_percents(side, facts, slots)
        mutual = mutual_percents(forward, backward)
        chosen = _best(side, slots, mutual, number)
        told = reasons(side, facts, wishes, slots[chosen])
        figures = zip(
            slots[chosen].tolist(),
            mutual[chosen].tolist(),
            forward[chosen].tolist(),
            backward[chosen].tolist(),
            told,
            strict=True,
        )
        return [Candidate(side.id_at(slot), *rest) for slot, *rest in figures]

    def condition_costs(self, one: Applicant) -> ConditionCosts:
        """Count who remains, and how many each condition alone keeps away; for a draft as well."""
        side, facts, wishes = self._seen_by(one)
        hard = [wish for wish in wishes if wish.is_hard]
        # Before each condition, what all earlier ones leave; after it, what all later ones would.
        before = [open_to(side, one, facts)]
        sets = [accepted(side, wish) for wish in hard]
        for words in sets:
            before.append(before[-1] & words)
        remaining, after = count(before[-1]), np.full_like(side.available, ~np.uint64(0))
        lost: dict[str, int] = {}
        for wish, words, earlier in zip(reversed(hard), reversed(sets), reversed(before[:-1]), strict=True):
            lost[self.numbering.traits[wish.place].code] = count(earlier & after) - remaining
            after &= words
        return ConditionCosts(remaining, dict(reversed(lost.items())))

    def who_would_accept(self, one: Applicant, changed: Mapping[str, Fact]) -> int:
        """Count whose conditions one would meet with other facts: "who would accept me if …"."""
        supposed = replace(one, facts={**one.facts, **changed}, wishes=())
        side, facts, _ = self._seen_by(supposed)
        return count(open_to(side, supposed, facts))

    def _eligible(self, one: Applicant) -> tuple[Slots, list[int], list[NumberedWish]]:
        side, facts, wishes = self._seen_by(one)
        if own_bars(one, self.on, self.limits):
            return np.empty(0, dtype=np.intp), facts, wishes
        return slots_of(self._matching(side, one, facts, wishes)), facts, wishes

    def _matching(self, side: Side, one: Applicant, facts: list[int], wishes: list[NumberedWish]) -> Words:
        return meeting_conditions(side, wishes, open_to(side, one, facts))

    def _seen_by(self, one: Applicant) -> tuple[Side, list[int], list[NumberedWish]]:
        own_side, numbering = self.sides[one.sex], self.numbering
        slot = own_side.slot_of.get(one.id)
        if slot is not None and own_side.people[slot] is one:
            return self._other_side(one), own_side.facts[:, slot].tolist(), own_side.wishes_at[slot]
        return self._other_side(one), numbering.facts(one, self.on), numbering.wishes(one)

    def _other_side(self, one: Applicant) -> Side:
        return self.sides[OTHER[one.sex]]


def _best(side: Side, slots: Slots, mutual: Percents, number: int) -> Slots:
    """Return the places of the best, in order; the order of equals is told by waiting, then by id."""
    reached = np.cumsum(np.bincount(mutual, minlength=101)[::-1])
    worst = 100 - int(np.searchsorted(reached, min(number, len(slots))))
    chosen = np.flatnonzero(mutual >= worst)
    order = np.lexsort((side.waiting.take(slots[chosen]), -mutual[chosen].astype(np.int16)))
    # Only those who could still be among the first are compared by their ids.
    if len(order) > number:
        last = chosen[order[number - 1]]
        since = side.waiting[slots[last]]
        is_in = (mutual[chosen] > worst) | (side.waiting.take(slots[chosen]) <= since)
        chosen = chosen[is_in]
    ranked = sorted(
        chosen.tolist(),
        key=lambda place: (-int(mutual[place]), side.waiting[slots[place]], side.id_at(int(slots[place]))),
    )
    return np.array(ranked[:number], dtype=np.intp)
