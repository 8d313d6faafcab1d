"""What stands at this very moment: calls to make, somebody who waits, a time that has just fallen free."""

from datetime import datetime, timedelta
from typing import Final

from wethaq.counseling import bookings, changing, offering, urgent_calls, waiting
from wethaq.counseling.choices import Choices
from wethaq.counseling.demo.families import FIRST_SERIAL, VISITS, Course
from wethaq.counseling.demo.people import DAY, family
from wethaq.counseling.demo.words import CALL_NOTES, OPINIONS, WISHES
from wethaq.counseling.loading import list_own_appointments
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.policy.urgent_calls import CallOutcome, due_at
from wethaq.platform.actors import SYSTEM
from wethaq.platform.demo.cast import BENEFICIARY, OFFICER, SECOND_OFFICER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.opinions import keep_opinions
from wethaq.platform.people.records import Sex

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
CALLERS: Final = (FIRST_SERIAL + 93, FIRST_SERIAL + 95, FIRST_SERIAL + 97, FIRST_SERIAL + 101)
WAITS: Final = FIRST_SERIAL + 100
FREED: Final = next(visit.person for visit in VISITS if visit.course is Course.IS_FREED_NOW)


async def happen_now(house: House, now: datetime) -> None:
    """Let the last hours pass: what is shown as open must be open when somebody looks."""
    await _wait(now)
    await _free_a_time(now)
    await _call(house, now)
    await keep_opinions("counseling", OPINIONS, now)


async def _wait(now: datetime) -> None:
    """Have the beneficiary wait for an earlier time, and a mother for one in the evening and in English."""
    owner, _ = await family(BENEFICIARY, now - DAY)
    for appointment in await list_own_appointments(actor=owner):
        if appointment.status is AppointmentStatus.CONFIRMED and appointment.starts_at > now:
            await waiting.wait_for_earlier(appointment.id, actor=owner, now=now - DAY)
            break
    owner, _ = await family(WAITS, now - 2 * DAY)
    booking = await bookings.begin_booking(actor=owner, now=now - 2 * DAY)
    choices = Choices(service="parenting", modality=Modality.IN_PERSON, sex=Sex.FEMALE, language="en")
    await bookings.save_choices(booking.id, choices, actor=owner, now=now - 2 * DAY)
    await waiting.wait_with_booking(booking.id, actor=owner, now=now - 2 * DAY)


async def _free_a_time(now: datetime) -> None:
    """Let a family cancel a minute ago; the clock's job asks whoever waits."""
    owner, _ = await family(FREED, now)
    for appointment in await list_own_appointments(actor=owner):
        if appointment.status is AppointmentStatus.CONFIRMED:
            await changing.cancel_appointment(appointment.id, actor=owner, now=now - MINUTE)
    await offering.offer_freed_times(actor=SYSTEM, now=now)


async def _call(house: House, now: datetime) -> None:
    """Ask for four calls: one just now, one that is late, two that have been made."""
    late = now - HOUR
    while due_at(late, is_in_danger=False) > now - 20 * MINUTE:
        late -= HOUR / 2
    asked = (now - 12 * MINUTE, late, now - 2 * DAY, now - 6 * DAY)
    dangers = (False, False, False, True)
    calls = []
    for serial, at, is_in_danger, wish in zip(CALLERS, asked, dangers, WISHES, strict=True):
        owner, _ = await family(serial, at)
        call = await urgent_calls.ask_for_call(
            wish, is_in_danger=is_in_danger, part_of_day=PartOfDay.ANY, actor=owner, now=at
        )
        calls.append(call)
    ends = (CallOutcome.SPOKEN, CallOutcome.REFERRED)
    for call, outcome, note, officer in zip(
        calls[2:], ends, CALL_NOTES, (OFFICER, SECOND_OFFICER), strict=True
    ):
        actor = house.actor(officer)
        await urgent_calls.take_urgent_call(call.id, actor=actor, now=call.due_at - 25 * MINUTE)
        await urgent_calls.end_urgent_call(call.id, outcome, note, actor=actor, now=call.due_at - 5 * MINUTE)
