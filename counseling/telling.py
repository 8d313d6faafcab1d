"""Telling whoever comes: one message and one calendar entry each, that name neither the trouble nor anybody else.

Everything is put into the outbox in the caller's transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.attending import new_invitation_token
from wethaq.counseling.links import make_link
from wethaq.counseling.loading import list_attendees, reader_for
from wethaq.counseling.meeting_places import MeetingPlace, how_to_meet, video_link
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.records import Appointment, Attendee
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.invitations.invitation import Invitation
from wethaq.platform.invitations.messages import cancel_ics, request_ics, update_ics
from wethaq.platform.localisation import active_language
from wethaq.platform.notifications.service import Guest, invite, notify, send_to_address
from wethaq.platform.notifications.wording import site_link
from wethaq.platform.people.service import contact_of
from wethaq.platform.settings import get_settings

Write = Callable[..., str]
INVITATION_PATH: Final = "/counseling/invitations"
OWN_PATH: Final = "/counseling/appointments"
"""Where people see what they have booked."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told, and which seat's calendar entry is theirs."""

    person_id: UUID
    attendee: Attendee


async def asked(appointment: Appointment, *, now: datetime) -> None:
    """Say that the time is kept and who has still to say yes; nothing goes into a calendar yet."""
    for reader in await readers_of(appointment):
        context = await _context(appointment, reader, now=now)
        await notify(reader.person_id, "counseling_asked", context, now=now)


async def confirmed(appointment: Appointment, *, now: datetime, only: UUID | None = None) -> None:
    """Invite everybody who comes, or one who has joined later."""
    for reader in await readers_of(appointment):
        if only in {None, reader.attendee.id}:
            await _invite(appointment, reader, "counseling_confirmed", request_ics, now=now)


async def planned(appointments: Sequence[Appointment], *, now: datetime) -> None:
    """Tell of one appointment with its calendar entry, of several by one message that lists them all.

    A mail carries one calendar object; who is told of several adds them from
    their account, and each gets its own entry when it moves.
    """
    first = appointments[0]
    if len(appointments) == 1:
        await confirmed(first, now=now)
        return
    starts = sorted(each.starts_at for each in appointments)
    for reader in await readers_of(first):
        context = await _context(first, reader, now=now)
        series = {**context, "starts": starts, "count": len(starts), "path": OWN_PATH}
        await notify(reader.person_id, "counseling_series", series, now=now)


async def moved(appointment: Appointment, reason: str | None, *, now: datetime) -> None:
    """Say the new time; a calendar that has the appointment moves it."""
    for reader in await readers_of(appointment):
        await _invite(appointment, reader, "counseling_moved", update_ics, now=now, reason=reason)


async def cancelled(
    appointment: Appointment, reason: str | None, *, now: datetime, kind: str = "counseling_cancelled"
) -> None:
    """Say that the appointment is no more; calendars that had it let it go."""
    for reader in await readers_of(appointment):
        if appointment.confirmed_at is None:
            context = await _context(appointment, reader, now=now, reason=reason)
            await notify(reader.person_id, kind, context, now=now)
        else:
            await _invite(appointment, reader, kind, cancel_ics, now=now, reason=reason)


async def declined(appointment: Appointment, reason: str, *, now: datetime) -> None:
    """Say an officer's no, with the reason."""
    for reader in await readers_of(appointment):
        context = await _context(appointment, reader, now=now, reason=reason)
        await notify(reader.person_id, "counseling_declined", context, now=now)


async def left(appointment: Appointment, attendee: Attendee, *, now: datetime) -> None:
    """Confirm to one who leaves a group that their place is free again; their calendar lets it go."""
    if attendee.person_id is not None:
        reader = Reader(attendee.person_id, attendee)
        await _invite(appointment, reader, "counseling_left", cancel_ics, now=now)


