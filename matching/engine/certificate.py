"""The proof that a flow is the best there is, apart from the solver that found it.

A flow has least cost exactly if every node can be given a price so that no arc with room
left is too cheap (reduced costs): complementary slackness of linear programming (Ahuja,
Magnanti, Orlin, Network Flows, theorem 9.3). The prices are found by Bellman and
Ford on the arcs with room left; where they aren't found, a cheaper round exists.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.engine.network import Network

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Prices for each node, and the two sums that have to be the same."""

    prices: Numbers
    cost: int
    bound: int
    """No flow at all can cost less."""

    @property
    def is_proven(self) -> bool:
        return self.cost == self.bound


class NotOptimalError(Exception):
    """A cheaper flow exists, or this one doesn't fit the network."""


def certify(network: Network, flows: Numbers) -> Certificate:
    """Prove a flow.

    Raises:
        NotOptimalError: it isn't feasible, or a circle of arcs with room left would make it cheaper.
    """
    if not is_feasible(network, flows):
        raise NotOptimalError
    prices = _prices(network, flows)
    reduced = network.costs + prices[network.tails] - prices[network.heads]
    # By duality: supplies at their prices, less what full arcs save.
    bound = int(-(network.supplies @ prices) + np.minimum(reduced, 0) @ network.capacities)
    return Certificate(prices, network.cost_of(flows), bound)


def is_feasible(network: Network, flows: Numbers) -> bool:
    """Tell whether a flow keeps to the capacities and loses nothing on the way."""
    left = np.zeros(network.nodes, dtype=np.int64)
    np.add.at(left, network.tails, flows)
    np.add.at(left, network.heads, -flows)
    return bool(
        (flows >= 0).all() and (flows <= network.capacities).all() and (left == network.supplies).all()
    )


def _prices(network: Network, flows: Numbers) -> Numbers:
    """Return shortest distances over the arcs with room left, from a source that reaches every node."""
    ahead, back = flows < network.capacities, flows > 0
    tails = np.concatenate([network.tails[ahead], network.heads[back]])
    heads = np.concatenate([network.heads[ahead], network.tails[back]])
    costs = np.concatenate([network.costs[ahead], -network.costs[back]])
    by_head = np.argsort(heads, kind="stable")
    tails, heads, costs = tails[by_head], heads[by_head], costs[by_head]
    reached, starts = np.unique(heads, return_index=True)
    prices = np.zeros(network.nodes, dtype=np.int64)
    for _ in range(network.nodes):
        nearer = np.minimum.reduceat(prices[tails] + costs, starts)
        if (nearer >= prices[reached]).all():
            return prices
        prices[reached] = np.minimum(prices[reached], nearer)
    raise NotOptimalError
