"""What is measured: our engine, and what stands in for it where there is none, on the same people."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle
from uuid import UUID

from benchmarks.matching import plain
from benchmarks.matching.people import TODAY, make_people
from benchmarks.matching.sizes import Sizes
from benchmarks.metering import Meter
from benchmarks.orders import Unit
from wethaq.matching.engine.pairs import Graph, best_pairs
from wethaq.matching.engine.population import BEST, Population
from wethaq.matching.engine.rounds import People, Round, plan_round
from wethaq.matching.policy.profiles import Applicant

SEEKERS = 200


class Searches:
    """Searches for some men among many women: engine, loop and SQL have to find the same."""

    def __init__(self, sizes: Sizes) -> None:
        everybody = make_people(SEEKERS, sizes.many)
        self.population = Population(everybody, on=TODAY)
        self.profiles = [plain.profile(one) for one in everybody[SEEKERS:]]
        self.database = plain.Database(self.profiles)
        self._meter = Meter()
        self._seekers = {unit: cycle(everybody[:SEEKERS]) for unit in ("ours", "loop", "sqlite", "edit")}

    def timed(self, work: Callable[[Applicant], object]) -> float:
        one = next(self._seekers["ours"])
        with self._meter.running():
            work(one)
        return self._meter.read_and_reset()

    def edit(self) -> float:
        one = next(self._seekers["edit"])
        changed = replace(one, facts={**one.facts, "smoking": "no"})
        with self._meter.running():
            self.population.put(changed)
        return self._meter.read_and_reset()

    def found(self, unit: str, search: Callable[[plain.Profile], list[tuple[int, UUID]]]) -> float:
        one = next(self._seekers[unit])
        own = plain.profile(one)
        with self._meter.running():
            best = search(own)
        assert best == [(candidate.mutual, candidate.id) for candidate in self.population.best(one)]
        return self._meter.read_and_reset()


def search_units(sizes: Sizes) -> Mapping[str, Unit]:
    searches = Searches(sizes)
    return {
        "best": lambda: searches.timed(searches.population.best),
        "costs": lambda: searches.timed(searches.population.condition_costs),
        "edit": searches.edit,
        "loop": lambda: searches.found("loop", lambda own: plain.best_by_loop(own, searches.profiles)),
        "sqlite": lambda: searches.found("sqlite", searches.database.best),
    }


def round_units(sizes: Sizes) -> Mapping[str, Unit]:
    """Make graphs and rounds of several sizes."""
    meter = Meter()
    populations = {
        name: Population(make_people(men, women, seed=2), on=TODAY)
        for name, (men, women) in sizes.rounds.items()
    }
    graphs = {name: best_pairs(population) for name, population in populations.items()}

    def graph(name: str) -> float:
        with meter.running():
            best_pairs(populations[name], BEST)
        return meter.read_and_reset()

    def solve(name: str) -> float:
        with meter.running():
            plan(graphs[name])
        return meter.read_and_reset()

    def whole(name: str) -> float:
        with meter.running():
            plan(best_pairs(populations[name], BEST))
        return meter.read_and_reset()

    units: dict[str, Unit] = {}
    for name in sizes.rounds:
        units |= {
            f"graph_{name}": lambda name=name: graph(name),
            f"solve_{name}": lambda name=name: solve(name),
            f"whole_{name}": lambda name=name: whole(name),
        }
    return units


def plan(graph: Graph) -> Round:
    number = [int(column.max(initial=0)) + 1 for column in (graph.men, graph.women)]
    return plan_round(graph, *(People(number=count) for count in number))
