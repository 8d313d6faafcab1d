"""The trusted description: how somebody looks, in the words of a woman of the staff; a full alternative to a photo."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.appearance import find_appearance
from wethaq.matching.matchmakers import find_matchmaker
from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.purposes import CLASSES
from wethaq.matching.tables import PhotoRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import update_that
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.records import Sex

DESCRIPTION = "description"
PHOTO = "photo"


class NotByAWomanError(RefusedError):
    """Who describes has seen; a woman is seen by women."""

    message = N_("A trusted description is written by female staff only.")


class DescriptionNotAllowedError(RefusedError):
    """Nothing of somebody's looks is kept without their own consent to it."""

    message = N_("The applicant hasn't agreed to a photo or a description, so none is kept.")


class PhotoIsThereError(RefusedError):
    """One of the two: the applicant chose the photo."""

    message = N_(
        "The applicant gave a photo. It is removed by the applicant before a description is written."
    )


@dataclass(frozen=True, slots=True)
class Appearance:
    """What there is of an applicant's looks; the photo itself isn't opened here."""

    kind: str
    description: str | None
    made_at: datetime
    approved_at: datetime | None


async def appearance_of(profile_id: UUID) -> Appearance | None:
    """Return the photo's place or the description of a profile, for callers that have asked their own guard."""
    row = await find_appearance(profile_id)
    if row is None:
        return None
    opened = open_row(PhotoRow, row)
    return Appearance(opened["kind"], opened["description"], opened["made_at"], opened["approved_at"])


async def write_description(profile_id: UUID, words: str, *, actor: Actor, now: datetime) -> None:
    """Keep a description in place of an earlier one.

    Raises NotByAWomanError, DescriptionNotAllowedError, PhotoIsThereError.
    """
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        writer = await find_matchmaker(actor.account_id)
        if writer is None or writer.sex is not Sex.FEMALE:
            raise NotByAWomanError
        if not await consent.has_consent(profile.person_id, CLASSES[ConsentClass.PHOTO].code, now=now):
            raise DescriptionNotAllowedError
        current = await find_appearance(profile_id)
        if current is not None and current["kind"] == PHOTO:
            raise PhotoIsThereError
        removed = {"removed_at": now, "description": None}
        await update_that(PhotoRow, removed, "WHERE profile_id = {} AND removed_at IS NULL", profile_id)
        values = {
            "id": new_id(),
            "profile_id": profile_id,
            "kind": DESCRIPTION,
            "description": words,
            "made_at": now,
            "made_by": actor.account_id,
            "approved_at": now,
            "approved_by": actor.account_id,
        }
        await insert_sealed(PhotoRow, values)
        await audit.record(
            "matching.description_written", profile_id, actor=actor, now=now, person_id=profile.person_id
        )
