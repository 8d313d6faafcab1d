"""Photo or trusted description: chosen by the applicant, kept sealed, shown by a proposal's step and no other way.

A description by a woman of the staff is a full alternative. A photo is never asked for as a
condition; it passes the same safe uploads as every file, is rebuilt without
metadata and sealed. Nobody may wish for either.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from wethaq.matching.allowing import ensure_class_consent
from wethaq.matching.own_profile import Agreement, get_profile_to_build
from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.policy.own_words import ensure_names_nobody
from wethaq.matching.profiles import Profile, get_profile, write_profile
from wethaq.matching.tables import PhotoRow
from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import service as documents
from wethaq.platform.documents.errors import DocumentNotFoundError
from wethaq.platform.documents.policy import FileType
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

PICTURE: Final = "matching_photo"
SEEN: Final = "matching.photo"
REVIEW: Final = "matching.photo_review"
"""What was opened, and why, as its owner reads it."""


class Appearance(StrEnum):
    """What somebody chose to show one day, to one person."""

    PHOTO = "photo"
    DESCRIPTION = "description"
    NOTHING = "nothing"


class PhotoConsentMissingError(RefusedError):
    """No picture and no description is kept without its own consent."""

    message = N_("To keep this we need your consent. You may also choose to show neither.")


class NotAPictureError(RefusedError):
    """A photo is a picture, not a paper."""

    message = N_("Please choose a picture: JPEG, PNG or WebP.")


class DescribedByWomanError(RefusedError):
    """A woman is described by a woman, who has met her."""

    message = N_("A woman is described by a woman of the staff who has met her.")


async def choose_appearance(
    person_id: UUID, choice: Appearance, *, agreement: Agreement | None = None, actor: Actor, now: datetime
) -> Profile:
    """Choose photo, trusted description or neither; what was there of the other kind is destroyed."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        if choice is not Appearance.NOTHING:
            await ensure_class_consent(
                person_id, ConsentClass.PHOTO, agreement, PhotoConsentMissingError, actor=actor, now=now
            )
        kept = await find_appearance(profile.id)
        written = await write_profile(profile, {"appearance": choice.value}, now=now, is_touched=False)
        await audit.record(
            "matching.appearance_chosen",
            profile.id,
            actor=actor,
            now=now,
            person_id=person_id,
            details={"choice": choice.value, "channel": actor.channel.value},
        )
        if kept is not None and kept["kind"] != choice.value:
            await remove_appearance(profile, actor=actor, now=now)
    return written


async def upload_photo(
    person_id: UUID, content: bytes, filename: str, *, actor: Actor, now: datetime
) -> None:
    """Keep a photo in place of the one before; it is looked at by staff before it can ever be shown.

    Rebuilding takes its time, so it happens before the transaction. Raises a FileRefusedError,
    NotAPictureError, PhotoConsentMissingError.
    """
    profile = await get_profile_to_build(person_id, actor=actor)
    await _ensure_photo_consent(person_id, actor=actor, now=now)
    if content[:5] == b"%PDF-":
        raise NotAPictureError
    picture = await documents.store_upload(
        content, filename, owner_person_id=person_id, kind=PICTURE, actor=actor, now=now
    )
    async with transaction():
        await _ensure_photo_consent(person_id, actor=actor, now=now)
        await remove_appearance(profile, actor=actor, now=now)
        await _keep(profile, Appearance.PHOTO, actor=actor, now=now, document_id=picture)
        await write_profile(profile, {"appearance": Appearance.PHOTO.value}, now=now, is_touched=False)


