"""A counselor's notes: written only with the person's consent, read by their author, corrected by a new note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.counseling.cases import Case, get_own_case
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.notes import NoteReplacedError
from wethaq.counseling.purposes import NOTES
from wethaq.counseling.records import AttendeeRole
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, NoteRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError


class NoteNotFoundError(NotFoundError):
    """There is no such note, or it isn't the reader's."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its author reads it; `replaced_by` names its correction."""

    id: UUID
    appointment_id: UUID | None
    body: str
    written_at: datetime
    replaces_id: UUID | None
    replaced_by: UUID | None

    @property
    def id_text(self) -> str:
        """As it stands in the address of a correction."""
        return str(self.id)


async def write_note(
    case_id: UUID,
    body: str,
    *,
    actor: Actor,
    now: datetime,
    appointment_id: UUID | None = None,
    replaces_id: UUID | None = None,
) -> UUID:
    """Write a note, or a correction of one, if everybody whom it concerns lets notes be written.

    Raises ConsentRequiredError, NoteReplacedError, NoteNotFoundError.
    """
    note_id = new_id()
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        for person_id in await people_noted(case):
            await consent.require(person_id, NOTES.code, now=now)
        if appointment_id is not None:
            await _ensure_of_case(appointment_id, case_id)
        if replaces_id is not None:
            appointment_id = await _ensure_can_replace(replaces_id, case_id, actor)
        values = {
            "id": note_id,
            "case_id": case_id,
            "appointment_id": appointment_id,
            "author_id": actor.account_id,
            "body": body,
            "written_at": now,
            "replaces_id": replaces_id,
        }
        await insert_sealed(NoteRow, values)
        event = "counseling.note_corrected" if replaces_id else "counseling.note_written"
        await audit.record(event, note_id, actor=actor, now=now, person_id=case.person_id)
    return note_id


async def list_own_notes(case: Case, *, actor: Actor) -> list[Note]:
    """Return the author's notes of a case, the newest first; corrected ones stay to be seen."""
    rows = (
        await NoteRow.select()
        .where(NoteRow.case_id == case.id, NoteRow.author_id == actor.account_id)
        .order_by(NoteRow.written_at, ascending=False)
    )
    return notes_of(rows)


def notes_of(rows: Sequence[dict[str, object]]) -> list[Note]:
    """Open notes."""
    replaced = {row["replaces_id"]: row["id"] for row in rows if row["replaces_id"]}
    opened = [open_row(NoteRow, row) for row in rows]
    return [
        Note(
            id=row["id"],
            appointment_id=row["appointment_id"],
            body=row["body"],
            written_at=row["written_at"],
            replaces_id=row["replaces_id"],
            replaced_by=replaced.get(row["id"]),  # type: ignore[arg-type]
        )
        for row in opened
    ]


async def people_noted(case: Case) -> list[UUID]:
    """Return whom a case's notes speak of and who must agree: the person, and a spouse who comes along."""
    appointments = await AppointmentRow.select(AppointmentRow.id).where(AppointmentRow.case_id == case.id)
    ids = [row["id"] for row in appointments]
    spouses = (
        await AttendeeRow.select(AttendeeRow.person_id).where(
            AttendeeRow.appointment_id.is_in(ids),
            AttendeeRow.role == AttendeeRole.SPOUSE.value,
            AttendeeRow.status == AttendeeStatus.COMING.value,
        )
        if ids
        else []
    )
    return list(dict.fromkeys([case.person_id, *(row["person_id"] for row in spouses if row["person_id"])]))


async def people_who_have_not_agreed(case: Case, *, now: datetime) -> list[UUID]:
    """Return whose consent to notes is missing."""
    return [
        person_id
        for person_id in await people_noted(case)
        if not await consent.has_consent(person_id, NOTES.code, now=now)
    ]


async def _ensure_of_case(appointment_id: UUID, case_id: UUID) -> None:
    is_there = await AppointmentRow.exists().where(
        AppointmentRow.id == appointment_id, AppointmentRow.case_id == case_id
    )
    if not is_there:
        raise NoteNotFoundError


async def _ensure_can_replace(note_id: UUID, case_id: UUID, actor: Actor) -> UUID | None:
    """Return the appointment of the note that is corrected."""
    row = (
        await NoteRow.select(NoteRow.appointment_id)
        .where(NoteRow.id == note_id, NoteRow.case_id == case_id, NoteRow.author_id == actor.account_id)
        .first()
    )
    if row is None:
        raise NoteNotFoundError
    if await NoteRow.exists().where(NoteRow.replaces_id == note_id):
        raise NoteReplacedError
    appointment_id: UUID | None = row["appointment_id"]
    return appointment_id
