"""Guardianship: asked for by whoever takes the child in, verified by an officer who saw the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_where
from wethaq.platform.database.sealing import open_row, seal_values
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError
from wethaq.platform.people.errors import GuardianshipNotFoundError
from wethaq.platform.people.policy import guardianship as policy
from wethaq.platform.people.policy.guardianship import GuardianshipStatus, Relation
from wethaq.platform.people.records import Guardianship, Person
from wethaq.platform.people.service.files import get_person
from wethaq.platform.people.tables import GuardianshipRow


@dataclass(frozen=True, slots=True)
class GuardianshipFile:
    """A guardianship with the two people it joins."""

    guardianship: Guardianship
    guardian: Person
    ward: Person


async def request_guardianship(
    guardian_id: UUID, ward_id: UUID, relation: Relation, *, actor: Actor, now: datetime
) -> UUID:
    """Ask that somebody may act for a child; returns the one already asked for, if there is one."""
    async with transaction():
        guardian, ward = await get_person(guardian_id), await get_person(ward_id)
        policy.ensure_can_request(
            guardian_id=guardian_id,
            ward_id=ward_id,
            guardian_born=guardian.birth_date,
            ward_born=ward.birth_date,
            now=now,
        )
        known = await _find_between(guardian_id, ward_id)
        return (
            known.id if known else await _write_request(guardian_id, ward_id, relation, actor=actor, now=now)
        )


async def verify_guardianship(
    guardianship_id: UUID, evidence: str | None, *, actor: Actor, now: datetime
) -> Guardianship:
    """Confirm that the proof was seen; what was seen is noted, never copied (PDPL art. 28)."""
    seen = policy.ensure_evidence(evidence)
    return await _decide(guardianship_id, GuardianshipStatus.VERIFIED, seen, actor=actor, now=now)


async def refuse_guardianship(
    guardianship_id: UUID, reason: str | None, *, actor: Actor, now: datetime
) -> Guardianship:
    """Refuse it, with the reason: the child stays without somebody who could act for them here."""
    seen = policy.ensure_evidence(reason)
    return await _decide(guardianship_id, GuardianshipStatus.REFUSED, seen, actor=actor, now=now)


async def end_guardianship(guardianship_id: UUID, *, actor: Actor, now: datetime) -> Guardianship:
    """End it before majority, as when a court appoints somebody else."""
    return await _decide(guardianship_id, GuardianshipStatus.ENDED, None, actor=actor, now=now)


async def end_guardianships_at_majority(now: datetime) -> int:
    """End in the records what majority has ended in law; return how many there were."""
    rows = await GuardianshipRow.select(GuardianshipRow.id, GuardianshipRow.ward_id).where(
        GuardianshipRow.status == GuardianshipStatus.VERIFIED.value
    )
    of_age = [row["id"] for row in rows if not (await get_person(row["ward_id"])).is_minor(now)]
    for guardianship_id in of_age:
        await end_guardianship(guardianship_id, actor=SYSTEM, now=now)
    return len(of_age)


async def is_verified_guardian(guardian_id: UUID, ward_id: UUID, *, now: datetime) -> bool:
    """Tell whether somebody may act for a child today."""
    known = await _find_between(guardian_id, ward_id)
    if known is None:
        return False
    ward = await get_person(ward_id)
    return policy.is_in_force(known.status, ward.birth_date, now)


async def has_verified_guardian(ward_id: UUID, guardian_id: UUID | None = None) -> bool:
    """Tell whether the records hold a verified guardian of a child: anybody, or `guardian_id`.

    Records are closed at majority by the nightly job; a new act asks `is_verified_guardian`.
    """
    between = (
        {"ward_id": ward_id} if guardian_id is None else {"ward_id": ward_id, "guardian_id": guardian_id}
    )
    return bool(await rows_where(GuardianshipRow, **between, status=GuardianshipStatus.VERIFIED.value))


async def is_guardian(person_id: UUID) -> bool:
    """Tell whether somebody is a verified guardian of anybody."""
    return bool(
        await rows_where(GuardianshipRow, guardian_id=person_id, status=GuardianshipStatus.VERIFIED.value)
    )


async def wards_of(guardian_id: UUID, *, now: datetime) -> list[Person]:
    """Return the children for whom somebody may act today."""
    files = [
        await _with_people(each) for each in await _list_where(GuardianshipRow.guardian_id == guardian_id)
    ]
    return [
        file.ward for file in files if policy.is_in_force(file.guardianship.status, file.ward.birth_date, now)
    ]


async def guardianships_of(person_id: UUID) -> list[GuardianshipFile]:
    """Return every guardianship a person has part in, the newest first."""
    is_party = (GuardianshipRow.guardian_id == person_id) | (GuardianshipRow.ward_id == person_id)
    return [await _with_people(each) for each in await _list_where(is_party)]


async def open_requested_guardianships(*, actor: Actor, now: datetime) -> list[GuardianshipFile]:
    """Return what waits, for an officer's eyes; both people can see that it was looked at."""
    files = await list_requested_guardianships()
    for person in (person for file in files for person in (file.guardian, file.ward)):
        await audit.record_view(
            "people.file",
            person.id,
            actor=actor,
            now=now,
            person_id=person.id,
            purpose="people.guardianship",
        )
    return files


