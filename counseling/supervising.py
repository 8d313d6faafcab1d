"""A supervisor's opening of notes: with a written reason, for half an hour, seen by the person and the counselor.

The house has no role of a supervisor; the manager is it. There is no list of
cases to browse: who has a reason has an appointment's number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.counseling.loading import AppointmentNotFoundError
from wethaq.counseling.notes import Note, notes_of
from wethaq.counseling.policy.access import ensure_manager
from wethaq.counseling.policy.notes import OPENING_LASTS, ensure_reason, is_open
from wethaq.counseling.tables import AppointmentRow, CaseRow, NoteOpeningRow, NoteRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation.digits import ascii_digits

WHAT: Final = "counseling.notes"
PURPOSE: Final = "counseling.supervision"


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening as its supervisor and the counselor see it."""

    id: UUID
    case_id: UUID
    opened_by: UUID
    reason: str
    opened_at: datetime
    expires_at: datetime


async def open_notes(number: str, reason: str, *, actor: Actor, now: datetime) -> UUID:
    """Open the notes of an appointment's case and return the opening.

    Raises OpeningReasonMissingError, AppointmentNotFoundError (also for one's own case).
    """
    ensure_manager(actor)
    ensure_reason(reason)
    opening_id = new_id()
    async with transaction():
        case = await _case_of(number, actor)
        values = {
            "id": opening_id,
            "case_id": case["id"],
            "opened_by": actor.account_id,
            "reason": reason.strip(),
            "opened_at": now,
            "expires_at": now + OPENING_LASTS,
        }
        await insert_sealed(NoteOpeningRow, values)
        await audit.record_view(
            WHAT, case["id"], actor=actor, now=now, person_id=case["person_id"], purpose=PURPOSE
        )
    return opening_id


async def read_opened_notes(opening_id: UUID, *, actor: Actor, now: datetime) -> tuple[Opening, list[Note]]:
    """Return the notes of an opening to whoever made it, while it lasts. Raises NotFoundError."""
    ensure_manager(actor)
    row = await NoteOpeningRow.select().where(NoteOpeningRow.id == opening_id).first()
    if row is None or row["opened_by"] != actor.account_id or not is_open(row["expires_at"], now):
        raise NotFoundError
    notes = (
        await NoteRow.select()
        .where(NoteRow.case_id == row["case_id"])
        .order_by(NoteRow.written_at, ascending=False)
    )
    return _opening(row), notes_of(notes)


async def list_openings(case_id: UUID) -> Sequence[Opening]:
    """Return who opened a case's notes, for its counselor, the newest first."""
    rows = (
        await NoteOpeningRow.select()
        .where(NoteOpeningRow.case_id == case_id)
        .order_by(NoteOpeningRow.opened_at, ascending=False)
    )
    return [_opening(row) for row in rows]


async def _case_of(number: str, actor: Actor) -> dict[str, UUID]:
    wanted = ascii_digits(number).strip().upper().replace(" ", "")
    found = await AppointmentRow.select(AppointmentRow.case_id).where(AppointmentRow.number == wanted).first()
    case = (
        await CaseRow.select(CaseRow.id, CaseRow.person_id).where(CaseRow.id == found["case_id"]).first()
        if found and found["case_id"]
        else None
    )
    if case is None or case["person_id"] == actor.person_id:
        raise AppointmentNotFoundError
    return dict(case)


def _opening(row: dict[str, object]) -> Opening:
    opened = open_row(NoteOpeningRow, row)
    return Opening(**{name: opened[name] for name in Opening.__dataclass_fields__})
