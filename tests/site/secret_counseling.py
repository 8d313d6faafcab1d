"""Families who tell a counselor what nobody else may know, and what is written down about them."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from tests.counseling.people import a_counselor, agree, by_phone, open_counseling
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for
from tests.site.planting import Planter
from wethaq.counseling import (
    attendance_keeping,
    bookings,
    busy_import,
    cases,
    changing,
    confirming,
    holding,
    notes,
    planning,
    supervising,
    urgent_calls,
)
from wethaq.counseling.policy.cases import Ending
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.urgent_calls import CallOutcome
from wethaq.counseling.purposes import NOTES
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import Actor, Role
from wethaq.platform.consent import service as consent


async def be_counseled_in_secret(plant: Planter, *, now: datetime) -> None:
    """Let a family ask, come, be noted, call and be handed over; whatever is typed on the way is a secret."""
    await open_counseling()
    counselor = await actor_for(await a_member_of_staff(Role.COUNSELOR))
    assert counselor.account_id
    counselor_id = await a_counselor(account_id=counselor.account_id, hours=(0, 0))
    family = await _a_family(now)
    start = now.replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=5)
    manager = await actor_for(await a_member_of_staff(Role.MANAGER))
    await _a_week(plant, counselor_id, counselor, now=now)
    visit = await _book(plant, family, start, now=now)
    await _be_written_about(plant, visit, counselor, manager, now=start + timedelta(hours=1))
    await _give_up(plant, family, manager, start, now=now)
    await _call(plant, family, manager, now=now)


async def _a_family(now: datetime) -> Actor:
    actor = await actor_for(await a_beneficiary())
    assert actor.person_id
    await agree(actor.person_id, actor, now=now)
    text = await consent.current_text(NOTES.code)
    await consent.grant(actor.person_id, NOTES.code, text_id=text.id, actor=actor, now=now)
    return actor


async def _a_week(plant: Planter, counselor_id: UUID, counselor: Actor, *, now: datetime) -> None:
    start = now + timedelta(days=40)
    await planning.add_leave(
        counselor_id, start, start + timedelta(days=1), reason=plant.words(), actor=counselor, now=now
    )
    address = f"https://calendar.example.org/{plant.latin()}/busy.ics"
    await busy_import.add_source(address, actor=counselor, now=now)


async def _book(
    plant: Planter, family: Actor, starts_at: datetime, *, now: datetime, **wishes: object
) -> Appointment:
    booking = await bookings.begin_booking(actor=family, now=now)
    await bookings.save_choices(booking.id, by_phone(**wishes), actor=family, now=now)
    answers = {"in_your_words": plant.words(), "topic": plant.words()}
    await bookings.save_answers(booking.id, answers, actor=family, now=now)
    await holding.hold_time(booking.id, starts_at, actor=family, now=now)
    return await confirming.send_booking(booking.id, actor=family, now=now)


async def _be_written_about(
    plant: Planter, visit: Appointment, counselor: Actor, manager: Actor, *, now: datetime
) -> None:
    assert visit.case_id
    assert visit.number
    await attendance_keeping.mark_attended(visit.id, actor=counselor, now=now)
    await cases.set_goals(visit.case_id, plant.words(), version=1, actor=counselor, now=now)
    note = await notes.write_note(
        visit.case_id, plant.words(), actor=counselor, now=now, appointment_id=visit.id
    )
    await notes.write_note(visit.case_id, plant.words(), actor=counselor, now=now, replaces_id=note)
    opening = await supervising.open_notes(visit.number, plant.words(), actor=manager, now=now)
    await supervising.read_opened_notes(opening, actor=manager, now=now)
    await cases.close_case(visit.case_id, Ending.OTHER, plant.words(), actor=counselor, now=now)


async def _give_up(plant: Planter, family: Actor, manager: Actor, start: datetime, *, now: datetime) -> None:
    """Ask for an hour with a spouse at a secret address; cancel one, and have another cancelled."""
    couple = {"service": "couple", "modality": Modality.VIDEO, "spouse_address": plant.email()}
    asked = await _book(plant, family, start + timedelta(days=1), now=now, **couple)
    await changing.cancel_appointment(asked.id, actor=family, now=now, words=plant.words())
    held = await _book(plant, family, start + timedelta(days=2), now=now)
    desk = replace(manager, person_id=None)
    await changing.move_by_staff(held.id, start + timedelta(days=3), plant.words(), actor=desk, now=now)
    await changing.cancel_by_staff(held.id, plant.words(), actor=desk, now=now)


async def _call(plant: Planter, family: Actor, manager: Actor, *, now: datetime) -> None:
    call = await urgent_calls.ask_for_call(
        plant.words(), is_in_danger=True, part_of_day=PartOfDay.ANY, actor=family, now=now
    )
    await urgent_calls.take_urgent_call(call.id, actor=manager, now=now)
    outcome = next(iter(CallOutcome))
    await urgent_calls.end_urgent_call(call.id, outcome, plant.words(), actor=manager, now=now)
