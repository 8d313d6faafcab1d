"""The engine says the same as the rules, on random populations and after random edits."""

from datetime import timedelta
from random import Random

import pytest

from tests.matching import oracle
from tests.matching.builders import a_man, a_woman
from tests.matching.random_people import TODAY, random_applicant, random_facts, random_people
from wethaq.matching.engine.population import Candidate, Population
from wethaq.matching.engine.reasons import Reason
from wethaq.matching.policy.counselling import condition_costs, who_would_accept
from wethaq.matching.policy.eligibility import Limits
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.scores import Criterion, Explanation

QUICK, ALL = 20, 200
a_random_population = pytest.mark.parametrize("seed", range(QUICK))


@a_random_population
def test_it_finds_and_scores_as_a_plain_loop_does(seed: int) -> None:
    ensure_like_the_rules(seed)


@pytest.mark.proof
def test_it_does_on_two_hundred_populations() -> None:
    for seed in range(QUICK, ALL):
        ensure_like_the_rules(seed)


def ensure_like_the_rules(seed: int) -> None:
    people = random_people(seed)
    population = Population(people, on=TODAY)

    for one in people:
        ensure_same(population, one, people)


@a_random_population
def test_after_edits_it_is_as_if_it_had_been_built_anew(seed: int) -> None:
    chance = Random(seed)
    people = {one.id: one for one in random_people(seed)}
    ids = list(people)
    population = Population(people.values(), on=TODAY)

    for own_id in chance.choices(ids, k=12):
        if own_id in people and chance.random() < 0.5:
            del people[own_id]
            population.remove(own_id)
        else:
            people[own_id] = random_applicant(chance, own_id, ids)
            population.put(people[own_id])

    for one in people.values():
        ensure_same(population, one, list(people.values()))


def test_it_grows_as_people_come() -> None:
    people = random_people(1, 600)
    population = Population(on=TODAY)
    for one in people:
        population.put(one)

    for one in people[:4]:
        ensure_same(population, one, people)
    assert {one.id for one in population.people()} == {one.id for one in people}


@a_random_population
def test_conditions_cost_what_the_rules_count(seed: int) -> None:
    people = random_people(seed)
    population = Population(people, on=TODAY)

    for one in people:
        assert population.condition_costs(one) == condition_costs(one, people, TODAY)


@a_random_population
def test_who_would_accept_is_what_the_rules_count(seed: int) -> None:
    people, chance = random_people(seed), Random(seed)
    population = Population(people, on=TODAY)

    for one in people:
        changed = random_facts(chance, one.sex)
        assert population.who_would_accept(one, changed) == who_would_accept(one, changed, people, TODAY)


def test_the_limits_that_are_set_hold_in_the_engine_too() -> None:
    him, her = a_man(open_proposals=1), a_woman()

    assert Population([him, her], on=TODAY).eligible_ids(her) == [him.id]
    assert Population([him, her], on=TODAY, limits=Limits(most_open=1)).eligible_ids(her) == []


def test_another_day_is_another_population() -> None:
    him, her = a_man(), a_woman(eligible_from=TODAY + timedelta(days=1))
    today = Population([him, her], on=TODAY)

    assert today.eligible_ids(him) == []
    assert today.as_of(TODAY + timedelta(days=1)).eligible_ids(him) == [her.id]


def test_whoever_left_is_found_by_nobody() -> None:
    people = random_people(2, 60)
    population = Population(people, on=TODAY)
    for one in people:
        population.remove(one.id)

    assert [population.best(one) for one in people] == [[]] * len(people)
    assert people[0].id not in population


def ensure_same(population: Population, one: Applicant, people: list[Applicant]) -> None:
    assert sorted(population.eligible_ids(one)) == oracle.eligible_ids(one, people)
    found, expected = population.best(one, 5), oracle.best(one, people, 5)
    assert [candidate.id for candidate in found] == [other for other, _ in expected]
    for candidate, (_, explanation) in zip(found, expected, strict=True):
        ensure_explained(candidate, explanation)


def ensure_explained(candidate: Candidate, explanation: Explanation) -> None:
    figures = (explanation.mutual, explanation.forward.percent, explanation.backward.percent)
    assert (candidate.mutual, candidate.forward, candidate.backward) == figures
    assert _told(explanation, explanation.strengths) == list(candidate.reasons.strengths)
    assert _told(explanation, explanation.to_discuss) == list(candidate.reasons.to_discuss)


def _told(explanation: Explanation, criteria: list[Criterion]) -> list[Reason]:
    theirs = {id(one) for one in explanation.backward.criteria}
    return [Reason(one.wish.trait, id(one) in theirs, one.points, one.weight, one.met) for one in criteria]
