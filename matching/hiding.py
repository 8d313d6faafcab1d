"""Hiding what somebody has taken back: a profile, a step of showing, a class of data.

From the withdrawal's commit on nothing is shown, since every reading asks the consents anew
(`consenting.consents_of`). What follows here is the rest: the profile is closed and no
longer found, proposals that have shown it end without a reason, class data are destroyed.
"""

from collections.abc import Awaitable
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from wethaq.matching.appearance import remove_appearance
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.profile_states import ClosedBecause
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.stages import Stage
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.profiles import Profile, find_profile_of, move_profile, touch_profiles
from wethaq.matching.purposes import CLASSES, PROCESSING, SHOW
from wethaq.matching.tables import SensitiveFactRow
from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_

HIDING: Final = N_("Hiding a matchmaking profile")
_LEVELS: Final = {purpose.code: level for level, purpose in SHOW.items()}
_CLASSES: Final = {purpose.code: which for which, purpose in CLASSES.items()}


class EndingOfProposals(Protocol):
    """Ends the open proposals of a profile that have come as far as `at_least`, telling nobody why."""

    def __call__(
        self, profile_id: UUID, target: Stage, *, at_least: Level, actor: Actor, now: datetime
    ) -> Awaitable[object]: ...


_endings: list[EndingOfProposals] = []


def use_ending_of_proposals(ending: EndingOfProposals) -> None:
    """Take what ends proposals; the modules of proposals know profiles, and not the other way round."""
    if ending not in _endings:
        _endings.append(ending)


async def hide_what_was_withdrawn(person_id: UUID, purpose: str, *, now: datetime) -> None:
    """Follow a withdrawal of any consent of matching; may be called again."""
    profile = await find_profile_of(person_id)
    if profile is None:
        return
    async with transaction():
        if purpose == PROCESSING.code:
            await _forget_classes(profile, tuple(ConsentClass), now=now)
            await close_profile(profile, ClosedBecause.CONSENT_WITHDRAWN, actor=SYSTEM, now=now)
        elif purpose in _LEVELS:
            await end_proposals(profile.id, Stage.REVOKED, at_least=_LEVELS[purpose], actor=SYSTEM, now=now)
        elif purpose in _CLASSES:
            await _forget_classes(profile, (_CLASSES[purpose],), now=now)


async def close_profile(
    profile: Profile,
    because: ClosedBecause,
    *,
    target: Stage = Stage.REVOKED,
    actor: Actor,
    now: datetime,
) -> None:
    """Close a profile for good or until its owner comes back; what is open ends without a reason."""
    async with transaction():
        if profile.state is not ProfileState.CLOSED:
            await move_profile(
                profile, ProfileState.CLOSED, now=now, closed_at=now, closed_because=because.value
            )
            await audit.record(
                "matching.profile_closed",
                profile.id,
                actor=actor,
                now=now,
                person_id=profile.person_id,
                details={"because": because.value},
            )
        await end_proposals(profile.id, target, actor=actor, now=now)


async def end_proposals(
    profile_id: UUID, target: Stage, *, at_least: Level = Level.NOTHING, actor: Actor, now: datetime
) -> None:
    """End the open proposals of a profile, through whoever keeps proposals."""
    for ending in _endings:
        await ending(profile_id, target, at_least=at_least, actor=actor, now=now)


async def _forget_classes(profile: Profile, classes: tuple[ConsentClass, ...], *, now: datetime) -> None:
    """Destroy the facts and pictures of classes whose consent is gone."""
    traits = [trait.code for trait in VOCABULARY.traits if trait.consent_class in classes]
    if traits:
        await SensitiveFactRow.delete().where(
            SensitiveFactRow.profile_id == profile.id, SensitiveFactRow.trait.is_in(traits)
        )
    if ConsentClass.PHOTO in classes:
        await remove_appearance(profile, actor=SYSTEM, now=now)
    await touch_profiles([profile.id], now=now)
    await audit.record(
        "matching.class_forgotten",
        profile.id,
        actor=SYSTEM,
        now=now,
        person_id=profile.person_id,
        details={"classes": sorted(which.value for which in classes)},
    )