async def take_photo_away(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Destroy what is kept; the choice becomes neither."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        await write_profile(profile, {"appearance": Appearance.NOTHING.value}, now=now, is_touched=False)
        await remove_appearance(profile, actor=actor, now=now)


async def open_own_photo(person_id: UUID, *, actor: Actor, now: datetime) -> documents.OpenedFile:
    """Return the photo for its owner to look at; anybody else takes the way of a proposal."""
    profile = await get_profile_to_build(person_id, actor=actor)
    row = await find_appearance(profile.id)
    if actor.person_id != person_id or row is None or row["document_id"] is None:
        raise NotFoundError
    opened = await documents.open_upload(row["document_id"], actor=actor, now=now)
    if opened.summary.media_type == FileType.PDF.value:
        raise NotFoundError
    return opened


async def look_at_photo(person_id: UUID, *, actor: Actor, now: datetime) -> documents.OpenedFile:
    """Open a photo for its matchmaker, who looks whether it can be shown as it is; its owner sees that they did."""
    profile = await get_profile_to_build(person_id, actor=actor)
    row = await find_appearance(profile.id)
    if not actor.has(Role.MATCHMAKER) or row is None or row["document_id"] is None:
        raise NotFoundError
    async with transaction():
        await audit.record_view(SEEN, profile.id, actor=actor, now=now, person_id=person_id, purpose=REVIEW)
    return await documents.open_upload(row["document_id"], actor=SYSTEM, now=now)


async def write_description(
    profile_id: UUID, words: str, *, is_by_woman: bool, actor: Actor, now: datetime
) -> None:
    """Write the trusted description that an applicant asked for; the caller guards who may.

    Raises DescribedByWomanError, PhotoConsentMissingError, NamesSomebodyError.
    """
    ensure_names_nobody(words)
    async with transaction():
        profile = await get_profile(profile_id)
        person = await people.get_person(profile.person_id)
        if profile.appearance != Appearance.DESCRIPTION:
            raise NotFoundError
        if person.sex is Sex.FEMALE and not is_by_woman:
            raise DescribedByWomanError
        await _ensure_photo_consent(profile.person_id, actor=actor, now=now)
        await remove_appearance(profile, actor=actor, now=now)
        await _keep(
            profile,
            Appearance.DESCRIPTION,
            actor=actor,
            now=now,
            description=words,
            approved_at=now,
            approved_by=actor.account_id,
        )


async def approve_photo(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Note that the matchmaker looked at a photo and found nothing amiss; before that it is shown to nobody."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        row = await find_appearance(profile.id)
        if row is None or not actor.has(Role.MATCHMAKER) or actor.person_id == person_id:
            raise NotFoundError
        await PhotoRow.update({PhotoRow.approved_at: now, PhotoRow.approved_by: actor.account_id}).where(
            PhotoRow.id == row["id"], PhotoRow.approved_at.is_null()
        )
        await audit.record("matching.photo_approved", profile.id, actor=actor, now=now, person_id=person_id)


async def _keep(profile: Profile, kind: Appearance, *, actor: Actor, now: datetime, **values: Any) -> None:
    kept = {"id": new_id(), "profile_id": profile.id, "kind": kind.value, "made_at": now}
    await insert_sealed(PhotoRow, {**kept, "made_by": actor.account_id, **values})
    await audit.record(
        "matching.appearance_kept", profile.id, actor=actor, now=now, person_id=profile.person_id
    )


async def _ensure_photo_consent(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    await ensure_class_consent(
        person_id, ConsentClass.PHOTO, None, PhotoConsentMissingError, actor=actor, now=now
    )


async def find_appearance(profile_id: UUID) -> dict[str, Any] | None:
    """Return the photo or description that a profile has at present, still sealed, or None."""
    row: dict[str, Any] | None = (
        await PhotoRow.select()
        .where(PhotoRow.profile_id == profile_id, PhotoRow.removed_at.is_null())
        .first()
    )
    return row


async def remove_appearance(profile: Profile, *, actor: Actor, now: datetime) -> None:
    """Destroy the photo or description of a profile; nothing where there is none."""
    row = await find_appearance(profile.id)
    if row is None:
        return
    await PhotoRow.update(
        {PhotoRow.removed_at: now, PhotoRow.description: None, PhotoRow.document_id: None}
    ).where(PhotoRow.id == row["id"])
    await audit.record(
        "matching.appearance_removed", profile.id, actor=actor, now=now, person_id=profile.person_id
    )
    await destroy_picture(row["document_id"], actor=actor, now=now)


async def destroy_picture(document_id: UUID | None, *, actor: Actor, now: datetime) -> None:
    """Destroy a sealed picture; one that is gone already is gone."""
    if document_id is None:
        return
    try:
        await documents.destroy_upload(document_id, actor=actor, now=now)
    except DocumentNotFoundError:
        return
