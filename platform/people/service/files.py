"""Making, reading and correcting a person's file."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import row_by_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError
from wethaq.platform.people.errors import PersonNotFoundError
from wethaq.platform.people.policy.groups import ensure_born
from wethaq.platform.people.records import Contact, Person, PersonDetails
from wethaq.platform.people.service.duplicates import record_candidates
from wethaq.platform.people.service.rows import person_of, sealed, token_rows
from wethaq.platform.people.tables import NameToken, PersonRow


async def create_person(details: PersonDetails, *, actor: Actor, now: datetime) -> UUID:
    """Open a file, and note for an officer which other files may be the same person's.

    Nobody is refused because another file looks alike, and nothing is merged
    by itself: an applicant must not learn whether somebody is known here.
    """
    ensure_born(details.birth_date, now)
    person_id = new_id()
    async with transaction():
        columns = {**sealed(person_id, details), "channel": actor.channel.value, "version": 1}
        await PersonRow.insert(PersonRow(id=person_id, created_at=now, updated_at=now, **columns))
        await _make_findable(person_id, details)
        await record_candidates(person_id, details, now=now)
        await audit.record("people.person_created", person_id, actor=actor, now=now, person_id=person_id)
    return person_id


async def get_person(person_id: UUID) -> Person:
    """Return a file for the work of another part; pages for staff go through `open_file`.

    Raises:
        PersonNotFoundError: there is none.
    """
    row = await row_by_id(PersonRow, person_id)
    if row is None:
        raise PersonNotFoundError
    return person_of(row)


async def open_file(person_id: UUID, *, purpose: str, actor: Actor, now: datetime) -> Person:
    """Return a file for somebody's eyes; its owner can see who looked, when and why."""
    person = await get_person(person_id)
    if actor.person_id != person_id:
        await audit.record_view(
            "people.file", person_id, actor=actor, now=now, person_id=person_id, purpose=purpose
        )
    return person


async def get_own_file(*, actor: Actor) -> Person:
    """Return the file of whoever is signed in; without one it is as if it weren't there."""
    if actor.person_id is None:
        raise PersonNotFoundError
    return await get_person(actor.person_id)


async def contact_of(person_id: UUID) -> Contact:
    """Return how to reach a person, with the safe-contact rule that every sender must keep."""
    person = await get_person(person_id)
    return Contact(
        name=person.full_name,
        sex=person.sex,
        language=person.language,
        mobile=person.mobile,
        email=person.email,
        preferred_channel=person.preferred_channel,
        safe_contact=person.safe_contact,
        digits=person.digits,
    )


async def update_person(
    person_id: UUID, details: PersonDetails, *, actor: Actor, now: datetime, version: int | None = None
) -> Person:
    """Correct a file; the audit names what changed, never to what.

    Raises:
        FasterElsewhereError: the file isn't at `version` any more.
        NotYetBornError: the birth date lies ahead.
    """
    ensure_born(details.birth_date, now)
    async with transaction():
        before = await get_person(person_id)
        await _write(person_id, details, was=version or before.version, now=now)
        await _make_findable(person_id, details)
        await record_candidates(person_id, details, now=now)
        changed = {"changed": sorted(_changed(before, details))}
        await audit.record(
            "people.person_updated", person_id, actor=actor, now=now, person_id=person_id, details=changed
        )
    return await get_person(person_id)


async def _make_findable(person_id: UUID, details: PersonDetails) -> None:
    """Lay the file under the words of its name; four names of which none has a key (بن) lie nowhere."""
    await NameToken.delete().where(NameToken.person_id == person_id)
    if rows := token_rows(person_id, details):
        await NameToken.insert(*rows)


async def _write(person_id: UUID, details: PersonDetails, *, was: int, now: datetime) -> None:
    columns: dict[Any, Any] = {**sealed(person_id, details), "version": was + 1, "updated_at": now}
    written = (
        await PersonRow.update(columns)
        .where((PersonRow.id == person_id) & (PersonRow.version == was))
        .returning(PersonRow.id)
    )
    if not written:
        raise FasterElsewhereError


def _changed(before: Person, after: PersonDetails) -> set[str]:
    names = (field.name for field in fields(PersonDetails))
    return {name for name in names if getattr(before, name) != getattr(after, name)}
