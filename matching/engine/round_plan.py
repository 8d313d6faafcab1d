"""A whole round for a population: the graph, the flow, its proof, and the report for the board."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from wethaq.matching.engine.bits import contains
from wethaq.matching.engine.certificate import Certificate, certify
from wethaq.matching.engine.pairs import best_pairs
from wethaq.matching.engine.population import Population
from wethaq.matching.engine.rounds import MOST_EACH, Numbers, People, plan_round
from wethaq.matching.engine.side import Side
from wethaq.matching.policy.exposure import Exposure, Unseen, expose
from wethaq.platform.people.records import Sex


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposal for a matchmaker to accept, swap or reject."""

    man: UUID
    woman: UUID
    score: int


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round proposes, proven, with the report of both sexes."""

    drafts: tuple[Draft, ...]
    exposure: Mapping[Sex, Exposure]
    certificate: Certificate
    eligible_pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a round is made under.

    `waited` are the rounds in which a person was eligible and not seen. `keepers` says whose each
    person is, `keeper_room` how many drafts each matchmaker has time for, for the men they keep and
    as many for the women; without any there is no bound.
    """

    most_each: int = MOST_EACH
    waited: Mapping[UUID, int] = field(default_factory=dict)
    keepers: Mapping[UUID, str] = field(default_factory=dict)
    keeper_room: Mapping[str, int] = field(default_factory=dict)
    seed: int = 0


def plan_for(population: Population, terms: Terms) -> RoundPlan:
    """Plan, prove and report a round; nothing is sent and nothing is stored."""
    graph = best_pairs(population)
    men, women = population.sides[Sex.MALE], population.sides[Sex.FEMALE]
    planned = plan_round(graph, _people(men, terms), _people(women, terms), seed=terms.seed)
    drafts = tuple(
        Draft(men.id_at(man), women.id_at(woman), score)
        for man, woman, score in zip(
            planned.men.tolist(), planned.women.tolist(), planned.scores.tolist(), strict=True
        )
    )
    exposure = {
        Sex.MALE: _exposure(men, graph.men, Counter(draft.man for draft in drafts)),
        Sex.FEMALE: _exposure(women, graph.women, Counter(draft.woman for draft in drafts)),
    }
    return RoundPlan(drafts, exposure, certify(planned.network, planned.flows), graph.eligible_pairs)


def _people(side: Side, terms: Terms) -> People:
    ids = [one.id if one else None for one in side.people]
    waited = np.array([terms.waited.get(person, 0) if person else 0 for person in ids], dtype=np.int64)
    if not terms.keeper_room:
        return People(number=len(ids), most_each=terms.most_each, waited=waited)
    numbers = {name: number for number, name in enumerate(terms.keeper_room, 1)}
    # Whoever is nobody's yet waits for a matchmaker: number 0 has no time at all.
    whose = [terms.keepers.get(person) if person else None for person in ids]
    keepers = [numbers[name] if name else 0 for name in whose]
    room = np.array([0, *terms.keeper_room.values()], dtype=np.int64)
    return People(
        number=len(ids),
        most_each=terms.most_each,
        waited=waited,
        keepers=np.array(keepers, dtype=np.int64),
        keeper_room=room,
    )


def _exposure(side: Side, connected: Numbers, drafts: Counter[UUID]) -> Exposure:
    has_partner = set(connected.tolist())
    people = [one for one in side.people if one is not None]
    reasons = {
        one.id: Unseen.NOBODY_ELIGIBLE if contains(side.available, slot) else Unseen.NOT_AVAILABLE
        for slot, one in enumerate(side.people)
        if one is not None and slot not in has_partner
    }
    return expose(people, drafts, reasons, side.on)
