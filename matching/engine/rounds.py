"""The fair round: who is proposed to whom, so that as many as possible are seen.

A flow of least cost (OR-tools, exact) from the men's matchmakers over men and women to
the women's matchmakers. What it gains, in an order that no sum can upset:

1. a person who is seen at all (a first slot), whatever the scores;
2. among as many people, those who have waited longest;
3. the scores of the pairs, and concave gains for second and third slots, which
   spread what is left over instead of giving it to a few.

The result is a draft for the matchmakers. Nothing of it is sent by itself.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from wethaq.matching.engine.network import Network, Sizes, lay_out
from wethaq.matching.engine.pairs import Graph

MOST_EACH: Final = 3
MOST_WAITED: Final = 52
"""Rounds without a proposal that still raise a person's claim: a year of weeks."""

Numbers = NDArray[np.int64]


class UnsolvableRoundError(Exception):
    """The solver didn't reach its optimum; a round is never made of anything less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One side of a round, in the order of the graph's numbers.

    `waited` counts the rounds in which a person was eligible and not seen. `keepers` are the
    numbers of their matchmakers, and `keeper_room` how many drafts each of these may
    have for this side; without keepers there is one who has all the time in the world.
    """

    number: int
    most_each: int = MOST_EACH
    waited: Numbers | None = None
    keepers: Numbers | None = None
    keeper_room: Numbers | None = None

    def waits(self) -> Numbers:
        waited = np.zeros(self.number, np.int64) if self.waited is None else self.waited
        return np.minimum(np.asarray(waited, dtype=np.int64), MOST_WAITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The drafts, and what proves that no others would have been better."""

    men: Numbers
    women: Numbers
    scores: Numbers
    network: Network = field(repr=False)
    flows: Numbers = field(repr=False)

    def seen(self, people: int, *, is_men: bool) -> Numbers:
        """Return how often each of a side was proposed."""
        return np.bincount(self.men if is_men else self.women, minlength=people)


def plan_round(graph: Graph, men: People, women: People, *, seed: int = 0) -> Round:
    """Return the best round; the same seed gives the same one, another seed another of equal worth.

    Raises:
        UnsolvableRoundError: the solver failed, which a network of this shape gives no reason for.
    """
    order = np.random.default_rng(seed).permutation(len(graph.men))
    network = lay_out(graph, men.waits(), women.waits(), _sizes(men), _sizes(women))
    flows = solve(network, order)
    chosen = flows[network.pairs] > 0
    return Round(
        men=graph.men[chosen],
        women=graph.women[chosen],
        scores=graph.scores[chosen],
        network=network,
        flows=flows,
    )


def solve(network: Network, order: Numbers) -> Numbers:
    """Return the flow of least cost; `order` is in which order the pairs are told to the solver."""
    told = np.arange(len(network.tails))
    told[network.pairs] = told[network.pairs][order]
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tails[told], network.heads[told], network.capacities[told], network.costs[told]
    )
    solver.set_nodes_supplies(np.arange(network.nodes), network.supplies)
    if solver.solve() != solver.OPTIMAL:
        raise UnsolvableRoundError
    flows = np.empty(len(told), dtype=np.int64)
    flows[told] = solver.flows(arcs)
    return flows


def _sizes(people: People) -> Sizes:
    keepers = np.zeros(people.number, np.int64) if people.keepers is None else np.asarray(people.keepers)
    room = people.keeper_room
    if room is None:
        room = np.full(int(keepers.max(initial=0)) + 1, people.number * people.most_each)
    return Sizes(people.number, people.most_each, keepers.astype(np.int64), np.asarray(room, dtype=np.int64))
