"""Wishing: what one hopes for in the other, and how much it matters."""

from datetime import datetime
from uuid import UUID

from wethaq.matching.applicants import wishes_text
from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.policy.profiles import Importance, Wish, ensure_can_wish
from wethaq.matching.policy.traits import Trait, Vocabulary
from wethaq.matching.profiles import Profile, write_profile
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people import service as people


async def wishable_traits(profile: Profile, vocabulary: Vocabulary | None = None) -> tuple[Trait, ...]:
    """Return what a person may wish of the other, as the board has it now."""
    person = await people.get_person(profile.person_id)
    return (vocabulary or await current_vocabulary()).wished_by(person.sex)


async def get_wishable_trait(profile: Profile, code: str) -> Trait:
    """Return a trait that this person may wish; 404 for any other."""
    for trait in await wishable_traits(profile):
        if trait.code == code:
            return trait
    raise NotFoundError


def wish_of(profile: Profile, code: str) -> Wish | None:
    """Return the wish about a trait, or None where none was made."""
    return next((wish for wish in profile.wishes if wish.trait == code), None)


async def make_wish(person_id: UUID, wish: Wish, *, actor: Actor, now: datetime) -> Profile:
    """Make or change the wish about one trait; what makes no difference is kept as an answer too.

    Raises ConditionNotAllowedError, EmptyWishError.
    """
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        ensure_can_wish(wish, await get_wishable_trait(profile, wish.trait))
        others = [each for each in profile.wishes if each.trait != wish.trait]
        written = await write_profile(profile, {"wishes": wishes_text([*others, wish])}, now=now)
        await audit.record(
            "matching.profile_changed",
            profile.id,
            actor=actor,
            now=now,
            person_id=person_id,
            details={"changed": f"wish.{wish.trait}", "channel": actor.channel.value},
        )
    return written


def counting(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Return the wishes that make a difference."""
    return tuple(wish for wish in wishes if wish.importance is not Importance.IGNORED)
