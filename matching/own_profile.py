"""Whose profile is built, by whom: the applicant's own, or at the desk for somebody who came or called.

Every function of building takes the person whose profile it is. The owner builds their
own; staff build for others, marked with the channel, and the owner sees
that the file was opened. For everybody else it is as if there were none.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.matching.intake.concerns import marriage_values
from wethaq.matching.intake.request import SERVICE
from wethaq.matching.policy.building import may_build
from wethaq.matching.policy.profile_states import (
    BEING_BUILT,
    MadeBy,
    ensure_may_marry,
    ensure_of_age,
    ensure_open,
)
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState
from wethaq.matching.profiles import Profile, find_profile_of, write_profile
from wethaq.matching.purposes import PROCESSING
from wethaq.matching.recognising import family_index
from wethaq.matching.tables import ProfileRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.intake.answering import list_answers
from wethaq.platform.intake.policy.statuses import OPEN_STATUSES, RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Request
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person

PURPOSE: Final = "matching.building"
"""Why a colleague opened the file, as its owner reads it."""


class NoRequestError(RefusedError):
    """A profile belongs to a request: the committee studies it first (H5)."""

    message = N_("A profile begins with a request for matchmaking. Please start the request first.")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a consent was given: on the page by its owner, or on paper or by telephone before staff."""

    text_id: UUID
    method: consent.GrantMethod = consent.GrantMethod.WEB
    witness: str | None = None


async def open_person(person_id: UUID, *, actor: Actor, now: datetime) -> Person:
    """Return whose profile is looked at; the owner sees each opening by others."""
    await ensure_may_build(person_id, actor=actor)
    return await people.open_file(person_id, purpose=PURPOSE, actor=actor, now=now)


async def ensure_may_build(person_id: UUID, *, actor: Actor) -> None:
    """Let the owner in, and colleagues who may write it with them; for anybody else there is nothing."""
    if actor.person_id == person_id:
        return
    found = await find_profile_of(person_id)
    state, keeper_id = (found.state, found.matchmaker_id) if found else (None, None)
    if not may_build(actor, state=state, keeper_id=keeper_id):
        raise NotFoundError


async def get_profile_to_build(person_id: UUID, *, actor: Actor) -> Profile:
    """Return the profile that is being built or changed; a closed one is opened again first."""
    await ensure_may_build(person_id, actor=actor)
    found = await find_profile_of(person_id)
    if found is None:
        raise NotFoundError
    ensure_open(found.state)
    return found


async def begin_profile(
    person_id: UUID, *, channel: Channel | None = None, actor: Actor, now: datetime
) -> Profile:
    """Begin a profile beside an open request, or return the one that is there.

    Raises MinorError, MarriedWomanError, FourWivesError, NoRequestError, ConsentRequiredError.
    """
    await ensure_may_build(person_id, actor=actor)
    async with transaction():
        if (known := await find_profile_of(person_id)) is not None:
            return known
        person = await people.get_person(person_id)
        ensure_of_age(person.birth_date, riyadh_date(now))
        await consent.require(person_id, PROCESSING.code, now=now)
        request = await find_request_of(person_id)
        if request is None:
            raise NoRequestError
        try:
            async with savepoint():
                await _insert(person, request, channel=channel, actor=actor, now=now)
        except UNIQUE_VIOLATIONS:  # Another tab was quicker.
            if (faster := await find_profile_of(person_id)) is None:
                raise
            return faster
        await audit.record("matching.profile_begun", person_id, actor=actor, now=now, person_id=person_id)
    begun = await find_profile_of(person_id)
    if begun is None:
        raise NotFoundError
    return begun


async def find_request_of(person_id: UUID) -> RequestRecord | None:
    """Return the request that a profile lives on: the newest that is open or was accepted."""
    living = [*OPEN_STATUSES, RequestStatus.IN_SERVICE, RequestStatus.DELIVERED]
    row = (
        await Request.select()
        .where(
            Request.person_id == person_id,
            Request.service == SERVICE,
            Request.status.is_in(sorted({status.value for status in living})),
        )
        .order_by(Request.created_at, ascending=False)
        .first()
    )
    return RequestRecord.of(row) if row else None


async def request_answers(person_id: UUID) -> dict[str, str]:
    """Return what the request behind a profile says, by question; nothing where there is none."""
    request = await find_request_of(person_id)
    return await list_answers(request.id) if request else {}


async def with_answers(profile: Profile) -> Profile:
    """Return a profile that is being built with what its request says of marriage by now, unwritten."""
    values = await answered_values(profile)
    if not values:
        return profile
    return replace(profile, **{**values, "marital_status": MaritalStatus(values["marital_status"])})


async def follow_request(profile: Profile, *, now: datetime) -> Profile:
    """Write what the request says of marriage into a profile that is being built."""
    values = await answered_values(profile)
    person = await people.get_person(profile.person_id)
    ensure_may_marry(
        person.sex,
        MaritalStatus(values["marital_status"]) if values else profile.marital_status,
        values.get("wives_now", profile.wives_now),
    )
    values["family_index"] = family_index(person.family_name)
    return await write_profile(profile, values, now=now)


async def answered_values(profile: Profile) -> dict[str, Any]:
    """Return the columns that the request's answers decide, while the profile follows them."""
    if profile.state not in BEING_BUILT:
        return {}
    request = await find_request_of(profile.person_id)
    if request is None:
        return {}
    answered_on = riyadh_date(request.submitted_at or request.created_at)
    return marriage_values(await list_answers(request.id), answered_on)


async def _insert(
    person: Person, request: RequestRecord, *, channel: Channel | None, actor: Actor, now: datetime
) -> None:
    answers = await list_answers(request.id)
    values = marriage_values(answers, riyadh_date(request.submitted_at or request.created_at))
    status = values.get("marital_status")
    ensure_may_marry(person.sex, MaritalStatus(status) if status else None, values.get("wives_now", 0))
    is_own = actor.person_id == person.id
    await insert_sealed(
        ProfileRow,
        {
            **values,
            "id": new_id(),
            "person_id": person.id,
            "request_id": request.id,
            "state": ProfileState.DRAFT.value,
            "facts": "{}",
            "wishes": "[]",
            "family_index": family_index(person.family_name),
            "made_by": (MadeBy.APPLICANT if is_own else MadeBy.STAFF).value,
            "channel": (channel or actor.channel).value,
            "made_at": now,
            "changed_at": now,
            "touched_at": now,
        },
    )
