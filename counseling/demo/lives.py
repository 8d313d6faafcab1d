"""Weeks in counseling, in the order of time, through the service functions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling import attending, bookings, changing, confirming, holding, inviting
from wethaq.counseling.choices import Choices
from wethaq.counseling.demo.aftermath import be_counseled, stay_away
from wethaq.counseling.demo.families import COUPLES, SPOUSE_ADDRESSES, SPOUSE_OF, VISITS, Course, Visit
from wethaq.counseling.demo.gatherings import GATHERINGS, gather
from wethaq.counseling.demo.office import fill_week, keep_house, open_office, remind
from wethaq.counseling.demo.people import DAY, agree, colleague, family, guest
from wethaq.counseling.demo.words import CANCELLED_BY_PHONE, MOVED_BY_PHONE, WORRIES
from wethaq.counseling.finding import find_times
from wethaq.counseling.loading import list_attendees
from wethaq.counseling.policy.cells import cell_at, day_of
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.purposes import NOTES, PROCESSING
from wethaq.counseling.records import Appointment, AttendeeRole
from wethaq.platform.actors import ANONYMOUS, Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.demo.cast import CALL_CENTRE, OFFICER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life

HOUR: Final = timedelta(hours=1)
SEARCHED_DAYS: Final = 7


def lives(house: House, today: datetime) -> Iterator[Life]:
    """Return the life of the counselors' office and of every family that comes."""
    yield open_office(house, today)
    yield keep_house(house, today)
    yield fill_week(house, today)
    yield remind(today)
    for number in range(len(GATHERINGS)):
        yield gather(number, house, today)
    for visit in VISITS:
        yield live(visit, house, today)


async def live(visit: Visit, house: House, today: datetime) -> Life:
    """Book, and come or not; each yield is a moment at which something happens."""
    now = today - visit.booked_ago + HOUR
    yield now
    owner, person_id = await family(visit.person, now)
    actor = owner if visit.channel is owner.channel else house.actor(CALL_CENTRE, visit.channel)
    appointment = await _book(visit, actor, person_id, now)
    if appointment is None or visit.course in {Course.STAYS_HELD, Course.STAYS_ASKED, Course.IS_FREED_NOW}:
        return
    async for moment in _until_it_begins(appointment, visit, actor, house, now):
        yield moment
    if visit.course is Course.IS_MISSED:
        async for moment in stay_away(appointment.id):
            yield moment
    elif visit.course is not Course.IS_CANCELLED:
        async for moment in be_counseled(appointment, visit, owner, house):
            yield moment


async def _until_it_begins(
    appointment: Appointment, visit: Visit, actor: Actor, house: House, now: datetime
) -> Life:
    if appointment.status is AppointmentStatus.REQUESTED and visit.course not in COUPLES:
        yield now + 5 * HOUR
        await confirming.accept_appointment(appointment.id, actor=house.actor(OFFICER), now=now + 5 * HOUR)
    if visit.course is Course.IS_CANCELLED:
        yield now + DAY
        await _cancel(appointment.id, actor, now + DAY)
    elif visit.course is Course.IS_MOVED:
        yield now + DAY
        await _move(appointment, actor, now + DAY)
    elif visit.course in {Course.SPOUSE_COMES, Course.SPOUSE_REFUSES}:
        yield now + 7 * HOUR
        await _answer_as_spouse(appointment, visit, now + 7 * HOUR)


async def _book(visit: Visit, actor: Actor, person_id: UUID, now: datetime) -> Appointment | None:
    booking = (
        await bookings.begin_booking(actor=actor, now=now)
        if actor.person_id == person_id
        else await bookings.begin_booking_for(person_id, actor=actor, now=now)
    )
    counselor = await colleague(visit.counselor) if visit.counselor is not None else None
    choices = Choices(
        service=visit.service,
        modality=visit.modality,
        counselor_id=counselor.id if counselor else None,
        sex=visit.sex,
        part_of_day=visit.part_of_day,
        companions=visit.companions,
        spouse_address=SPOUSE_ADDRESSES[visit.person % 2] if visit.course in COUPLES else None,
    )
    await bookings.save_choices(booking.id, choices, actor=actor, now=now)
    worries = WORRIES[visit.service]
    await bookings.save_answers(booking.id, worries[visit.person % len(worries)], actor=actor, now=now)
    start = await _first_start(
        choices, visit.person, person_id, day_of(cell_at(now)) + visit.days_later * DAY, now
    )
    if start is None:
        return None
    held = await holding.hold_time(booking.id, start, actor=actor, now=now)
    if visit.course is Course.STAYS_HELD:
        return held
    return await confirming.send_booking(booking.id, actor=actor, now=now)


async def _first_start(
    choices: Choices, serial: int, person_id: UUID, on: date, now: datetime
) -> datetime | None:
    """Return a free start of the first day that has one, not always the first, as people choose."""
    for first_on, days in ((on, 3), (on + 3 * DAY, SEARCHED_DAYS)):
        offer = await find_times(choices.wanted(person_id), first_on, days, now=now)
        for starts in offer.starts_by_day().values():
            if starts:
                return starts[serial % min(len(starts), 6)]
    return None


async def _move(appointment: Appointment, actor: Actor, now: datetime) -> None:
    assert appointment.person_id  # noqa: S101 - a family's appointment has its person.
    choices = Choices(
        service=appointment.service, modality=appointment.modality, counselor_id=appointment.counselor_id
    )
    wanted = replace(choices.wanted(appointment.person_id), moves=appointment.id)
    offer = await find_times(wanted, day_of(cell_at(appointment.starts_at)) + DAY, SEARCHED_DAYS, now=now)
    starts = [start for starts in offer.starts_by_day().values() for start in starts]
    if not starts:
        return
    if actor.person_id:
        await changing.reschedule_appointment(appointment.id, starts[0], actor=actor, now=now)
    else:
        await changing.move_by_staff(appointment.id, starts[0], MOVED_BY_PHONE, actor=actor, now=now)


async def _cancel(appointment_id: UUID, actor: Actor, now: datetime) -> None:
    if actor.person_id:
        await changing.cancel_appointment(appointment_id, actor=actor, now=now)
    else:
        await changing.cancel_by_staff(appointment_id, CANCELLED_BY_PHONE, actor=actor, now=now)


async def _answer_as_spouse(appointment: Appointment, visit: Visit, now: datetime) -> None:
    """Open the link of the invitation, and agree in an account of one's own, or say no."""
    [seat] = [each for each in await list_attendees(appointment.id) if each.role is AttendeeRole.SPOUSE]
    token = await attending.new_invitation_token(seat.id, now=now)
    if visit.course is Course.SPOUSE_REFUSES:
        await inviting.refuse_invitation(token, actor=ANONYMOUS, now=now)
        return
    spouse, person_id = await guest(SPOUSE_OF[visit.person], now)
    text = await consent.current_text(PROCESSING.code)
    await inviting.agree_and_accept(token, text_id=text.id, actor=spouse, now=now)
    await agree(NOTES.code, spouse, person_id, now)
