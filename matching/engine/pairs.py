"""The graph of a round: each person's best twenty of both sides, all of them for those who have fewer.

Every pair is looked at once, from the man's side, some men at a time; a woman's best
twenty gather on the way, and what can't be among them any more is dropped at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.engine.bits import Words, clear, slots_of
from wethaq.matching.engine.filtering import accepted
from wethaq.matching.engine.numbering import NumberedWish
from wethaq.matching.engine.population import BEST, Population
from wethaq.matching.engine.scoring import Slots, backward_percents, forward_percents, mutual_percents
from wethaq.matching.engine.side import Side
from wethaq.platform.people.records import Sex

TOGETHER: Final = 64
"""Men who are filtered at once: their sets fit the processor's cache."""
MOST_WAITING: Final = 1_000_000
"""Pairs that gather for the women before the weaker ones are dropped."""
_SCORE_SHIFT: Final = 48
_SLOT_BITS: Final = 24
"""A rank is one whole number: the score, then who has waited longest, then the slot."""

Ranks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Pairs by the slots of both sides, ordered by man, then woman."""

    men: NDArray[np.int64]
    women: NDArray[np.int64]
    scores: NDArray[np.int64]
    eligible_pairs: int = 0
    """How many there were in all, the best of whom are here."""


def best_pairs(population: Population, number: int = BEST) -> Graph:
    """Return the graph of all people who may be proposed on the population's day."""
    women = population.sides[Sex.FEMALE]
    man_ranks, woman_ranks = (_base_ranks(population.sides[sex]) for sex in (Sex.MALE, Sex.FEMALE))
    gathering, own, eligible = _Gathering(women.room, number), [], 0
    for man, slots, scores in _scored(population):
        eligible += len(slots)
        high = scores.astype(np.int64) << _SCORE_SHIFT
        gathering.add(man, slots, high + man_ranks[man])
        places = _largest(high + woman_ranks.take(slots), number)
        own.append(_Found(np.full(len(places), man), slots[places], scores[places].astype(np.int64)))
    return _graph([*own, gathering.finish()], women.room, eligible)


def _scored(population: Population) -> Iterator[tuple[int, Slots, NDArray[np.uint8]]]:
    """Yield each man who has anybody, with the women and the scores."""
    men, women = population.sides[Sex.MALE], population.sides[Sex.FEMALE]
    for man, words in _filtered(men, women):
        slots = slots_of(words)
        if len(slots):
            forward = forward_percents(women, men.wishes_at[man], slots)
            backward = backward_percents(women, men.facts[:, man].tolist(), slots)
            yield man, slots, mutual_percents(forward, backward)


def _filtered(men: Side, women: Side) -> Iterator[tuple[int, Words]]:
    """Yield each available man with the women who come into question, as a set."""
    meeting: dict[int, Words] = {}
    available = slots_of(men.available)
    for first in range(0, len(available), TOGETHER):
        block = available[first : first + TOGETHER]
        sets = ~_refusing(men, women, block) & women.available
        for place, man in enumerate(block.tolist()):
            words = sets[place]
            one = men.applicant_at(man)
            if one.seeks_additional_wife:
                words &= women.polygamy
            _keep(women, men.wishes_at[man], words, meeting)
            clear(words, women.ties.slots_apart_from(one, women.on, women.slot_of))
            yield man, words


def _refusing(men: Side, women: Side, block: Slots) -> Words:
    """Return for each man of a block the women whose conditions he doesn't meet."""
    refusing = np.zeros((len(block), len(women.available)), dtype=np.uint64)
    for place, start in enumerate(women.numbering.starts):
        if women.conditions[place]:
            refusing |= women.refuses[start + men.facts[place, block].astype(np.intp)]
    return refusing


def _keep(women: Side, wishes: Sequence[NumberedWish], words: Words, meeting: dict[int, Words]) -> None:
    """Keep those who meet all conditions; people share conditions, so each is worked out once."""
    for wish in wishes:
        if wish.is_hard:
            if id(wish) not in meeting:
                meeting[id(wish)] = accepted(women, wish)
            words &= meeting[id(wish)]


@dataclass(frozen=True, slots=True)
class _Found:
    men: NDArray[np.int64]
    women: NDArray[np.int64]
    scores: NDArray[np.int64]


_NONE: Final = (np.empty(0, dtype=np.int64),) * 3


class _Gathering:
    """The best men of every woman, while the men pass by."""

    def __init__(self, room: int, number: int) -> None:
        self._number = number
        self._least: Ranks = np.full(room, -1, dtype=np.int64)
        """The rank that the last of a woman's best has, once she has enough."""
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.int64], Ranks]] = []
        self._waiting = 0

    def add(self, man: int, slots: Slots, ranks: Ranks) -> None:
        is_in = ranks > self._least.take(slots)
        women = slots[is_in]
        self._parts.append((np.full(len(women), man), women, ranks[is_in]))
        self._waiting += len(women)
        if self._waiting > MOST_WAITING:
            self._drop_weaker()

    def finish(self) -> _Found:
        self._drop_weaker()
        men, women, ranks = self._parts[0]
        return _Found(men, women, (ranks >> _SCORE_SHIFT) + 1)

    def _drop_weaker(self) -> None:
        men, women, ranks = (np.concatenate(column) for column in zip(_NONE, *self._parts, strict=True))
        order = np.lexsort((-ranks, women))
        men, women, ranks = men[order], women[order], ranks[order]
        first = np.searchsorted(women, women, side="left")
        place = np.arange(len(women)) - first
        kept = place < self._number
        last = place == self._number - 1
        self._least[women[last]] = ranks[last]
        self._parts, self._waiting = [(men[kept], women[kept], ranks[kept])], 0


def _base_ranks(side: Side) -> Ranks:
    """Return what waiting and slot add to a score's rank: always less than one per cent of a score."""
    slots = np.arange(side.room, dtype=np.int64)
    return -((side.waiting.astype(np.int64) << _SLOT_BITS) + slots)


def _largest(ranks: Ranks, number: int) -> Slots:
    return np.argpartition(ranks, -number)[-number:] if len(ranks) > number else np.arange(len(ranks))


def _graph(found: Sequence[_Found], room: int, eligible: int) -> Graph:
    keys = np.concatenate([part.men.astype(np.int64) * room + part.women for part in found])
    scores = np.concatenate([part.scores for part in found])
    pairs, places = np.unique(keys, return_index=True)
    return Graph(pairs // room, pairs % room, scores[places], eligible)
