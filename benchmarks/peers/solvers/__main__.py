"""The peers' process: `python -m benchmarks.peers.solvers FOLDER`, in the peers' own environment.

HiGHS and networkx get the very network that we solve, `matching` the full preference lists.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.metering import Meter
from benchmarks.orders import Unit, answer_orders, own_channel

ROOT = Path(__file__).parents[3]


def main(folder: Path) -> None:
    # Our own room `matching` lies in the way of the package of that name.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
    channel = own_channel()
    answer_orders(make_units(folder), channel)


def make_units(folder: Path) -> Mapping[str, Unit]:
    import networkx as nx
    import numpy as np
    from matching.games import StableMarriage
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    meter = Meter()
    # The package copies its players through each other's lists: as deep as there are people.
    sys.setrecursionlimit(1_000_000)

    def network(name: str) -> dict[str, np.ndarray]:
        return dict(np.load(folder / f"{name}.npz"))

    def highs(name: str) -> float:
        arcs = network(name)
        number = np.arange(len(arcs["tails"]))
        ones = np.ones(len(number))
        places = (np.concatenate([arcs["tails"], arcs["heads"]]), np.concatenate([number, number]))
        balance = coo_array((np.concatenate([ones, -ones]), places)).tocsr()
        bounds = np.stack([0 * ones, arcs["capacities"]], axis=1)
        with meter.running():
            found = linprog(arcs["costs"], A_eq=balance, b_eq=arcs["supplies"], bounds=bounds, method="highs")
        assert round(found.fun) == int(arcs["optimum"]), found
        return meter.read_and_reset()

    def simplex(name: str) -> float:
        arcs = network(name)
        graph = nx.MultiDiGraph()
        for node, supply in enumerate(arcs["supplies"].tolist()):
            graph.add_node(node, demand=-supply)
        columns = (arcs[key].tolist() for key in ("tails", "heads", "capacities", "costs"))
        for tail, head, capacity, cost in zip(*columns, strict=True):
            graph.add_edge(tail, head, capacity=capacity, weight=cost)
        with meter.running():
            cost, _ = nx.network_simplex(graph)
        assert cost == int(arcs["optimum"])
        return meter.read_and_reset()

    def stable() -> float:
        preferences = json.loads((folder / "preferences.json").read_text(encoding="utf-8"))
        men, women = (
            {int(one): others for one, others in preferences[side].items()} for side in ("men", "women")
        )
        with meter.running():
            game = StableMarriage.create_from_dictionaries(men, women)
            married = game.solve()
        assert len(married) == len(men)
        return meter.read_and_reset()

    return {
        "highs": lambda: highs("small"),
        "network_simplex": lambda: simplex("tiny"),
        "stable_marriage": stable,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
