"""Two people who know the applicant: spoken to by a matchmaker, read by staff, never shown to the other side."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.tables import ReferenceRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.sealing import open_row, update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as staff read it."""

    id: UUID
    name: str
    mobile: str | None
    relation: str
    words: str | None
    spoken_at: datetime | None
    spoken_by: UUID | None


async def list_references(profile_id: UUID) -> list[Reference]:
    """Return the references of a profile, for callers that have asked their own guard."""
    rows = await rows_that(ReferenceRow, "WHERE profile_id = {} ORDER BY named_at, id", profile_id)
    opened = [open_row(ReferenceRow, row) for row in rows]
    return [Reference(**{name: row[name] for name in Reference.__dataclass_fields__}) for row in opened]


async def record_spoken(
    profile_id: UUID, reference_id: UUID, words: str, *, actor: Actor, now: datetime
) -> None:
    """Keep what a reference said, and who spoke to them."""
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        if reference_id not in {each.id for each in await list_references(profile_id)}:
            raise NotFoundError
        values = {"words": words, "spoken_at": now, "spoken_by": actor.account_id}
        await update_sealed(ReferenceRow, reference_id, values)
        await audit.record(
            "matching.reference_spoken", profile_id, actor=actor, now=now, person_id=profile.person_id
        )
