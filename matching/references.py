"""Two people who know the applicant: named by them, spoken to by staff, never shown to the other side."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.policy.readiness import REFERENCES_ASKED
from wethaq.matching.profiles import write_profile
from wethaq.matching.tables import ReferenceRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.people import service as people


class ReferenceIsYouError(RefusedError):
    """Somebody else has to speak of you."""

    message = N_("This is your own number. Please name somebody who knows you.")


class SameReferenceError(RefusedError):
    """Two references are two people."""

    message = N_("This is the number of your other reference. Please name two different people.")


async def list_references(profile_id: UUID) -> list[dict[str, Any]]:
    """Return the references of a profile, opened, in the order in which they were named."""
    rows = (
        await ReferenceRow.select()
        .where(ReferenceRow.profile_id == profile_id)
        .order_by(ReferenceRow.named_at)
        .order_by(ReferenceRow.id)
    )
    return [open_row(ReferenceRow, row) for row in rows]


async def name_reference(
    person_id: UUID, place: int, *, name: str, relation: str, mobile: str, actor: Actor, now: datetime
) -> None:
    """Name the first or the second reference; another number is another person, not spoken to yet."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        known = await list_references(profile.id)
        if not 1 <= place <= min(len(known) + 1, REFERENCES_ASKED):
            raise NotFoundError
        own = await people.get_person(person_id)
        if mobile == own.mobile:
            raise ReferenceIsYouError
        if any(each["mobile"] == mobile for at, each in enumerate(known, 1) if at != place):
            raise SameReferenceError
        values = {"name": name, "relation": relation, "mobile": mobile}
        if place <= len(known):
            former = known[place - 1]
            is_new = former["mobile"] != mobile
            spoken = {"spoken_at": None, "spoken_by": None, "words": None} if is_new else {}
            await update_sealed(ReferenceRow, former["id"], {**values, **spoken})
        else:
            fresh = {"id": new_id(), "profile_id": profile.id, "named_at": now}
            await insert_sealed(ReferenceRow, {**values, **fresh})
        await write_profile(profile, {}, now=now, is_touched=False)
        await audit.record(
            "matching.profile_changed",
            profile.id,
            actor=actor,
            now=now,
            person_id=person_id,
            details={"changed": "reference", "channel": actor.channel.value},
        )


async def record_conversation(reference_id: UUID, words: str | None, *, actor: Actor, now: datetime) -> UUID:
    """Note that a reference was spoken to, and what they said; returns the profile's id. The caller guards."""
    async with transaction():
        row = await ReferenceRow.select().where(ReferenceRow.id == reference_id).first()
        if row is None:
            raise NotFoundError
        values = {"spoken_at": now, "spoken_by": actor.account_id, "words": words or None}
        await update_sealed(ReferenceRow, reference_id, values)
        await audit.record("matching.reference_spoken", row["profile_id"], actor=actor, now=now)
    profile_id: UUID = row["profile_id"]
    return profile_id
