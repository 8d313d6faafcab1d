"""What became of an appointment, as its counselor records it: took place, or missed; a slip is put right."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wethaq.counseling.loading import get_counselors_appointment, speaker_of
from wethaq.counseling.moving_on import move_to
from wethaq.counseling.policy.attendance import ensure_can_mark_attended, ensure_can_mark_no_show
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.feedback.service import invite_person_to_survey

SURVEY_SERVICE = "counseling"
"""One name for all kinds of counseling: the results must not tell who came for what."""


async def mark_attended(
    appointment_id: UUID, *, actor: Actor, now: datetime, late: timedelta | None = None
) -> Appointment:
    """Record that an appointment took place, and ask how it was; `late` where nobody has checked in.

    Raises NotBegunError, AppointmentHasMovedOnError.
    """
    async with transaction():
        appointment = await get_counselors_appointment(appointment_id, actor=actor)
        ensure_can_mark_attended(appointment.status, appointment.starts_at, now)
        values: dict[str, Any] = {"ended_at": now}
        if late is not None and appointment.checked_in_at is None:
            values["checked_in_at"] = appointment.starts_at + late
        attended = await move_to(appointment, AppointmentStatus.ATTENDED, **values)
        await _record(attended, actor=actor, now=now)
        await _ask_how_it_was(attended, now=now)
    return attended


async def mark_no_show(appointment_id: UUID, *, actor: Actor, now: datetime) -> Appointment:
    """Record that nobody came. Raises StillExpectedError, AppointmentHasMovedOnError."""
    async with transaction():
        appointment = await get_counselors_appointment(appointment_id, actor=actor)
        ensure_can_mark_no_show(appointment.status, appointment.starts_at, now)
        missed = await move_to(appointment, AppointmentStatus.NO_SHOW, ended_at=now)
        await _record(missed, actor=actor, now=now)
    return missed


async def _record(appointment: Appointment, *, actor: Actor, now: datetime) -> None:
    await audit.record(
        f"counseling.appointment_{appointment.status.value}",
        appointment.id,
        actor=actor,
        now=now,
        person_id=appointment.person_id,
    )


async def _ask_how_it_was(appointment: Appointment, *, now: datetime) -> None:
    """Ask whoever asked for it; a group's members have nobody who speaks for them all."""
    reader = await speaker_of(appointment)
    if reader is not None:
        await invite_person_to_survey(SURVEY_SERVICE, appointment.id, reader, now=now)
