"""The trusted description at the desk: in the words of a woman of the staff, for who asked for one."""

from datetime import datetime
from uuid import UUID

from wethaq.matching import appearance
from wethaq.matching.matchmakers import find_matchmaker
from wethaq.matching.portfolio import get_kept_profile
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.records import Sex


class NotByAWomanError(RefusedError):
    """Who describes has seen; a woman is seen by women, and one rule is easier to trust than two."""

    message = N_("A trusted description is written by female staff only.")


class NoDescriptionWantedError(RefusedError):
    """Nothing of somebody's looks is kept that they didn't ask for."""

    message = N_("The applicant didn't choose a description, so none is kept.")


async def write_description(profile_id: UUID, words: str, *, actor: Actor, now: datetime) -> None:
    """Keep a description in place of an earlier one.

    Raises NotByAWomanError, NoDescriptionWantedError, PhotoConsentMissingError, NamesSomebodyError.
    """
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        writer = await find_matchmaker(actor.account_id)
        if writer is None or writer.sex is not Sex.FEMALE:
            raise NotByAWomanError
        if profile.appearance != appearance.Appearance.DESCRIPTION:
            raise NoDescriptionWantedError
        await appearance.write_description(profile_id, words, is_by_woman=True, actor=actor, now=now)
