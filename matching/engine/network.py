"""A round as a network, from men to women; what isn't used goes round by the keepers.

Every man sends as many units as he has slots, every woman takes as many. A unit goes
over a pair (a draft), or unused over his matchmaker, a hub and hers; unused slots cost what a
used one would have gained. A matchmaker without time for all must take a part back unused.

The gain of a first slot is more than all scores and later slots of a round together, and
what waiting adds lies between the two; so the solver's one sum decides in the
order that `rounds` promises.
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

    @property
    def slots(self) -> int:
        return self.people * self.most_each

    @property
    def kept_back(self) -> Numbers:
        """How many slots of each keeper's people must stay unused, for want of time."""
        held = np.bincount(self.keepers, minlength=len(self.keeper_room)) * self.most_each
        back: Numbers = np.maximum(held - self.keeper_room, 0)
        return back


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
    """Build the network of a round. Nodes: men, women, men's keepers, women's keepers, hub."""
    mens_keepers = men.people + women.people
    womens_keepers = mens_keepers + len(men.keeper_room)
    hub = womens_keepers + len(women.keeper_room)
    drafts = min(men.slots, women.slots, len(graph.men))
    gains_of_men, gains_of_women = _first_gains(men_waited, women_waited, drafts)
    parts = (
        _Arcs(graph.men, graph.women + men.people, np.ones_like(graph.men), -graph.scores),
        _unused(0, mens_keepers, men, gains_of_men),
        _turned(_unused(men.people, womens_keepers, women, gains_of_women)),
        _to_hub(mens_keepers, hub, men),
        _turned(_to_hub(womens_keepers, hub, women)),
    )
    supplies = np.concatenate(
        [
            np.full(men.people, men.most_each),
            np.full(women.people, -women.most_each),
            -men.kept_back,
            women.kept_back,
        ]
    )
    return Network(
        nodes=hub + 1,
        tails=np.concatenate([part.tails for part in parts]),
        heads=np.concatenate([part.heads for part in parts]),
        capacities=np.concatenate([part.capacities for part in parts]),
        costs=np.concatenate([part.costs for part in parts]),
        supplies=np.append(supplies, -supplies.sum()).astype(np.int64),
        pairs=slice(0, len(graph.men)),
    )


def _first_gains(men_waited: Numbers, women_waited: Numbers, drafts: int) -> tuple[Numbers, Numbers]:
    """Return what each person's first slot gains: to be seen above all waiting, waiting above all scores."""
    above_scores = MOST_A_DRAFT * max(drafts, 1) + 1
    waiting = int(men_waited.sum() + women_waited.sum())
    above_waiting = above_scores * (waiting + 1)
    return above_waiting + above_scores * men_waited, above_waiting + above_scores * women_waited


def _unused(first_person: int, first_keeper: int, side: Sizes, firsts: Numbers) -> _Arcs:
    """Return an arc for each slot of each person that stays unused: the last slot is the cheapest to lose."""
    people = first_person + np.arange(side.people)
    gains = [firsts, *(np.full(side.people, gain) for gain in LATER_SLOTS)][: side.most_each]
    widths = [1] * len(gains)
    if side.most_each > len(gains):
        gains, widths = [*gains, np.zeros_like(firsts)], [*widths, side.most_each - len(gains)]
    return _Arcs(
        np.tile(people, len(gains)),
        np.tile(first_keeper + side.keepers, len(gains)),
        np.repeat(widths, side.people).astype(np.int64),
        np.concatenate(gains),
    )


def _to_hub(first_keeper: int, hub: int, side: Sizes) -> _Arcs:
    keepers = first_keeper + np.arange(len(side.keeper_room))
    return _Arcs(
        keepers, np.full_like(keepers, hub), np.full_like(keepers, side.slots), np.zeros_like(keepers)
    )


def _turned(arcs: _Arcs) -> _Arcs:
    return _Arcs(arcs.heads, arcs.tails, arcs.capacities, arcs.costs)
