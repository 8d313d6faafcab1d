"""Facts and wishes as small whole numbers.

Each trait has a run of columns: one for each value, and a last one for *not stated*.
A wish then is two short vectors over its trait's run: the points that each value
earns, and whether the value is refused.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.policy.profiles import Applicant, Wish, wishes_in_use
from wethaq.matching.policy.traits import Fact, Kind, Trait, Vocabulary

WEIGHT_SHIFT: Final = 16
"""In a packed sum the points are the low sixteen bits, the weights lie above."""
MOST_KEPT: Final = 50_000
"""Wishes whose vectors are remembered; far more than a population has different ones."""


@dataclass(frozen=True, slots=True)
class NumberedWish:
    """A wish over its trait's run of columns."""

    place: int
    """Of the trait, among the active ones."""
    weight: int
    points: NDArray[np.uint16]
    refuses: NDArray[np.bool_]
    packed: NDArray[np.uint32]
    """Points and weight together; nothing for *not stated*, which doesn't count."""
    is_hard: bool


class Numbering:
    """The columns of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.traits = vocabulary.active
        self.places = {trait.code: place for place, trait in enumerate(self.traits)}
        self.sizes = [trait.size for trait in self.traits]
        self.starts = [0, *np.cumsum([size + 1 for size in self.sizes]).tolist()]
        self.columns: int = self.starts.pop()
        self.is_number = [trait.kind is Kind.NUMBER for trait in self.traits]
        self._numbers = [_numbers(trait) for trait in self.traits]
        self._wishes: dict[Wish, NumberedWish] = {}

    def facts(self, applicant: Applicant, on: date) -> list[int]:
        """Return the numbers of everything that is known of a person on a day, *not stated* included."""
        numbers = []
        for trait, known in zip(self.traits, self._numbers, strict=True):
            fact = applicant.fact(trait.code, on)
            number = known.get(fact)
            numbers.append(trait.number_of(fact) if number is None else number)
        return numbers

    def wishes(self, applicant: Applicant) -> list[NumberedWish]:
        return [self.wish(wish) for wish in wishes_in_use(applicant, self.vocabulary)]

    def wish(self, wish: Wish) -> NumberedWish:
        """Return a wish's vectors; people wish alike, so they are remembered."""
        found = self._wishes.get(wish)
        if found is None:
            if len(self._wishes) >= MOST_KEPT:
                self._wishes.clear()
            found = self._wishes[wish] = self._vectors(wish)
        return found

    def _vectors(self, wish: Wish) -> NumberedWish:
        place = self.places[wish.trait]
        trait, weight = self.traits[place], wish.weight(self.traits[place])
        facts = [trait.fact_of(number) for number in range(trait.size + 1)]
        shares = [0 if fact is None else wish.share(trait, fact) for fact in facts]
        points = np.array(shares, dtype=np.uint16) * np.uint16(weight)
        weights = np.full(len(facts), weight << WEIGHT_SHIFT, dtype=np.uint32)
        weights[-1] = 0
        refuses = np.array([wish.refuses(trait, fact) for fact in facts])
        return NumberedWish(place, weight, points, refuses, points + weights, wish.is_hard)


def _numbers(trait: Trait) -> dict[Fact | None, int]:
    facts: dict[Fact | None, int] = {trait.fact_of(number): number for number in range(trait.size)}
    return facts | {None: trait.size, frozenset[str](): trait.size}
