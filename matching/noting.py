"""A matchmaker's notes about a profile: sealed, read by whoever keeps it, corrected by a new note."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.tables import MatchmakerNoteRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `replaced_by` names its correction."""

    id: UUID
    author_id: UUID
    body: str
    written_at: datetime
    replaces_id: UUID | None
    replaced_by: UUID | None

    @property
    def id_text(self) -> str:
        """As it stands in the address of a correction."""
        return str(self.id)


async def list_notes(profile_id: UUID) -> list[Note]:
    """Return the notes of a profile, the newest first, for callers that have asked their own guard."""
    rows = await rows_that(
        MatchmakerNoteRow, "WHERE profile_id = {} ORDER BY written_at DESC, id DESC", profile_id
    )
    replaced = {row["replaces_id"]: row["id"] for row in rows if row["replaces_id"]}
    opened = [open_row(MatchmakerNoteRow, row) for row in rows]
    return [
        Note(
            id=row["id"],
            author_id=row["author_id"],
            body=row["body"],
            written_at=row["written_at"],
            replaces_id=row["replaces_id"],
            replaced_by=replaced.get(row["id"]),
        )
        for row in opened
    ]


async def write_note(
    profile_id: UUID, body: str, *, actor: Actor, now: datetime, replaces_id: UUID | None = None
) -> UUID:
    """Write a note, or the correction of one's own; what was corrected stays to be seen."""
    note_id = new_id()
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        if replaces_id is not None:
            await _ensure_can_replace(replaces_id, profile_id, actor)
        values = {
            "id": note_id,
            "profile_id": profile_id,
            "author_id": actor.account_id,
            "body": body,
            "written_at": now,
            "replaces_id": replaces_id,
        }
        await insert_sealed(MatchmakerNoteRow, values)
        await audit.record(
            "matching.note_written", profile_id, actor=actor, now=now, person_id=profile.person_id
        )
    return note_id


async def _ensure_can_replace(note_id: UUID, profile_id: UUID, actor: Actor) -> None:
    notes = {each.id: each for each in await list_notes(profile_id)}
    if note_id not in notes or notes[note_id].author_id != actor.account_id:
        raise NotFoundError
    if notes[note_id].replaced_by is not None:
        raise FasterElsewhereError