async def spouse_invited(appointment: Appointment, *, now: datetime) -> None:
    """Send each invited one the link by which they agree, or don't, in an account of their own."""
    for attendee in await list_attendees(appointment.id):
        if attendee.status is not AttendeeStatus.INVITED or attendee.address is None:
            continue
        address = read_address(attendee.address)
        token = await new_invitation_token(attendee.id, now=now)
        await send_to_address(
            address.channel,
            address.text,
            "counseling_spouse_invited",
            {"starts_at": appointment.starts_at, "path": f"{INVITATION_PATH}/{token}"},
            language=active_language(),
            now=now,
        )


async def calendar_entry(
    appointment: Appointment, attendee: Attendee, person_id: UUID, *, now: datetime
) -> str:
    """Return one guest's calendar entry to save by hand, the same as the mail carried.

    Whoever has no e-mail is named by the entry's own UID, which nobody's calendar answers. It leads
    to the page behind the sign-in and not to a one-time link: files are kept and passed on.
    """
    contact = await contact_of(person_id)
    guest = Guest(contact.email or attendee.uid, contact.name, active_language(), contact.sex)
    path = f"/counseling/appointments/{appointment.id}"
    place, link = await how_to_meet(appointment), await video_link(appointment)
    return request_ics(_entry(appointment, attendee, guest, place, link, path), now=now)


async def tell_reader(
    appointment: Appointment, reader: Reader, kind: str, extra: Mapping[str, Any], *, now: datetime
) -> None:
    """Send one of those who come a message of another kind: a reminder, an earlier time."""
    context = await _context(appointment, reader, now=now) | dict(extra)
    await notify(reader.person_id, kind, context, now=now)


async def tell_each(appointment: Appointment, kind: str, extra: Mapping[str, Any], *, now: datetime) -> None:
    """Send everybody who comes a message of another kind: a reminder, an earlier time, a thank-you."""
    for reader in await readers_of(appointment):
        await tell_reader(appointment, reader, kind, extra, now=now)


async def readers_of(appointment: Appointment) -> list[Reader]:
    """Return who is told: everybody who comes, and a child's guardian once, however many children come along."""
    readers: dict[UUID, Reader] = {}
    for attendee in await list_attendees(appointment.id):
        if attendee.person_id is not None and attendee.status is AttendeeStatus.COMING:
            person_id = await reader_of(attendee.person_id, appointment)
            readers.setdefault(person_id, Reader(person_id, attendee))
    return list(readers.values())


async def reader_of(person_id: UUID, appointment: Appointment) -> UUID:
    """Return who reads for one who attends: a parent who asked for the appointment reads for the children."""
    asked_by = appointment.guardian_id or appointment.person_id
    if asked_by is None or person_id == asked_by:
        return person_id
    return await reader_for(person_id, appointment, guardian_id=asked_by)


async def _invite(
    appointment: Appointment,
    reader: Reader,
    kind: str,
    write: Write,
    *,
    now: datetime,
    reason: str | None = None,
) -> None:
    context = await _context(appointment, reader, now=now, reason=reason)
    place = await how_to_meet(appointment)
    link = await video_link(appointment)

    def make_calendar(guest: Guest) -> str:
        entry = _entry(appointment, reader.attendee, guest, place, link, context["path"])
        return write(entry, now=now)

    await invite(reader.person_id, kind, context, make_calendar=make_calendar, now=now)


def _entry(
    appointment: Appointment,
    attendee: Attendee,
    guest: Guest,
    place: MeetingPlace,
    link: str | None,
    path: str,
) -> Invitation:
    return Invitation(
        uid=attendee.uid,
        sequence=attendee.sequence,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        language=guest.language,
        organizer=get_settings().mail_from,
        guest=guest.email,
        guest_name=guest.name,
        manage_url=site_link(path, guest.language),
        place=place.words(guest.language),
        link=link,
    )


async def _context(
    appointment: Appointment, reader: Reader, *, now: datetime, reason: str | None = None
) -> dict[str, Any]:
    """Return what a message may say: when and how; neither the service, nor the counselor, nor who else comes."""
    return {
        "starts_at": appointment.starts_at,
        "modality": appointment.modality.value,
        "place": await how_to_meet(appointment),
        "join_link": await video_link(appointment),
        "reason": reason,
        "path": await make_link(reader.attendee, appointment, now=now),
    }
