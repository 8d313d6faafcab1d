"""Photo or trusted description: chosen by the applicant, kept sealed, shown by a proposal's step and no other way.

A description by a woman of the staff is a full alternative. A photo is never asked for as a
condition; it passes the same safe uploads as every file, is rebuilt without
metadata and sealed. Nobody may wish for either.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.profiles import Profile
from wethaq.matching.tables import PhotoRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.documents import service as documents
from wethaq.platform.documents.errors import DocumentNotFoundError


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
