"""A woman's guardian: named by her, contacted only once she allows it, which she may take back.

Naming him tells him nothing. The permission is hers and a step of its own; her consent to
anything is never replaced by his (Personal Status Law art. 13).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.profiles import Profile, write_profile
from wethaq.matching.tables import WaliRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex


class OwnMobileError(RefusedError):
    """A guardian answers from a number of his own; with hers she would answer for him."""

    message = N_("This is your own number. Your guardian needs a number of his own.")


class NoMobileError(RefusedError):
    """Nobody can be contacted without a number."""

    message = N_("Write your guardian's mobile number first; then you may let us contact him.")


async def find_wali(profile_id: UUID) -> dict[str, Any] | None:
    """Return the guardian in force, opened, or None."""
    row = await WaliRow.select().where(WaliRow.profile_id == profile_id, WaliRow.ended_at.is_null()).first()
    return open_row(WaliRow, row) if row else None


async def name_wali(
    person_id: UUID, *, name: str, relation: str, mobile: str | None, actor: Actor, now: datetime
) -> None:
    """Name the guardian; another number or another man ends what was allowed and verified for the one before."""
    async with transaction():
        profile = await _profile_of_woman(person_id, mobile, actor=actor)
        known = await find_wali(profile.id)
        if known and (known["name"], known["mobile"]) == (name, mobile):
            await update_sealed(WaliRow, known["id"], {"relation": relation})
        else:
            if known:
                await WaliRow.update({WaliRow.ended_at: now}).where(WaliRow.id == known["id"])
            kept = {"id": new_id(), "profile_id": profile.id, "name": name, "relation": relation}
            await insert_sealed(WaliRow, {**kept, "mobile": mobile, "made_at": now})
        await _note(profile, "wali", actor=actor, now=now)


async def allow_contact(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Allow the association to contact the guardian; hers alone to give."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        wali = await _wali_of(profile)
        if not wali["mobile"]:
            raise NoMobileError
        await WaliRow.update({WaliRow.may_be_contacted_at: now}).where(
            WaliRow.id == wali["id"], WaliRow.may_be_contacted_at.is_null()
        )
        await _note(profile, "wali_contact_allowed", actor=actor, now=now)


async def forbid_contact(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take the permission back; an invitation that is out doesn't open anything any more."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        wali = await _wali_of(profile)
        await WaliRow.update(
            {WaliRow.may_be_contacted_at: None, WaliRow.token_digest: None, WaliRow.token_expires_at: None}
        ).where(WaliRow.id == wali["id"])
        await _note(profile, "wali_contact_forbidden", actor=actor, now=now)


async def _wali_of(profile: Profile) -> dict[str, Any]:
    wali = await find_wali(profile.id)
    if wali is None:
        raise NotFoundError
    return wali


async def _profile_of_woman(person_id: UUID, mobile: str | None, *, actor: Actor) -> Profile:
    profile = await get_profile_to_build(person_id, actor=actor)
    person = await people.get_person(person_id)
    if person.sex is not Sex.FEMALE:
        raise NotFoundError
    if mobile is not None and mobile == person.mobile:
        raise OwnMobileError
    return profile


async def _note(profile: Profile, what: str, *, actor: Actor, now: datetime) -> None:
    await write_profile(profile, {}, now=now)
    await audit.record(
        "matching.profile_changed",
        profile.id,
        actor=actor,
        now=now,
        person_id=profile.person_id,
        details={"changed": what, "channel": actor.channel.value},
    )
