"""The very networks and preferences that we solve, written down for the peers' process."""

import json
from pathlib import Path

import numpy as np

from benchmarks.matching.people import TODAY, make_people
from benchmarks.matching.sizes import Sizes
from benchmarks.matching.units import plan
from wethaq.matching.engine.pairs import best_pairs
from wethaq.matching.engine.population import Population


def write_networks(folder: Path, sizes: Sizes) -> None:
    for name in ("small", "tiny"):
        found = plan(best_pairs(Population(make_people(*sizes.rounds[name], seed=2), on=TODAY)))
        network = found.network
        np.savez(
            folder / f"{name}.npz",
            tails=network.tails,
            heads=network.heads,
            capacities=network.capacities,
            costs=network.costs,
            supplies=network.supplies,
            optimum=network.cost_of(found.flows),
        )
    number = sizes.rounds["stable"][0]
    chance = np.random.default_rng(1)
    # Everybody ranks everybody, as `matching` demands; tastes agree in part, as people's do.
    lists = {
        side: {one: np.argsort(chance.random(number) + liking).tolist() for one in range(number)}
        for side, liking in (("men", chance.random(number)), ("women", chance.random(number)))
    }
    (folder / "preferences.json").write_text(json.dumps(lists), encoding="utf-8")