async def list_requested_guardianships() -> list[GuardianshipFile]:
    """Return what waits for an officer, the newest first."""
    waiting = GuardianshipRow.status == GuardianshipStatus.REQUESTED.value
    return [await _with_people(each) for each in await _list_where(waiting)]


async def get_guardianship(guardianship_id: UUID) -> Guardianship:
    """Return a guardianship, or raise `GuardianshipNotFoundError`."""
    found = await _list_where(GuardianshipRow.id == guardianship_id)
    if not found:
        raise GuardianshipNotFoundError
    return found[0]


async def _decide(
    guardianship_id: UUID, status: GuardianshipStatus, evidence: str | None, *, actor: Actor, now: datetime
) -> Guardianship:
    async with transaction():
        known = await get_guardianship(guardianship_id)
        policy.ensure_can_decide(
            known.status,
            status,
            decider_person_id=actor.person_id,
            party_ids=frozenset({known.guardian_id, known.ward_id}),
        )
        await _move(known, status, evidence, actor=actor, now=now)
        event = f"people.guardianship_{status.value}"
        await audit.record(event, known.id, actor=actor, now=now, person_id=known.ward_id)
    return await get_guardianship(guardianship_id)


async def _move(
    known: Guardianship, status: GuardianshipStatus, evidence: str | None, *, actor: Actor, now: datetime
) -> None:
    columns: dict[str, Any] = {"status": status.value}
    if status is GuardianshipStatus.ENDED:
        columns["ended_at"] = now
    else:
        columns |= {"decided_at": now, "decided_by": actor.account_id, "evidence": evidence}
    moved = (
        await GuardianshipRow.update(cast(Any, seal_values(GuardianshipRow, known.id, columns)))
        .where((GuardianshipRow.id == known.id) & (GuardianshipRow.status == known.status.value))
        .returning(GuardianshipRow.id)
    )
    if not moved:
        raise FasterElsewhereError


async def _write_request(
    guardian_id: UUID, ward_id: UUID, relation: Relation, *, actor: Actor, now: datetime
) -> UUID:
    row = GuardianshipRow(
        id=new_id(),
        guardian_id=guardian_id,
        ward_id=ward_id,
        relation=relation.value,
        status=GuardianshipStatus.REQUESTED.value,
        requested_at=now,
        requested_by=actor.account_id,
    )
    await GuardianshipRow.insert(row)
    event = "people.guardianship_requested"
    await audit.record(event, row.id, actor=actor, now=now, person_id=ward_id)
    return row.id


async def _find_between(guardian_id: UUID, ward_id: UUID) -> Guardianship | None:
    found = await _list_where(
        (GuardianshipRow.guardian_id == guardian_id)
        & (GuardianshipRow.ward_id == ward_id)
        & GuardianshipRow.status.is_in([status.value for status in policy.IN_FORCE])
    )
    return found[0] if found else None


async def _list_where(condition: Any) -> list[Guardianship]:
    rows = (
        await GuardianshipRow.select()
        .where(condition)
        .order_by(GuardianshipRow.requested_at, ascending=False)
    )
    return [_guardianship(row) for row in rows]


async def _with_people(known: Guardianship) -> GuardianshipFile:
    return GuardianshipFile(known, await get_person(known.guardian_id), await get_person(known.ward_id))


def _guardianship(row: Mapping[str, Any]) -> Guardianship:
    opened = open_row(GuardianshipRow, row)
    return Guardianship(
        id=opened["id"],
        guardian_id=opened["guardian_id"],
        ward_id=opened["ward_id"],
        relation=Relation(opened["relation"]),
        status=GuardianshipStatus(opened["status"]),
        requested_at=opened["requested_at"],
        decided_at=opened["decided_at"],
        evidence=opened["evidence"],
    )
