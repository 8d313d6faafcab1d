"""What a family wrote for its counselor: read by that counselor alone, and every reading is on record."""

import json
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling.answer_words import in_words
from wethaq.counseling.loading import get_counselors_appointment
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction

APPOINTMENT: Final = "counseling.appointment"
INTAKE: Final = "counseling.intake"
PREPARATION: Final = "counseling.preparation"
ONE_VISIT: Final = timedelta(hours=1)
"""Within it, coming back to the page isn't another opening: else the list of openings would hide what matters."""


async def open_appointment(appointment_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Return an appointment for its counselor's eyes; the person can see that it was opened."""
    appointment = await get_counselors_appointment(appointment_id, actor=actor)
    async with transaction():
        await note_opening(APPOINTMENT, appointment.id, appointment.person_id, actor=actor, now=now)
    return appointment


async def has_intake(appointment_id: UUID) -> bool:
    """Tell whether anything was written, without opening it."""
    return await AppointmentRow.exists().where(
        AppointmentRow.id == appointment_id, AppointmentRow.answers.is_not_null()
    )


async def read_intake(
    appointment_id: UUID, *, actor: Actor, now: datetime
) -> tuple[Appointment, dict[str, str]]:
    """Return what was written, by question, in the reader's words."""
    async with transaction():
        appointment = await get_counselors_appointment(appointment_id, actor=actor)
        row = (
            await AppointmentRow.select(AppointmentRow.id, AppointmentRow.answers)
            .where(AppointmentRow.id == appointment_id)
            .first()
        )
        sealed = open_row(AppointmentRow, row)["answers"] if row else None
        if sealed:
            await audit.record_view(
                INTAKE,
                appointment_id,
                actor=actor,
                now=now,
                person_id=appointment.person_id,
                purpose=PREPARATION,
            )
    return appointment, in_words(appointment.service, json.loads(sealed or "{}"))


async def note_opening(
    what: str, subject_id: UUID, person_id: UUID | None, *, actor: Actor, now: datetime
) -> None:
    """Put an opening on record, once a visit, in the caller's transaction."""
    if await audit.has_viewed(actor.account_id, subject_id, since=now - ONE_VISIT):
        return
    await audit.record_view(what, subject_id, actor=actor, now=now, person_id=person_id, purpose=PREPARATION)
