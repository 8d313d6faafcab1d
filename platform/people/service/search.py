"""Finding a person in seconds, by whatever they can tell on the telephone."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.people.policy.names import matching_key, name_tokens
from wethaq.platform.people.policy.queries import Query, QueryKind, read_query
from wethaq.platform.people.records import Person, PersonHit
from wethaq.platform.people.service.rows import TOKEN, hit_of, index_of, person_of, token_index
from wethaq.platform.people.tables import NameToken, PersonRow

MOST_HITS: Final = 20
MOST_ROWS: Final = 2_000
"""How many name words are read for one search; a common first name alone has more bearers."""
MOST_OPENED: Final = 200
"""How many files are opened to rank them."""

NumberFinder = Callable[[str], Awaitable[UUID | None]]
"""Finds whose number it is: a beneficiary's or a request's. Intake knows; `app.py` passes it in."""

_number_finders: list[NumberFinder] = []


def use_number_finders(*finders: NumberFinder) -> None:
    """Take the parts that give people numbers; called once by the composition root."""
    _number_finders[:] = finders


async def find_people(typed: str | None, *, actor: Actor, now: datetime) -> list[PersonHit]:
    """Return who is meant, the likeliest first; that somebody searched, and how, is recorded."""
    query = read_query(typed)
    if query is None:
        return []
    people = await _find(query)
    traces = {"by": query.kind.value, "found": len(people)}
    await audit.record("people.searched", actor.account_id, actor=actor, now=now, details=traces)
    return [hit_of(person) for person in people]


async def find_by_mobile(mobile: str) -> list[UUID]:
    """Return the files with this mobile (E.164); a family may share one."""
    return await _ids_by_index("mobile", mobile)


async def find_by_email(email: str) -> list[UUID]:
    """Return the files with this e-mail address (lower case)."""
    return await _ids_by_index("email", email)


async def find_by_national_id(national_id: str) -> list[UUID]:
    """Return the files with this ID; more than one are duplicates still to be joined."""
    return await _ids_by_index("national_id", national_id)


async def _find(query: Query) -> list[Person]:
    if query.kind is QueryKind.NAME:
        return await _find_by_name(query.text)
    if query.kind is QueryKind.NUMBER:
        found = [await find(query.text) for find in _number_finders]
        return await _open([person_id for person_id in found if person_id])
    return await _open((await _ids_by_index(query.kind.value, query.text))[:MOST_HITS])


async def _ids_by_index(column: str, value: str) -> list[UUID]:
    same = getattr(PersonRow, f"{column}_index") == index_of(column, value)
    rows = await PersonRow.select(PersonRow.id).where(same).order_by(PersonRow.created_at)
    return [row["id"] for row in rows]


async def _find_by_name(name: str) -> list[Person]:
    """Return the bearers of most of the words, ranked by likeness to what was typed."""
    people = await _open(await _bearers(name))
    wanted = matching_key(name)
    people.sort(key=lambda person: -fuzz.token_set_ratio(wanted, matching_key(person.full_name)))
    return people[:MOST_HITS]


async def _bearers(name: str) -> list[UUID]:
    indexes = [token_index(TOKEN, token) for token in name_tokens([name])]
    if not indexes:
        return []
    rows = (
        await NameToken.select(NameToken.person_id)
        .where((NameToken.kind == TOKEN) & NameToken.token_index.is_in(indexes))
        .limit(MOST_ROWS)
    )
    counted = Counter(row["person_id"] for row in rows).most_common(MOST_OPENED)
    most = counted[0][1] if counted else 0
    return [person_id for person_id, count in counted if count == most]


async def _open(person_ids: list[UUID]) -> list[Person]:
    if not person_ids:
        return []
    rows = await PersonRow.select().where(PersonRow.id.is_in(person_ids))
    return [person_of(row) for row in rows]
