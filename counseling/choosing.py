"""Choosing, step by step, what a booking is for; a time that was kept for something else goes back to others."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling.bookings import Booking, abandon_booking, get_own_booking, save_choices
from wethaq.counseling.choices import Choices
from wethaq.counseling.diary import list_counselors, list_rooms
from wethaq.counseling.holding import give_hold_up
from wethaq.counseling.offered_services import BOOKABLE, OfferedService, find_service
from wethaq.counseling.policy.preferences import NotAsPreferredError, Preference, suits
from wethaq.counseling.policy.services import (
    Attendance,
    Modality,
    TooFewAttendeesError,
    ensure_attendees,
    ensure_modality,
)
from wethaq.counseling.records import Counselor
from wethaq.counseling.tables import BookingRow
from wethaq.counseling.terms import bookable
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.people import service as people


class OwnAddressError(RefusedError):
    """The invitation would come back to who sends it."""

    status = 422
    message = N_("This is your own number or e-mail. Write your spouse's.")


def services_for(booking: Booking) -> list[OfferedService]:
    """Return what can be booked: a child is brought only to what is for children."""
    is_child = booking.guardian_id is not None
    return [each for each in BOOKABLE if each.is_for_children or not is_child]


async def choose_service(booking_id: UUID, code: str, *, actor: Actor, now: datetime) -> Booking:
    """Choose the service; what doesn't fit it any more is asked again. Raises NotFoundError for an unknown one."""
    booking = await get_own_booking(booking_id, actor=actor)
    service = find_service(code)
    if service not in services_for(booking):
        raise NotFoundError
    changes: dict[str, Any] = {"service": code}
    if code != booking.choices.service:
        changes |= {"children": (), "companions": 0, "spouse_address": None, "counselor_id": None}
    if booking.choices.modality not in service.modalities:
        changes["modality"] = None
    return await _keep(booking, booking.choices.model_copy(update=changes), actor=actor, now=now)


async def choose_spouse(booking_id: UUID, typed: str, *, actor: Actor, now: datetime) -> Booking:
    """Keep where the spouse's invitation will go; nothing is sent before the booking is.

    Raises AddressUnclearError, OwnAddressError.
    """
    booking = await get_own_booking(booking_id, actor=actor)
    if _attendance(booking.choices) is not Attendance.COUPLE:
        raise NotFoundError
    address = read_address(typed)
    contact = await people.contact_of(booking.guardian_id or booking.person_id)
    if address.text in {contact.mobile, contact.email}:
        raise OwnAddressError
    return await _keep(
        booking, booking.choices.model_copy(update={"spouse_address": address.text}), actor=actor, now=now
    )


async def choose_family(
    booking_id: UUID, children: list[UUID], companions: int, *, actor: Actor, now: datetime
) -> Booking:
    """Keep which children come along, and how many others. Raises NoSeatLeftError."""
    booking = await get_own_booking(booking_id, actor=actor)
    if _attendance(booking.choices) is not Attendance.FAMILY:
        raise NotFoundError
    own = {ward.id for ward in await list_wards(booking, now=now)}
    coming = tuple(child for child in dict.fromkeys(children) if child in own)
    choices = booking.choices.model_copy(update={"children": coming, "companions": companions})
    ensure_attendees(await bookable(choices.service or ""), choices.count)
    return await _keep(booking, choices, actor=actor, now=now)


async def choose_preferences(booking_id: UUID, wishes: Choices, *, actor: Actor, now: datetime) -> Booking:
    """Keep the way to meet and the wishes; of `wishes` nothing else is looked at.

    Raises ModalityNotOfferedError, TooFewAttendeesError, NotAsPreferredError where the chosen
    counselor isn't what is wished for.
    """
    booking = await get_own_booking(booking_id, actor=actor)
    if booking.choices.service is None or wishes.modality is None:
        raise NotFoundError
    service = await bookable(booking.choices.service)
    ensure_modality(service, wishes.modality)
    if _attendance(booking.choices) is Attendance.COUPLE and booking.choices.spouse_address is None:
        raise TooFewAttendeesError
    await _ensure_counselor_suits(wishes, booking.choices.service)
    changes = {
        "modality": wishes.modality,
        "sex": wishes.sex,
        "language": wishes.language,
        "part_of_day": wishes.part_of_day,
        "counselor_id": wishes.counselor_id,
        "governorate": wishes.governorate if wishes.modality is Modality.IN_PERSON else None,
    }
    return await _keep(booking, booking.choices.model_copy(update=changes), actor=actor, now=now)


async def give_up(booking_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Throw away what was chosen and typed, and give the time back to others at once."""
    async with transaction():
        await give_hold_up(await get_own_booking(booking_id, actor=actor))
        await abandon_booking(booking_id, actor=actor, now=now)


async def list_wards(booking: Booking, *, now: datetime) -> list[people.Person]:
    """Return the children with files who may come along: not the one for whom the booking is."""
    wards = await people.wards_of(booking.guardian_id or booking.person_id, now=now)
    return [ward for ward in wards if ward.id != booking.person_id]


async def list_counselors_for(service: str) -> list[Counselor]:
    """Return the counselors among whom a family may choose."""
    return [
        each for each in await list_counselors() if each.is_taking_appointments and service in each.services
    ]


async def list_places() -> list[str]:
    """Return the governorates in which there is a room to meet."""
    return list(dict.fromkeys(room.governorate for room in await list_rooms()))


async def _ensure_counselor_suits(wishes: Choices, service: str) -> None:
    if wishes.counselor_id is None or wishes.modality is None:
        return
    preference = Preference(sex=wishes.sex, language=wishes.language, counselor_id=wishes.counselor_id)
    named = [each for each in await list_counselors_for(service) if each.id == wishes.counselor_id]
    if not named or not suits(named[0].profile, preference, service, wishes.modality):
        raise NotAsPreferredError


def _attendance(choices: Choices) -> Attendance:
    return find_service(choices.service).attendance


async def _keep(booking: Booking, choices: Choices, *, actor: Actor, now: datetime) -> Booking:
    """Save the choices; the time that was kept is given back if it was kept for others than these."""
    async with transaction():
        if choices != booking.choices and booking.appointment_id is not None:
            await give_hold_up(booking)
            await BookingRow.update({BookingRow.appointment_id: None}).where(BookingRow.id == booking.id)
        return await save_choices(booking.id, choices, actor=actor, now=now)
