"""What is measured: our engine, and what stands in for it where there is none, on the same people."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle

from benchmarks.matching.people import TODAY, make_people
from benchmarks.matching.sizes import Sizes
from benchmarks.metering import Meter
from benchmarks.orders import Unit
from wethaq.matching.engine.pairs import Graph, best_pairs
from wethaq.matching.engine.population import BEST, Population
from wethaq.matching.engine.rounds import People, plan_round

SEEKERS = 200


def search_units(sizes: Sizes) -> Mapping[str, Unit]:
    """Search among many women for some men: engine, loop and SQL have to find the same."""
    from benchmarks.matching import plain

    everybody = make_people(SEEKERS, sizes.many)
    men, women = everybody[:SEEKERS], everybody[SEEKERS:]
    population, meter = Population(everybody, on=TODAY), Meter()
    profiles = [plain.profile(one) for one in women]
    database = plain.Database(profiles)
    seekers = {name: cycle(men) for name in ("best", "loop", "sqlite", "costs", "edit")}

    def found(name: str, search: Callable[[plain.Profile], list[tuple[int, object]]]) -> float:
        one = next(seekers[name])
        own = plain.profile(one)
        with meter.running():
            best = search(own)
        assert best == [(candidate.mutual, candidate.id) for candidate in population.best(one)]
        return meter.read_and_reset()

    def timed(name: str, work: Callable[..., object]) -> float:
        one = next(seekers[name])
        with meter.running():
            work(one)
        return meter.read_and_reset()

    def edit() -> float:
        one = next(seekers["edit"])
        changed = replace(one, facts={**one.facts, "smoking": "no"})
        with meter.running():
            population.put(changed)
        return meter.read_and_reset()

    return {
        "best": lambda: timed("best", population.best),
        "costs": lambda: timed("costs", population.condition_costs),
        "edit": edit,
        "loop": lambda: found("loop", lambda own: plain.best_by_loop(own, profiles)),
        "sqlite": lambda: found("sqlite", database.best),
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


def plan(graph: Graph) -> object:
    number = [int(column.max(initial=0)) + 1 for column in (graph.men, graph.women)]
    return plan_round(graph, *(People(number=count) for count in number))
