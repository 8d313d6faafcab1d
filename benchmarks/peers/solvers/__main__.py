"""The peers' process: `python -m benchmarks.peers.solvers FOLDER`, in the peers' own environment.

HiGHS and networkx get the very network that we solve, `matching` the full preference lists.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.metering import Meter
from benchmarks.orders import Unit, answer_orders, own_channel

ROOT = Path(__file__).parents[3]


def main(folder: Path) -> None:
    # Our own room `matching` lies in the way of the package of that name, which
    # copies its players through each other's lists: as deep as there are people.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
    sys.setrecursionlimit(1_000_000)
    with own_channel() as channel:
        answer_orders(make_units(folder), channel)


def make_units(folder: Path) -> Mapping[str, Unit]:
    meter = Meter()

    def metered(prepare: Callable[[Path], Callable[[], None]], name: str) -> Unit:
        def unit() -> float:
            solve = prepare(folder / name)
            with meter.running():
                solve()
            return meter.read_and_reset()

        return unit

    return {
        "highs": metered(highs, "small.npz"),
        "network_simplex": metered(network_simplex, "tiny.npz"),
        "stable_marriage": metered(stable_marriage, "preferences.json"),
    }


def highs(path: Path) -> Callable[[], None]:
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    arcs = _network(path)
    number = np.arange(len(arcs["tails"]))
    ones = np.ones(len(number))
    places = (np.concatenate([arcs["tails"], arcs["heads"]]), np.concatenate([number, number]))
    balance = coo_array((np.concatenate([ones, -ones]), places)).tocsr()
    bounds = np.stack([0 * ones, arcs["capacities"]], axis=1)

    def solve() -> None:
        found = linprog(arcs["costs"], A_eq=balance, b_eq=arcs["supplies"], bounds=bounds, method="highs")
        assert abs(found.fun / int(arcs["optimum"]) - 1) < 1e-9, found

    return solve


def network_simplex(path: Path) -> Callable[[], None]:
    import networkx as nx

    arcs = _network(path)
    graph = nx.MultiDiGraph()
    for node, supply in enumerate(arcs["supplies"].tolist()):
        graph.add_node(node, demand=-supply)
    columns = (arcs[key].tolist() for key in ("tails", "heads", "capacities", "costs"))
    for tail, head, capacity, cost in zip(*columns, strict=True):
        graph.add_edge(tail, head, capacity=capacity, weight=cost)

    def solve() -> None:
        cost, _ = nx.network_simplex(graph)
        assert cost == int(arcs["optimum"])

    return solve


def stable_marriage(path: Path) -> Callable[[], None]:
    from matching.games import StableMarriage

    preferences = json.loads(path.read_text(encoding="utf-8"))
    men, women = (
        {int(one): others for one, others in preferences[side].items()} for side in ("men", "women")
    )

    def solve() -> None:
        assert len(StableMarriage.create_from_dictionaries(men, women).solve()) == len(men)

    return solve


def _network(path: Path) -> Mapping[str, Any]:
    import numpy as np

    return dict(np.load(path))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
