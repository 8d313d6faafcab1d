"""Random lives of a house with two counselors: what is offered is exactly what is free, whatever happened before.

A small model keeps what should be held, in minutes; after each step the offers of the
service are compared with the slow oracle over that model, and the guard's rows with it.
"""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.counseling.builders import SUNDAY, at
from tests.counseling.invariants import HouseRows, ensure_sound
from tests.counseling.oracle import free_starts_by_the_minute
from tests.counseling.people import (
    NOW,
    a_booking,
    a_counselor,
    a_family,
    an_agent,
    by_phone,
    open_counseling,
)
from wethaq.counseling import bookings, changing, confirming, finding, holding, planning
from wethaq.counseling.finding import Prospect, Wanted, prospect
from wethaq.counseling.policy.cells import cell_at, day_of
from wethaq.counseling.policy.offers import Agenda
from wethaq.counseling.policy.plans import Leave, Opening, WeeklyPlan, Window
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.working_time import WorkingTime
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import HeldCellRow, HoldingRow
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.errors import RefusedError

DAYS = 3
SHORT, LONG = (2, 25), (30, 120)
"""Lives and steps of each: in the suite, and as a proof."""
STARTS = [
    at(SUNDAY + timedelta(days=day), hour, minute)
    for day in range(DAYS)
    for hour in range(7, 16)
    for minute in (0, 15, 30, 45)
]


@dataclass
class Kept:
    """What the model knows of an appointment, or of a pending hold."""

    counselor: UUID
    person: UUID
    starts_at: datetime
    ends_at: datetime
    until: datetime | None = None


@dataclass
class Life:
    """The model, and the people who act in it."""

    chance: random.Random
    now: datetime = NOW
    families: list[Actor] = field(default_factory=list)
    working: dict[UUID, WorkingTime] = field(default_factory=dict)
    kept: dict[UUID, Kept] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    rows: HouseRows | None = None

    def family(self) -> Actor:
        return self.chance.choice(self.families)

    def start(self) -> datetime:
        return self.chance.choice(STARTS)

    def living(self) -> dict[UUID, Kept]:
        return {key: each for key, each in self.kept.items() if each.until is None or each.until > self.now}

    def keep(self, appointment: Appointment, actor_person: UUID) -> None:
        self.kept[appointment.id] = Kept(
            appointment.counselor_id,
            actor_person,
            appointment.starts_at,
            appointment.ends_at,
            appointment.held_until,
        )


async def _begin(seed: int) -> Life:
    await open_counseling()
    life = Life(random.Random(seed))
    life.families = [await a_family() for _ in range(4)]
    for hours in ((8, 13), (10, 16)):
        counselor = await a_counselor(hours=hours)
        plan = WeeklyPlan(date(2026, 1, 1), ((Window(time(hours[0]), time(hours[1])),),) * 7)
        life.working[counselor] = WorkingTime(plans=(plan,))
    return life


async def _hold(life: Life) -> None:
    family = life.family()
    assert family.person_id
    booking = await a_booking(family, now=life.now)
    before = booking.appointment_id
    appointment = await holding.hold_time(booking.id, life.start(), actor=family, now=life.now)
    if before:
        life.kept.pop(before, None)
    life.keep(appointment, family.person_id)


async def _send(life: Life) -> None:
    family = life.family()
    assert family.person_id
    booking = await bookings.find_open_booking(family.person_id)
    if booking is None:
        return
    sent = await confirming.send_booking(booking.id, actor=family, now=life.now)
    life.kept[sent.id].until = None


async def _book_on_behalf(life: Life) -> None:
    agent, person = an_agent(), life.family().person_id
    assert person
    gone = await bookings.find_open_booking(person)
    booking = await bookings.begin_booking_for(person, actor=agent, now=life.now)
    await bookings.save_choices(booking.id, by_phone(), actor=agent, now=life.now)
    reason = "تأخرت عن موعدها بسبب السفر"
    held = await holding.hold_time(booking.id, life.start(), actor=agent, now=life.now, reason=reason)
    sent = await confirming.send_booking(booking.id, actor=agent, now=life.now)
    assert held.id == sent.id
    del gone  # Its hold, if it had one, ends by itself.
    life.keep(sent, person)


async def _move(life: Life) -> None:
    for key, each in life.chance.sample(sorted(life.kept.items(), key=str), len(life.kept)):
        if each.until is None:
            moved = await changing.reschedule_appointment(
                key, life.start(), actor=_owner(life, each), now=life.now
            )
            life.keep(moved, each.person)
            return


async def _cancel(life: Life) -> None:
    for key, each in life.chance.sample(sorted(life.kept.items(), key=str), len(life.kept)):
        if each.until is None:
            await changing.cancel_appointment(key, actor=_owner(life, each), now=life.now)
            del life.kept[key]
            return


