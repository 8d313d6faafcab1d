"""A round as a network: source → keepers → men → women → keepers → sink, and a way round it all.

Costs are negative gains. The gain of a first slot is more than all scores and later slots
of a round together, and what waiting adds lies between the two; so the solver's
one sum decides in the order that `rounds` promises.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.engine.pairs import Graph

Numbers = NDArray[np.int64]

LATER_SLOTS: Final = (30, 10)
"""What a second and a third slot gain, in points of a score; a fourth gains nothing more."""
MOST_A_DRAFT: Final = 100 + 2 * max(LATER_SLOTS)


@dataclass(frozen=True, slots=True)
class Sizes:
    """One side: how many people, how often each, and whose they are."""

    people: int
    most_each: int
    keepers: Numbers
    keeper_room: Numbers


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs with capacities and costs; `pairs` is where those of the graph are."""

    nodes: int
    tails: Numbers
    heads: Numbers
    capacities: Numbers
    costs: Numbers
    supplies: Numbers
    pairs: slice

    def cost_of(self, flows: Numbers) -> int:
        return int(self.costs @ flows)


@dataclass(frozen=True, slots=True)
class _Arcs:
    tails: Numbers
    heads: Numbers
    capacities: Numbers
    costs: Numbers


def lay_out(graph: Graph, men_waited: Numbers, women_waited: Numbers, men: Sizes, women: Sizes) -> Network:
    """Build the network of a round. Nodes: source, men, women, men's keepers, women's keepers, sink."""
    first_man, first_woman = 1, 1 + men.people
    mens_keepers = first_woman + women.people
    womens_keepers = mens_keepers + len(men.keeper_room)
    sink = womens_keepers + len(women.keeper_room)
    drafts = int(min(men.keeper_room.sum(), women.keeper_room.sum(), len(graph.men)))
    firsts_of_men, firsts_of_women = _first_gains(men_waited, women_waited, drafts)
    pairs = _Arcs(
        graph.men + first_man, graph.women + first_woman, np.ones_like(graph.men), -graph.scores
    )
    sides = (
        _keeper_arcs(0, mens_keepers, men),
        _slot_arcs(mens_keepers + men.keepers, first_man, men, firsts_of_men),
        _turned(_slot_arcs(womens_keepers + women.keepers, first_woman, women, firsts_of_women)),
        _turned(_keeper_arcs(sink, womens_keepers, women)),
        _Arcs(*(np.array([value], dtype=np.int64) for value in (0, sink, drafts, 0))),
    )
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[0], supplies[sink] = drafts, -drafts
    joined = (np.concatenate([getattr(part, name) for part in (pairs, *sides)]) for name in _Arcs.__slots__)
    return Network(sink + 1, *joined, supplies, slice(0, len(graph.men)))


def _first_gains(men_waited: Numbers, women_waited: Numbers, drafts: int) -> tuple[Numbers, Numbers]:
    """Return what each person's first slot gains: to be seen above all waiting, waiting above all scores."""
    above_scores = MOST_A_DRAFT * max(drafts, 1) + 1
    waiting = int(men_waited.sum() + women_waited.sum())
    above_waiting = above_scores * (waiting + 1)
    return above_waiting + above_scores * men_waited, above_waiting + above_scores * women_waited


def _keeper_arcs(end: int, first_keeper: int, side: Sizes) -> _Arcs:
    keepers = first_keeper + np.arange(len(side.keeper_room))
    return _Arcs(np.full_like(keepers, end), keepers, side.keeper_room, np.zeros_like(keepers))


def _slot_arcs(keepers: Numbers, first_person: int, side: Sizes, firsts: Numbers) -> _Arcs:
    """Return an arc for each slot of each person; gains fall from slot to slot, so they fill in order."""
    people = first_person + np.arange(side.people)
    gains = [firsts, *(np.full(side.people, gain) for gain in LATER_SLOTS)]
    gains, rest = gains[: side.most_each], side.most_each - len(gains)
    widths = [1] * len(gains)
    if rest > 0:
        gains, widths = [*gains, np.zeros(side.people, np.int64)], [*widths, rest]
    return _Arcs(
        np.tile(keepers, len(gains)),
        np.tile(people, len(gains)),
        np.repeat(widths, side.people).astype(np.int64),
        -np.concatenate(gains),
    )


def _turned(arcs: _Arcs) -> _Arcs:
    return _Arcs(arcs.heads, arcs.tails, arcs.capacities, arcs.costs)
