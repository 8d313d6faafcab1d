"""Three weeks in counseling, in the order of time, through the service functions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling import bookings, changing, confirming, holding, planning, staffing
from wethaq.counseling.choices import Choices
from wethaq.counseling.demo.cast import COUNSELORS, ROOMS
from wethaq.counseling.demo.families import SPOUSE_ADDRESSES, VISITS, WORRIES, Course, Visit
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.finding import find_times
from wethaq.counseling.policy.cells import cell_at, day_of
from wethaq.counseling.policy.plans import WeeklyPlan
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.demo.cast import CALL_CENTRE, person
from wethaq.platform.demo.house import House, welcome
from wethaq.platform.demo.time import Life
from wethaq.platform.intake import starting
from wethaq.platform.people import service as people

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
SEARCHED_DAYS: Final = 7
WITH_LOGIN: Final = frozenset({1, 101, 181})
"""Families who can also be signed in as; the others live without a password."""


def lives(house: House, today: datetime) -> Iterator[Life]:
    """Return the life of the counselors' office and of every family that comes."""
    yield open_office(house, today)
    for visit in VISITS:
        yield live(visit, house, today)


async def open_office(house: House, today: datetime) -> Life:
    """Make the rooms, the profiles and the plans, two months before the first family comes."""
    opened = today - 60 * DAY
    yield opened
    for room in ROOMS:
        await staffing.add_room(room, actor=SYSTEM, now=opened)
    for each in COUNSELORS:
        counselor_id = await staffing.appoint_counselor(
            house.accounts[each.key], each.details, actor=SYSTEM, now=opened
        )
        first_on = opened.date()
        for week, is_for_ramadan in ((each.week, False), (each.ramadan_week, True)):
            plan = WeeklyPlan(first_on, week, is_for_ramadan=is_for_ramadan)
            await planning.save_plan(counselor_id, plan, actor=SYSTEM, now=opened)
    leave_on = today + 5 * DAY
    yield today - 3 * DAY
    counselor_id = (await list_counselors())[3].id
    await planning.add_leave(
        counselor_id, leave_on, leave_on + DAY, reason="دورة تدريبية", actor=SYSTEM, now=today - 3 * DAY
    )


async def live(visit: Visit, house: House, today: datetime) -> Life:
    """Book, and come or not; each yield is a moment at which something happens."""
    now = today - visit.booked_ago + HOUR
    yield now
    actor, person_id = await _family(visit, house, now)
    appointment = await _book(visit, actor, person_id, now)
    if appointment is None or visit.course is Course.STAYS_HELD:
        return
    if visit.course is Course.IS_CANCELLED:
        yield now + DAY
        await _try_to_cancel(appointment.id, actor, now + DAY)
    elif visit.course is Course.IS_MOVED:
        yield now + DAY
        await _move(appointment, actor, now + DAY)


async def _family(visit: Visit, house: House, now: datetime) -> tuple[Actor, UUID]:
    """Return who books and for whom: the family on the site, or a colleague on the telephone."""
    found = await people.find_by_mobile(person(visit.person).mobile or "")
    if found:
        person_id = found[0]
        owner = Actor(person_id=person_id, roles=frozenset({Role.BENEFICIARY}))
    else:
        person_id, owner = await welcome(visit.person, has_account=visit.person in WITH_LOGIN, now=now)
    await starting.acknowledge_responsibilities(person_id, actor=owner, now=now)
    text = await consent.current_text(PROCESSING.code)
    if not await consent.has_consent(person_id, PROCESSING.code, now=now):
        await consent.grant(person_id, PROCESSING.code, text_id=text.id, actor=owner, now=now)
    caller = house.actor(CALL_CENTRE, visit.channel)
    return (owner if visit.channel is owner.channel else caller), person_id


async def _book(visit: Visit, actor: Actor, person_id: UUID, now: datetime) -> Appointment | None:
    booking = (
        await bookings.begin_booking(actor=actor, now=now)
        if actor.person_id == person_id
        else await bookings.begin_booking_for(person_id, actor=actor, now=now)
    )
    choices = Choices(
        service=visit.service,
        modality=visit.modality,
        sex=visit.sex,
        part_of_day=visit.part_of_day,
        companions=visit.companions,
        spouse_address=SPOUSE_ADDRESSES[visit.person % 2] if visit.service == "couple" else None,
    )
    await bookings.save_choices(booking.id, choices, actor=actor, now=now)
    await bookings.save_answers(booking.id, _answers(visit), actor=actor, now=now)
    start = await _first_start(choices, person_id, day_of(cell_at(now)) + visit.days_later * DAY, now)
    if start is None:
        return None
    held = await holding.hold_time(booking.id, start, actor=actor, now=now)
    if visit.course is Course.STAYS_HELD:
        return held
    return await confirming.send_booking(booking.id, actor=actor, now=now)


async def _first_start(choices: Choices, person_id: UUID, on: date, now: datetime) -> datetime | None:
    """Return a free start of the first day that has one, not always the first, as people choose."""
    offer = await find_times(choices.wanted(person_id), on, SEARCHED_DAYS, now=now)
    for starts in offer.starts_by_day().values():
        if starts:
            return starts[person_id.int % min(len(starts), 6)]
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
        reason = "بطلب من المستفيد هاتفيًا"
        await changing.move_by_staff(appointment.id, starts[0], reason, actor=actor, now=now)


async def _try_to_cancel(appointment_id: UUID, actor: Actor, now: datetime) -> None:
    if actor.person_id:
        await changing.cancel_appointment(appointment_id, actor=actor, now=now)
    else:
        reason = "اعتذر المستفيد هاتفيًا"
        await changing.cancel_by_staff(appointment_id, reason, actor=actor, now=now)


def _answers(visit: Visit) -> dict[str, str]:
    return visit.answers or {"worry": WORRIES[visit.person % len(WORRIES)]}
