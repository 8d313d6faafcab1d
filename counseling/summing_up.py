"""A booking summed up before it is sent, and the appointment after: in the reader's words."""

from dataclasses import dataclass
from uuid import UUID

from wethaq.counseling.answer_words import in_words
from wethaq.counseling.booking_steps import BookingStep
from wethaq.counseling.bookings import Booking
from wethaq.counseling.choices import Choices
from wethaq.counseling.loading import (
    get_attended_appointment,
    get_counselor,
    get_own_appointment,
    list_attendees,
)
from wethaq.counseling.meeting_places import how_to_meet
from wethaq.counseling.offered_services import OfferedService, find_service
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.services import Attendance
from wethaq.counseling.records import Appointment, Attendee, AttendeeRole, Counselor
from wethaq.counseling.wording import MODALITY_NAMES
from wethaq.platform.actors import Actor
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation import active_language, gettext, ngettext
from wethaq.platform.localisation.dates import dual_date, time_text, weekday_text
from wethaq.platform.people import service as people


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line: what was asked, what was answered, and the step where it is changed."""

    key: str
    value: str
    step: BookingStep


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAppointment:
    """An appointment that was sent, as its confirmation shows it."""

    appointment: Appointment
    service: OfferedService
    counselor: Counselor
    place: str
    awaits_spouse: bool
    child_name: str | None


async def sum_up(booking: Booking, held: Appointment) -> list[SummaryRow]:
    """Return what was chosen and typed, line by line."""
    counselor = await get_counselor(held.counselor_id)
    service = find_service(held.service)
    rows = [SummaryRow(gettext("What it is about"), gettext(service.title), BookingStep.SERVICE)]
    if booking.guardian_id is not None:
        child = await people.get_person(booking.person_id)
        rows.append(SummaryRow(gettext("For whom"), child.full_name, BookingStep.SERVICE))
    if service.attendance is not Attendance.ONE_PERSON:
        company = await _company(booking.choices)
        rows.append(SummaryRow(gettext("Who comes along"), company, BookingStep.ATTENDEES))
    when = f"{weekday_text(held.starts_at)} · {time_text(held.starts_at)}\n{dual_date(held.starts_at)}"
    rows += [
        SummaryRow(gettext("When"), when, BookingStep.TIME),
        SummaryRow(gettext("How you meet"), await _place(held), BookingStep.PREFERENCES),
        SummaryRow(gettext("With whom"), _named(counselor), BookingStep.PREFERENCES),
    ]
    answers = in_words(held.service, booking.answers)
    return rows + [SummaryRow(key, words, BookingStep.QUESTIONNAIRE) for key, words in answers.items()]


async def sum_up_sent(appointment_id: UUID, *, actor: Actor) -> SentAppointment:
    """Return what was sent, to who asked for it or attends it. Raises AppointmentNotFoundError."""
    try:
        appointment = await get_own_appointment(appointment_id, actor=actor)
    except NotFoundError:
        appointment, _ = await get_attended_appointment(appointment_id, actor=actor)
    attendees = await list_attendees(appointment.id)
    return SentAppointment(
        appointment=appointment,
        service=find_service(appointment.service),
        counselor=await get_counselor(appointment.counselor_id),
        place=await _place(appointment),
        awaits_spouse=any(_is_awaited(each) for each in attendees),
        child_name=await _child_name(appointment, actor),
    )


def _is_awaited(attendee: Attendee) -> bool:
    return attendee.role is AttendeeRole.SPOUSE and attendee.status is AttendeeStatus.INVITED


async def _child_name(appointment: Appointment, actor: Actor) -> str | None:
    """Return the name of the child for whom the reader asked."""
    if appointment.person_id is None or appointment.guardian_id != actor.person_id:
        return None
    return (await people.get_person(appointment.person_id)).full_name


async def _company(choices: Choices) -> str:
    if choices.spouse_address is not None:
        return gettext("Your spouse, invited at %(address)s", address=choices.spouse_address)
    names = [(await people.get_person(child)).full_name for child in choices.children]
    if choices.companions:
        names.append(ngettext("%(num)s other person", "%(num)s other people", choices.companions))
    return gettext(", ").join(names) or gettext("Nobody: you come alone")


async def _place(appointment: Appointment) -> str:
    place = await how_to_meet(appointment)
    if place.room is None:
        return gettext(MODALITY_NAMES[appointment.modality])
    return f"{gettext(MODALITY_NAMES[appointment.modality])}: {place.words()}"


def _named(counselor: Counselor) -> str:
    language = active_language()
    about = counselor.about(language)
    return f"{counselor.name(language)}\n{about}" if about else counselor.name(language)