async def _leave(life: Life) -> None:
    counselor, start = life.chance.choice(sorted(life.working)), life.start()
    end = start + timedelta(minutes=life.chance.choice((7, 30, 95)))
    await planning.add_leave(counselor, start, end, reason=None, actor=SYSTEM, now=life.now)
    working = life.working[counselor]
    life.working[counselor] = replace(working, leave=(*working.leave, Leave(start, end)))


async def _open(life: Life) -> None:
    counselor, start = life.chance.choice(sorted(life.working)), life.start()
    end = start + timedelta(minutes=90)
    await planning.add_opening(counselor, start, end, actor=SYSTEM, now=life.now)
    working = life.working[counselor]
    life.working[counselor] = replace(working, openings=(*working.openings, Opening(start, end)))


async def _plan(life: Life) -> None:
    counselor = life.chance.choice(sorted(life.working))
    working = life.working[counselor]
    first = SUNDAY + timedelta(days=life.chance.randrange(DAYS))
    start = life.chance.randrange(7, 12)
    plan = WeeklyPlan(first, ((Window(time(start), time(start + 3)),),) * 7)
    await planning.save_plan(counselor, plan, actor=SYSTEM, now=life.now)
    life.working[counselor] = replace(working, plans=(*working.plans, plan))


async def _wait(life: Life) -> None:
    life.now += timedelta(minutes=life.chance.choice((1, 4, 12, 240)))


STEPS = (_hold, _hold, _hold, _send, _send, _book_on_behalf, _move, _cancel, _leave, _open, _plan, _wait)


def _owner(life: Life, each: Kept) -> Actor:
    return next(family for family in life.families if family.person_id == each.person)


async def _live(life: Life, steps: int) -> None:
    for _ in range(steps):
        step = life.chance.choice(STEPS)
        try:
            await step(life)
            life.done[step.__name__] += 1
        except (RefusedError, bookings.BookingNotFoundError) as refusal:
            life.refused[type(refusal).__name__] += 1
        await _compare(life)
        life.rows = await ensure_sound(life.now, life.rows)


async def _compare(life: Life) -> None:
    family = life.family()
    assert family.person_id
    wanted = Wanted(service="marital", modality=Modality.PHONE, people=(family.person_id,))
    seen = await prospect(wanted, SUNDAY, DAYS, now=life.now)
    for counselor, working in life.working.items():
        expected = free_starts_by_the_minute(
            _agenda(life, counselor, working, seen), _search(life, family, seen)
        )
        offered = seen.offer.stretch.moments(seen.offer.starts[counselor])
        assert offered == expected
    await _compare_guard(life)


async def _compare_guard(life: Life) -> None:
    """What is held is in the rows, cell by cell; ended holds may still be there until somebody needs their room."""
    spans = await HoldingRow.select()
    cells = await HeldCellRow.select()
    assert len(cells) == sum(span["end_cell"] - span["first_cell"] for span in spans)
    living = life.living()
    assert {span["appointment_id"] for span in spans} >= set(living)
    for span in spans:
        if span["appointment_id"] in living and span["resource_kind"] == "person":
            assert span["first_cell"] == cell_at(living[span["appointment_id"]].starts_at)


def _cells(spans: list[tuple[datetime, datetime]]) -> list[int]:
    return [cell for start, end in spans for cell in range(cell_at(start), cell_at(end))]


def _agenda(life: Life, counselor: UUID, working: WorkingTime, seen: Prospect) -> Agenda:
    after = seen.search.service.buffer_after
    held = [
        (each.starts_at, each.ends_at + after)
        for each in life.living().values()
        if each.counselor == counselor
    ]
    return Agenda(counselor_id=counselor, working_time=working, held=_cells(held))


def _search(life: Life, family: Actor, seen: Prospect) -> Any:
    own = [
        (each.starts_at, each.ends_at) for each in life.living().values() if each.person == family.person_id
    ]
    return replace(seen.search, attendees_held=_cells(own))


async def _run(steps: int, seed: int) -> None:
    """Live a life; one in which nothing was booked or nothing refused would prove nothing."""
    life = await _begin(seed)
    await _live(life, steps)
    assert life.done["_hold"] + life.done["_book_on_behalf"] > 1, life.done
    assert life.refused


@pytest.mark.parametrize("seed", range(SHORT[0]))
async def test_what_is_offered_is_what_is_free(database: None, seed: int) -> None:
    await _run(SHORT[1], seed)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 100 + LONG[0]))
async def test_what_is_offered_is_what_is_free_for_long(database: None, seed: int) -> None:
    await _run(LONG[1], seed)


def test_the_days_of_the_model_are_those_of_the_house() -> None:
    assert day_of(cell_at(STARTS[0])) == SUNDAY
    assert finding.DAYS_AT_A_GLANCE > DAYS
