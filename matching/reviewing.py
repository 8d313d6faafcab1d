"""From a draft to an active profile, and the owner's own way out of it: pause, leave, come back."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from wethaq.matching.consenting import consents_of
from wethaq.matching.guardians import find_wali
from wethaq.matching.hiding import close_profile
from wethaq.matching.intake.questions import NO_GUARDIAN
from wethaq.matching.own_profile import (
    answered_values,
    ensure_may_build,
    find_request_of,
    follow_request,
    get_profile_to_build,
    request_answers,
)
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.profile_states import ClosedBecause, ensure_may_marry, ensure_of_age
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState, completeness_of
from wethaq.matching.policy.readiness import Readiness, ensure_owner_is_done, ensure_ready, lacks
from wethaq.matching.profiles import Profile, find_profile_of, get_profile, move_profile
from wethaq.matching.purposes import PROCESSING
from wethaq.matching.references import list_references
from wethaq.matching.telling import PATH
from wethaq.matching.verifying import verified_on
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.matching.wishing import counting
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.numbering import next_service_number
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.notifications.service import notify
from wethaq.platform.people import service as people

LETTER: Final = "M"
"""Profiles are called by a number of their own, never by a name."""
SERVED: Final = frozenset({RequestStatus.IN_SERVICE, RequestStatus.DELIVERED})


async def readiness_of(profile: Profile, *, now: datetime) -> Readiness:
    """Return what the rule of readiness looks at."""
    person = await people.get_person(profile.person_id)
    request = await find_request_of(profile.person_id)
    consents = await consents_of(profile.person_id, now=now)
    answered = await answered_values(profile)
    return Readiness(
        sex=person.sex,
        marital_status=MaritalStatus(answered["marital_status"]) if answered else profile.marital_status,
        completeness=completeness_of(profile.facts, person.sex, await current_vocabulary()),
        has_words=bool(profile.about_self),
        has_wishes=bool(counting(profile.wishes)),
        has_chosen_appearance=profile.appearance is not None,
        has_wali=await find_wali(profile.id) is not None or await _has_no_guardian(profile),
        references=len(await list_references(profile.id)),
        shows_summary=consents.up_to >= Level.SUMMARY,
        is_covenant_signed=profile.covenant_at is not None,
        is_accepted=request is not None and request.status in SERVED,
        verified=await verified_on(profile.id, riyadh_date(now)),
    )


async def send_for_review(person_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Send a profile whose owner is done: it becomes active where nothing else is awaited.

    Raises ProfileIncompleteError while the owner can still do something.
    """
    async with transaction():
        profile = await follow_request(await get_profile_to_build(person_id, actor=actor), now=now)
        ready = await readiness_of(profile, now=now)
        ensure_owner_is_done(ready)
        sent = await move_profile(profile, ProfileState.IN_REVIEW, now=now, ready_at=now)
        await _record("matching.profile_sent", sent, actor=actor, now=now)
        return sent if lacks(ready) else await _activate(sent, actor=actor, now=now)


async def recall_profile(person_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Take a profile out of review, to go on writing."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        moved = await move_profile(profile, ProfileState.DRAFT, now=now)
        await _record("matching.profile_recalled", moved, actor=actor, now=now)
    return moved


async def activate_profile(profile_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Let a profile be proposed; the caller guards who may (the matchmaker).

    Raises ProfileIncompleteError, MinorError, MarriedWomanError, FourWivesError.
    """
    async with transaction():
        profile = await follow_request(await get_profile(profile_id), now=now)
        ensure_ready(await readiness_of(profile, now=now))
        return await _activate(profile, actor=actor, now=now)


async def pause_profile(person_id: UUID, until: date | None, *, actor: Actor, now: datetime) -> Profile:
    """Pause: nothing new is proposed; what is under way goes on, or is declined by the owner."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        paused = await move_profile(profile, ProfileState.PAUSED, now=now, paused_until=until)
        await _record("matching.profile_paused", paused, actor=actor, now=now)
    return paused


async def resume_profile(person_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Go on after a pause, if the profile still lacks nothing; else it is looked at again."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        is_ready = not lacks(await readiness_of(profile, now=now))
        target = ProfileState.ACTIVE if is_ready else ProfileState.IN_REVIEW
        resumed = await move_profile(profile, target, now=now, paused_until=None)
        await _record("matching.profile_resumed", resumed, actor=actor, now=now)
    return resumed


async def leave(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Close one's own profile at once; open proposals end without a reason, and nobody asks why."""
    profile = await get_profile_to_build(person_id, actor=actor)
    await close_profile(profile, ClosedBecause.LEFT, actor=actor, now=now)


async def reopen_profile(person_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Come back: the profile is a draft again, under a consent that stands."""
    await ensure_may_build(person_id, actor=actor)
    async with transaction():
        profile = await find_profile_of(person_id)
        if profile is None:
            raise NotFoundError
        await consent.require(person_id, PROCESSING.code, now=now)
        opened = await move_profile(profile, ProfileState.DRAFT, now=now, closed_at=None, closed_because=None)
        await _record("matching.profile_reopened", opened, actor=actor, now=now)
    return opened


async def _has_no_guardian(profile: Profile) -> bool:
    """Tell whether she said that there is none: then the court acts, and nobody is named here."""
    return (await request_answers(profile.person_id)).get("wali_relation") == NO_GUARDIAN


async def _activate(profile: Profile, *, actor: Actor, now: datetime) -> Profile:
    person = await people.get_person(profile.person_id)
    ensure_of_age(person.birth_date, riyadh_date(now))
    ensure_may_marry(person.sex, profile.marital_status, profile.wives_now)
    active = await move_profile(
        profile,
        ProfileState.ACTIVE,
        now=now,
        number=profile.number or await next_service_number(LETTER, now=now),
        waiting_since=profile.waiting_since or riyadh_date(now),
        activated_at=now,
        activated_by=actor.account_id,
    )
    await _record("matching.profile_activated", active, actor=actor, now=now)
    await notify(profile.person_id, "matching_active", {"path": PATH}, now=now)
    return active


async def _record(event: str, profile: Profile, *, actor: Actor, now: datetime) -> None:
    await audit.record(
        event,
        profile.id,
        actor=actor,
        now=now,
        person_id=profile.person_id,
        details={"channel": actor.channel.value},
    )
