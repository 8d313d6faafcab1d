"""The next appointments of a case, planned by its counselor in their own diary: one, or a series.

Each takes its cells through the guard like any other. What can't be placed is
listed with the nearest free times and keeps the rest from nothing; the family
is told once, however many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from wethaq.counseling import telling
from wethaq.counseling.attending import add_attendee
from wethaq.counseling.bookings import ensure_may_book
from wethaq.counseling.cases import Case, find_or_open_case, get_own_case
from wethaq.counseling.confirming import NUMBERS
from wethaq.counseling.finding import Wanted, find_nearest, find_times
from wethaq.counseling.loading import get_appointment, list_attendees
from wethaq.counseling.placing import Place, place
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.preferences import Preference
from wethaq.counseling.policy.series import ensure_within_a_year, starts_of_series
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment, AttendeeRole
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import savepoint, transaction
from wethaq.platform.errors import RefusedError
from wethaq.platform.intake.numbering import beneficiary_number, next_service_number

DAYS_SHOWN: Final = 14
Seats = Sequence[tuple[UUID, AttendeeRole]]


@dataclass(frozen=True, slots=True)
class Missed:
    """A start that couldn't be had, why, and what is free near it."""

    starts_at: datetime
    reason: str
    nearest: Sequence[datetime]


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of a plan."""

    placed: Sequence[Appointment]
    missed: Sequence[Missed]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlan:
    """What a counselor wants: the first start, how often, how many, and why where it is outside the plan."""

    first: datetime
    every_weeks: int = 1
    count: int = 1
    modality: Modality
    reason: str | None = None


async def plan_appointments(case_id: UUID, plan: SeriesPlan, *, actor: Actor, now: datetime) -> Planned:
    """Plan one appointment or several. A case that was closed is opened again.

    Raises SeriesTooLongError, ConsentRequiredError; a refusal of a single start is in `missed`.
    """
    starts = starts_of_series(plan.first, plan.every_weeks, plan.count)
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        await ensure_may_book(case.person_id, now=now)
        seats = await seats_of(case)
        wanted = wanted_for(case, plan.modality, seats)
        series_id = new_id()
        placed: list[Appointment] = []
        missed: list[tuple[datetime, str]] = []
        for starts_at in starts:
            try:
                ensure_within_a_year(starts_at, now)
                async with savepoint():
                    placed.append(
                        await _plan_one(case, wanted, starts_at, plan, series_id, seats, actor=actor, now=now)
                    )
            except RefusedError as refusal:
                missed.append((starts_at, refusal.message))
        if placed:
            await find_or_open_case(case.counselor_id, case.person_id, case.service, now=now)
            await beneficiary_number(case.person_id, now=now)
            await telling.planned(placed, now=now)
    return Planned(placed, [Missed(at, why, await find_nearest(wanted, at, now=now)) for at, why in missed])


async def free_times(
    case_id: UUID, modality: Modality, first_on: date, *, actor: Actor, now: datetime
) -> dict[date, list[datetime]]:
    """Return the free starts of the counselor's own diary over two weeks."""
    case = await get_own_case(case_id, actor=actor)
    wanted = wanted_for(case, modality, await seats_of(case))
    return (await find_times(wanted, first_on, DAYS_SHOWN, now=now)).starts_by_day()


async def seats_of(case: Case) -> Seats:
    """Return who comes: whoever came last, or the person alone."""
    last = (
        await AppointmentRow.select(AppointmentRow.id)
        .where(AppointmentRow.case_id == case.id)
        .order_by(AppointmentRow.starts_at, ascending=False)
        .first()
    )
    coming = [
        (each.person_id, each.role)
        for each in (await list_attendees(last["id"]) if last else [])
        if each.person_id is not None and each.status is AttendeeStatus.COMING
    ]
    return coming or [(case.person_id, AttendeeRole.APPLICANT)]


def wanted_for(case: Case, modality: Modality, seats: Seats) -> Wanted:
    """Return what a follow-up looks for: this counselor, these people."""
    return Wanted(
        service=case.service,
        modality=modality,
        preference=Preference(counselor_id=case.counselor_id),
        people=tuple(person_id for person_id, _ in seats),
        count=len(seats),
    )


async def _plan_one(
    case: Case,
    wanted: Wanted,
    starts_at: datetime,
    plan: SeriesPlan,
    series_id: UUID,
    seats: Seats,
    *,
    actor: Actor,
    now: datetime,
) -> Appointment:
    appointment_id = new_id()
    placed = await place(
        appointment_id,
        wanted,
        starts_at,
        held_until=None,
        now=now,
        staff_reason=plan.reason,
        is_by_staff=True,
    )
    row = await _row_of(case, wanted, starts_at, placed, plan.reason, actor=actor, now=now)
    await insert_sealed(AppointmentRow, {**row, "id": appointment_id, "series_id": series_id})
    for person_id, role in seats:
        await add_attendee(appointment_id, role, now=now, person_id=person_id)
    await audit.record(
        "counseling.appointment_planned", appointment_id, actor=actor, now=now, person_id=case.person_id
    )
    return await get_appointment(appointment_id)


async def _row_of(
    case: Case,
    wanted: Wanted,
    starts_at: datetime,
    placed: Place,
    reason: str | None,
    *,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    return {
        **placed.columns(starts_at),
        "number": await next_service_number(NUMBERS, now=now),
        "service": case.service,
        "status": AppointmentStatus.CONFIRMED.value,
        "modality": wanted.modality.value,
        "person_id": case.person_id,
        "guardian_id": await _guardian_of(case),
        "case_id": case.id,
        "seats": wanted.count,
        "reason": reason if placed.is_outside_plan else None,
        "channel": actor.channel.value,
        "entered_by": actor.account_id,
        "asked_at": now,
        "confirmed_at": now,
    }


async def _guardian_of(case: Case) -> UUID | None:
    """Return who asked for a child so far."""
    row = (
        await AppointmentRow.select(AppointmentRow.guardian_id)
        .where(AppointmentRow.case_id == case.id, AppointmentRow.guardian_id.is_not_null())
        .order_by(AppointmentRow.starts_at, ascending=False)
        .first()
    )
    guardian_id: UUID | None = row["guardian_id"] if row else None
    return guardian_id
