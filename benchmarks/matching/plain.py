"""What a site without an engine does: a loop over everybody, as over an ORM's objects; and SQL with a loop.

Both are written as well as such code can be: they leave at the first condition that isn't
met, and what can be worked out before is. They must find the same twenty.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from uuid import UUID

from benchmarks.matching.people import TODAY
from wethaq.matching.engine.numbering import Numbering
from wethaq.matching.engine.population import BEST
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.scores import mutual_of, percent_of
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.platform.people.records import Sex

NUMBERING = Numbering(VOCABULARY)


@dataclass(slots=True)
class Profile:
    """One person as an object with attributes."""

    id: UUID
    waiting: int
    polygamy: bool
    facts: list[int]
    conditions: list[tuple[int, frozenset[int]]]
    wishes: list[tuple[int, list[int], int, int]]


def profile(one: Applicant) -> Profile:
    wishes = NUMBERING.wishes(one)
    return Profile(
        one.id,
        one.waiting_since.toordinal(),
        one.seeks_additional_wife if one.sex is Sex.MALE else one.accepts_polygamy,
        NUMBERING.facts(one, TODAY),
        [
            (wish.place, frozenset(number for number, out in enumerate(wish.refuses.tolist()) if not out))
            for wish in wishes
            if wish.is_hard
        ],
        [(wish.place, wish.points.tolist(), wish.weight, len(wish.points) - 1) for wish in wishes],
    )


def best_by_loop(one: Profile, others: Sequence[Profile]) -> list[tuple[int, UUID]]:
    """Find a man's best by looking at everybody."""
    found = []
    for other in others:
        if one.polygamy and not other.polygamy:
            continue
        facts = other.facts
        if any(facts[place] not in accepted for place, accepted in one.conditions):
            continue
        if any(one.facts[place] not in accepted for place, accepted in other.conditions):
            continue
        found.append((-_score(one, other), other.waiting, other.id))
    return [(-score, person) for score, _, person in nsmallest(BEST, found)]


def _score(one: Profile, other: Profile) -> int:
    return mutual_of(_satisfaction(one, other), _satisfaction(other, one))


def _satisfaction(one: Profile, other: Profile) -> int:
    points = weights = 0
    for place, table, weight, unstated in one.wishes:
        fact = other.facts[place]
        if fact != unstated:
            points += table[fact]
            weights += weight
    return percent_of(points, weights)


class Database:
    """The same in SQLite: conditions of both sides in one query with indexes, scores in Python."""

    def __init__(self, others: Sequence[Profile]) -> None:
        self._others = others
        self._connection = sqlite3.connect(":memory:")
        columns = ", ".join(f"f{place} INTEGER" for place in range(len(NUMBERING.traits)))
        self._connection.execute(f"CREATE TABLE person (id INTEGER PRIMARY KEY, polygamy INTEGER, {columns})")
        self._connection.execute(
            "CREATE TABLE refusal (trait INTEGER, value INTEGER, person INTEGER,"
            " PRIMARY KEY (person, trait, value)) WITHOUT ROWID"
        )
        marks = ", ".join("?" * (len(NUMBERING.traits) + 2))
        self._connection.executemany(
            f"INSERT INTO person VALUES ({marks})",
            ((place, other.polygamy, *other.facts) for place, other in enumerate(others)),
        )
        self._connection.executemany("INSERT INTO refusal VALUES (?, ?, ?)", self._refusals())
        age = NUMBERING.places["age"]
        self._connection.execute(f"CREATE INDEX by_age ON person (f{age})")
        self._connection.execute("ANALYZE")

    def _refusals(self) -> list[tuple[int, int, int]]:
        return [
            (place, value, number)
            for number, other in enumerate(self._others)
            for place, accepted in other.conditions
            for value in range(NUMBERING.sizes[place] + 1)
            if value not in accepted
        ]

    def best(self, one: Profile) -> list[tuple[int, UUID]]:
        tests = ["polygamy"] if one.polygamy else []
        for place, accepted in one.conditions:
            tests.append(f"f{place} IN ({', '.join(map(str, sorted(accepted)))})")
        own = ", ".join(f"({place}, {fact})" for place, fact in enumerate(one.facts))
        tests.append(
            "NOT EXISTS (SELECT 1 FROM refusal WHERE person = person.id"
            f" AND (trait, value) IN (VALUES {own}))".replace(
                "person = person.id", "refusal.person = person.id"
            )
        )
        rows = self._connection.execute(f"SELECT id FROM person WHERE {' AND '.join(tests)}")
        others = (self._others[number] for (number,) in rows)
        found = [(-_score(one, other), other.waiting, other.id) for other in others]
        return [(-score, person) for score, _, person in nsmallest(BEST, found)]
