"""Signed links by which one who attends changes or cancels without a login, once (`/appointments/link/…`)."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.loading import HIDDEN, AppointmentNotFoundError, get_appointment
from wethaq.counseling.records import Appointment, Attendee
from wethaq.counseling.tables import AttendeeRow, LinkRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, row_by_id
from wethaq.platform.security.tokens import new_token, token_digest

PATH: Final = "/appointments/link"


async def make_link(attendee: Attendee, appointment: Appointment, *, now: datetime) -> str:
    """Return the path of a fresh link, in the caller's transaction; it is good until the appointment begins."""
    token = new_token()
    values = {
        "id": new_id(),
        "attendee_id": attendee.id,
        "token_digest": token_digest(token),
        "made_at": now,
        "expires_at": appointment.starts_at,
    }
    await insert_row(LinkRow, values)
    return f"{PATH}/{token}"


async def open_link(token: str, *, now: datetime) -> tuple[Appointment, Attendee]:
    """Return what a link is for. Used, old and invented ones look alike: raises AppointmentNotFoundError."""
    row = await LinkRow.select().where(LinkRow.token_digest == token_digest(token)).first()
    if row is None or row["used_at"] is not None or row["expires_at"] <= now:
        raise AppointmentNotFoundError
    attendee = await row_by_id(AttendeeRow, row["attendee_id"])
    if attendee is None:
        raise AppointmentNotFoundError
    appointment = await get_appointment(attendee["appointment_id"])
    if appointment.status.value in HIDDEN:
        raise AppointmentNotFoundError
    return appointment, Attendee.of(attendee)


async def use_link(token: str, *, now: datetime) -> tuple[Appointment, Attendee]:
    """Use a link up, in the caller's transaction: of two tries one passes, and the guest's other links go too."""
    appointment, attendee = await open_link(token, now=now)
    used = (
        await LinkRow.update({LinkRow.used_at: now})
        .where(LinkRow.token_digest == token_digest(token), LinkRow.used_at.is_null())
        .returning(LinkRow.id)
    )
    if not used:
        raise AppointmentNotFoundError
    await end_links([attendee.id], now=now)
    return appointment, attendee


async def end_links(attendee_ids: list[UUID], *, now: datetime) -> None:
    """Let the links of guests end, in the caller's transaction: what they led to has changed."""
    values: dict[Any, Any] = {LinkRow.used_at: now}
    await LinkRow.update(values).where(LinkRow.attendee_id.is_in(attendee_ids), LinkRow.used_at.is_null())
