"""A round is the best there is, sees as many as can be seen, and is the same for the same seed."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import coo_array

from tests.matching.random_people import TODAY, random_people
from wethaq.matching.engine.certificate import NotOptimalError, certify
from wethaq.matching.engine.network import Network
from wethaq.matching.engine.pairs import Graph, best_pairs
from wethaq.matching.engine.population import Population
from wethaq.matching.engine.round_plan import Terms, plan_for
from wethaq.matching.engine.rounds import People, Round, plan_round
from wethaq.matching.policy.eligibility import is_eligible
from wethaq.matching.policy.exposure import Unseen
from wethaq.matching.policy.scores import mutual_score
from wethaq.platform.people.records import Sex

by_chance = settings(max_examples=60, deadline=None)
MEN = WOMEN = 8


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    pairs = sorted(draw(st.sets(st.tuples(st.integers(0, MEN - 1), st.integers(0, WOMEN - 1)), max_size=30)))
    scores = draw(st.lists(st.integers(1, 100), min_size=len(pairs), max_size=len(pairs)))
    return make_graph([(man, woman, score) for (man, woman), score in zip(pairs, scores, strict=True)])


def make_graph(pairs: list[tuple[int, int, int]]) -> Graph:
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
    return Graph(columns[0], columns[1], columns[2])


def people(number: int, **terms: Any) -> People:
    return People(number=number, **terms)


waits = st.lists(st.integers(0, 60), min_size=MEN, max_size=MEN).map(np.array)


@st.composite
def sides(draw: st.DrawFn) -> People:
    keepers = np.array(draw(st.lists(st.integers(0, 2), min_size=MEN, max_size=MEN)))
    room = np.array(draw(st.lists(st.integers(0, 6), min_size=3, max_size=3)))
    bound: dict[str, Any] = draw(st.sampled_from([{}, {"keepers": keepers, "keeper_room": room}]))
    return people(MEN, most_each=draw(st.integers(1, 4)), waited=draw(waits), **bound)


@by_chance
@given(graphs(), sides(), sides())
def test_no_round_would_be_better(graph: Graph, men: People, women: People) -> None:
    found = plan_round(graph, men, women)

    assert certify(found.network, found.flows).is_proven
    assert found.network.cost_of(found.flows) == pytest.approx(least_cost(found.network), rel=1e-9)


@by_chance
@given(graphs(), sides(), sides())
def test_nobody_gets_more_than_there_is_room_for(graph: Graph, men: People, women: People) -> None:
    found = plan_round(graph, men, women)

    for side, own in ((men, found.men), (women, found.women)):
        assert np.bincount(own, minlength=side.number).max(initial=0) <= side.most_each
        if side.keepers is not None and side.keeper_room is not None:
            assert (np.bincount(side.keepers[own], minlength=3) <= side.keeper_room).all()
    assert len(set(zip(found.men, found.women, strict=True))) == len(found.men)


@by_chance
@given(graphs(), st.integers(0, 3))
def test_the_same_seed_makes_the_same_round(graph: Graph, seed: int) -> None:
    one, other = (plan_round(graph, people(MEN), people(WOMEN), seed=seed) for _ in range(2))
    third = plan_round(graph, people(MEN), people(WOMEN), seed=seed + 1)

    assert (one.men.tolist(), one.women.tolist()) == (other.men.tolist(), other.women.tolist())
    assert one.network.cost_of(one.flows) == third.network.cost_of(third.flows)


@by_chance
@given(graphs(), st.sets(st.integers(0, WOMEN - 1), min_size=1), st.integers(1, 100))
def test_one_more_man_never_lowers_how_many_are_seen(graph: Graph, women: set[int], score: int) -> None:
    more = make_graph(
        [
            *zip(graph.men.tolist(), graph.women.tolist(), graph.scores.tolist(), strict=True),
            *((MEN, woman, score) for woman in women),
        ]
    )
    before = seen(plan_round(graph, people(MEN, most_each=1), people(WOMEN, most_each=1)))
    after = seen(plan_round(more, people(MEN + 1, most_each=1), people(WOMEN, most_each=1)))

    assert after >= before


@pytest.mark.parametrize("seed", range(8))
def test_one_more_applicant_never_lowers_how_many_of_a_population_are_seen(seed: int) -> None:
    everybody = random_people(seed, 80)
    population = Population(everybody[:-8], on=TODAY)
    reached = coverage(population)

    for one in everybody[-8:]:
        population.put(one)
        assert coverage(population) >= reached
        reached = coverage(population)


def test_everybody_is_seen_within_as_many_rounds_as_the_demand_needs() -> None:
    """Ten men know one woman only, who can have three drafts: four rounds."""
    graph = make_graph([(man, 0, 90 - man) for man in range(10)])
    waited, rounds = np.zeros(10, dtype=np.int64), 0
    never = set(range(10))
    while never:
        found = plan_round(graph, people(10, waited=waited), people(1))
        waited = np.where(found.seen(10, is_men=True) > 0, 0, waited + 1)
        never -= set(found.men.tolist())
        rounds += 1

    assert rounds == 4


def test_a_person_is_seen_before_any_score() -> None:
    graph = make_graph([(0, 0, 100), (0, 1, 1), (1, 0, 1)])
    found = plan_round(graph, people(2, most_each=1), people(2, most_each=1))

    assert sorted(zip(found.men.tolist(), found.women.tolist(), strict=True)) == [(0, 1), (1, 0)]


def test_a_flow_that_isnt_the_best_is_found_out() -> None:
    found = plan_round(make_graph([(0, 0, 50)]), people(1), people(1))
    none = plan_round(make_graph([]), people(1), people(1))
    flows = np.concatenate([[0], none.flows])

    with pytest.raises(NotOptimalError):
        certify(found.network, flows)
    with pytest.raises(NotOptimalError):
        certify(found.network, found.flows + 1)


@pytest.mark.parametrize("seed", range(12))
def test_the_graph_holds_everybodys_best(seed: int) -> None:
    everybody = random_people(seed, 60)
    population = Population(everybody, on=TODAY)
    graph = best_pairs(population, 3)
    men, women = (population.sides[sex] for sex in (Sex.MALE, Sex.FEMALE))
    pairs = {
        (men.id_at(man), women.id_at(woman)): score
        for man, woman, score in zip(graph.men, graph.women, graph.scores, strict=True)
    }

    expected = set()
    for one in everybody:
        best = [candidate.mutual for candidate in population.best(one, 3)]
        own = sorted((score for pair, score in pairs.items() if one.id in pair), reverse=True)
        assert own[: len(best)] == best
        expected |= {(one.id, other) for other in population.eligible_ids(one) if one.sex is Sex.MALE}
    assert set(pairs) <= expected
    assert graph.eligible_pairs == len(expected)


def test_a_plan_names_only_people_who_may_be_proposed_and_says_why_the_others_are_unseen() -> None:
    everybody = {one.id: one for one in random_people(3, 90)}
    plan = plan_for(Population(everybody.values(), on=TODAY), Terms())

    assert plan.certificate.is_proven
    assert plan.drafts
    for draft in plan.drafts:
        man, woman = everybody[draft.man], everybody[draft.woman]
        assert is_eligible(man, woman, TODAY)
        assert draft.score == mutual_score(man, woman, TODAY)
    told = {person: why for side in plan.exposure.values() for person, why in side.unseen.items()}
    assert {draft.man for draft in plan.drafts}.isdisjoint(told)
    assert set(told.values()) <= set(Unseen)
    assert len(told) + len({d.man for d in plan.drafts} | {d.woman for d in plan.drafts}) == len(everybody)


def test_a_matchmaker_gets_no_more_drafts_than_there_is_time_for() -> None:
    everybody = random_people(4, 90)
    keepers = {one.id: "huda" if place % 2 else "ada" for place, one in enumerate(everybody)}
    plan = plan_for(
        Population(everybody, on=TODAY), Terms(keepers=keepers, keeper_room={"ada": 2, "huda": 50})
    )

    assert sum(keepers[draft.man] == "ada" for draft in plan.drafts) <= 2
    assert sum(keepers[draft.woman] == "ada" for draft in plan.drafts) <= 2


def least_cost(network: Network) -> float:
    """Return the optimum as HiGHS finds it, by the linear program."""
    arcs = np.arange(len(network.tails))
    ones = np.ones(len(arcs))
    balance = coo_array(
        (
            np.concatenate([ones, -ones]),
            (np.concatenate([network.tails, network.heads]), np.concatenate([arcs, arcs])),
        ),
        shape=(network.nodes, len(arcs)),
    ).tocsr()
    found = linprog(
        network.costs,
        A_eq=balance,
        b_eq=network.supplies,
        bounds=np.c_[0 * ones, network.capacities],
        method="highs",
    )
    assert found.success
    return float(found.fun)


def seen(found: Round) -> int:
    return len(set(found.men.tolist())) + len(set(found.women.tolist()))


def coverage(population: Population) -> int:
    graph = best_pairs(population)
    number = max(len(side.people) for side in population.sides.values())
    return seen(plan_round(graph, people(number, most_each=1), people(number, most_each=1)))
