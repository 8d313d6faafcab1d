"""Whose consents a signed-in person looks at: their own, or those of a child in their care."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.consent.errors import ConsentNotFoundError
from wethaq.platform.consent.records import GuardianConsent
from wethaq.platform.people import service as people


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whose consents are shown, and the guardian who speaks for them."""

    person_id: UUID
    guardian: GuardianConsent | None
    name: str
    sex: str
    may_decide: bool


async def own_subject(actor: Actor, child_id: UUID | None, *, now: datetime) -> Subject:
    """Return the actor, or the child whose verified guardian the actor is; anybody else isn't there.

    A minor who has an account sees their consents and decides nothing: the
    guardian does, until the day the child comes of age.
    """
    if actor.person_id is None:
        raise ConsentNotFoundError
    if child_id is None or child_id == actor.person_id:
        person = await people.get_person(actor.person_id)
        return Subject(
            person.id, None, person.full_name, person.sex.value, may_decide=not person.is_minor(now)
        )
    if not await people.is_verified_guardian(actor.person_id, child_id, now=now):
        raise ConsentNotFoundError
    child = await people.get_person(child_id)
    guardian = GuardianConsent(actor.person_id, await _capacity(actor.person_id, child_id))
    return Subject(child.id, guardian, child.full_name, child.sex.value, may_decide=True)


async def _capacity(guardian_id: UUID, child_id: UUID) -> str:
    """Return in which capacity the guardian speaks: the relation that an officer verified."""
    files = await people.guardianships_of(child_id)
    between = (file.guardianship for file in files if file.guardianship.guardian_id == guardian_id)
    return next(between).relation.value
