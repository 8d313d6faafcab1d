"""The children whom somebody adds to their own file, to act for them once an officer has seen the proof."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor, Channel
from wethaq.platform.database.transaction import transaction
from wethaq.platform.people.policy.guardianship import IN_FORCE, Relation, ensure_few_children
from wethaq.platform.people.records import PersonDetails
from wethaq.platform.people.service.files import create_person, get_own_file
from wethaq.platform.people.service.guardianship import (
    GuardianshipFile,
    guardianships_of,
    request_guardianship,
)


async def add_child(details: PersonDetails, relation: Relation, *, actor: Actor, now: datetime) -> UUID:
    """Open a file for a child and ask that the actor may act for them; adding the same child again does nothing.

    The child lives with the guardian until somebody says otherwise, and is
    reached through the guardian (policy B).
    """
    async with transaction():
        guardian = await get_own_file(actor=actor)
        known = await list_children(actor=actor)
        if (twice := _same_child(known, details)) is not None:
            return twice
        ensure_few_children(len(known))
        child = replace(
            details,
            governorate=guardian.governorate,
            city=guardian.city,
            language=guardian.language,
            preferred_channel=Channel.WEBSITE,
        )
        child_id = await create_person(child, actor=actor, now=now)
        await request_guardianship(guardian.id, child_id, relation, actor=actor, now=now)
    return child_id


async def list_children(*, actor: Actor) -> list[GuardianshipFile]:
    """Return the children whom the actor acts for or asks to act for."""
    guardian = await get_own_file(actor=actor)
    return [
        file
        for file in await guardianships_of(guardian.id)
        if file.guardian.id == guardian.id and file.guardianship.status in IN_FORCE
    ]


def _same_child(known: list[GuardianshipFile], details: PersonDetails) -> UUID | None:
    """Return the child's file where a second click sends the same form again."""
    return next(
        (
            file.ward.id
            for file in known
            if (file.ward.first_name, file.ward.birth_date) == (details.first_name, details.birth_date)
        ),
        None,
    )
