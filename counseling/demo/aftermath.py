"""What follows an appointment: arriving, talking, notes and measures, the next one, and the end of a case."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling import (
    arriving,
    attendance_keeping,
    cases,
    following_up,
    handing_on,
    measuring,
    notes,
    supervising,
)
from wethaq.counseling.demo.families import Ending, Visit
from wethaq.counseling.demo.people import agree, counselor_of
from wethaq.counseling.demo.words import (
    FIRST_NOTES,
    GOALS,
    NEXT_NOTES,
    OTHER_ENDING,
    REFERRAL,
    STOPPED_ENDING,
    SUPERVISION_REASON,
)
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.policy import cases as rules
from wethaq.counseling.policy.measures import QUESTIONS, Moment
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent.platform_purposes import REFERRAL_PARTNER
from wethaq.platform.demo.cast import CALL_CENTRE, MANAGER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life
from wethaq.platform.errors import RefusedError

MINUTE: Final = timedelta(minutes=1)
WEEK: Final = timedelta(weeks=1)
ARRIVALS: Final = (-8, -3, 4, -5, 12, -2, -10, 7)
"""Minutes after the start; most are early."""
GAINS: Final = (2, 3, 1, 2, 0, 3, -1, 2)
"""By how much each answer of the measure grows: mostly better, not always."""


async def come(appointment_id: UUID, house: House, *, serial: int) -> Life:
    """Arrive and be received, wherever the appointment stands by then; whoever cancelled meanwhile isn't."""
    expected = await get_appointment(appointment_id)
    late = ARRIVALS[serial % len(ARRIVALS)] * MINUTE
    yield expected.starts_at + late
    current = await get_appointment(appointment_id)
    if current.status is not AppointmentStatus.CONFIRMED or current.starts_at != expected.starts_at:
        return
    if current.modality is Modality.IN_PERSON:
        reception = house.actor(CALL_CENTRE, Channel.IN_PERSON)
        await arriving.check_in(appointment_id, actor=reception, now=current.starts_at + late)
    yield current.ends_at
    counselor = await counselor_of(current.counselor_id)
    shown = max(late, timedelta())
    await attendance_keeping.mark_attended(appointment_id, actor=counselor, now=current.ends_at, late=shown)


async def stay_away(appointment_id: UUID) -> Life:
    """Be missed, and after two days without an answer have the case closed."""
    missed = await get_appointment(appointment_id)
    at = missed.starts_at + 20 * MINUTE
    yield at
    counselor = await counselor_of(missed.counselor_id)
    await attendance_keeping.mark_no_show(appointment_id, actor=counselor, now=at)
    yield at + timedelta(days=2)
    if missed.case_id:
        after = at + timedelta(days=2)
        await _close(missed.case_id, rules.Ending.FAMILY_STOPPED, STOPPED_ENDING, counselor, after)


async def be_counseled(appointment: Appointment, visit: Visit, owner: Actor, house: House) -> Life:
    """Come for the first time, and go on with the counselor as the visit's ending says."""
    async for moment in come(appointment.id, house, serial=visit.person):
        yield moment
    first = await get_appointment(appointment.id)
    if first.status is not AppointmentStatus.ATTENDED or first.case_id is None:
        return
    counselor = await counselor_of(first.counselor_id)
    at = first.ends_at + 10 * MINUTE
    yield at
    await _write_up(first, visit.person, Moment.BEFORE, counselor, at)
    if visit.ending is Ending.IS_REFERRED:
        yield at + WEEK
        assert first.person_id  # noqa: S101 - a family's appointment has its person.
        await agree(REFERRAL_PARTNER.code, owner, first.person_id, at + WEEK)
        await handing_on.refer_to_partner(first.case_id, *REFERRAL, actor=counselor, now=at + WEEK)
    elif visit.ending is Ending.MOVES_AWAY:
        yield at + WEEK
        await _close(first.case_id, rules.Ending.OTHER, OTHER_ENDING, counselor, at + WEEK)
    elif visit.ending is Ending.GOES_ON:
        async for moment in _go_on(first, visit, counselor, house, at):
            yield moment
    elif visit.ending is Ending.IS_LOOKED_INTO and first.number:
        yield at + WEEK
        manager = house.actor(MANAGER)
        await supervising.open_notes(first.number, SUPERVISION_REASON, actor=manager, now=at + WEEK)


async def _go_on(first: Appointment, visit: Visit, counselor: Actor, house: House, at: datetime) -> Life:
    """Come again after a week, or every week for a month; whoever is better by then is through."""
    assert first.case_id  # noqa: S101 - asked by the caller.
    is_series = visit.person % 9 == 0
    plan = following_up.SeriesPlan(
        first=first.starts_at + WEEK, count=4 if is_series else 1, modality=first.modality
    )
    planned = await following_up.plan_appointments(first.case_id, plan, actor=counselor, now=at)
    for each in planned.placed:
        async for moment in come(each.id, house, serial=visit.person + 3):
            yield moment
    if not planned.placed:
        return
    last = await get_appointment(planned.placed[-1].id)
    yield last.ends_at + 10 * MINUTE
    if last.status is AppointmentStatus.ATTENDED:
        now = last.ends_at + 10 * MINUTE
        await _write_up(last, visit.person, Moment.AFTER, counselor, now)
        if visit.person % 2:
            await _close(first.case_id, rules.Ending.GOALS_REACHED, "", counselor, now)


async def _close(case_id: UUID, ending: rules.Ending, words: str, counselor: Actor, now: datetime) -> None:
    """Close a case, unless the family expects another appointment."""
    try:
        await cases.close_case(case_id, ending, words, actor=counselor, now=now)
    except RefusedError:
        return


async def _write_up(
    appointment: Appointment, serial: int, moment: Moment, counselor: Actor, now: datetime
) -> None:
    """Keep what was said of the state, and a note and goals where the family lets notes be written."""
    assert appointment.case_id  # noqa: S101 - asked by the caller.
    case = await cases.get_own_case(appointment.case_id, actor=counselor)
    if not (moment is Moment.BEFORE and (await measuring.progress_of(case)).before):
        await measuring.take_measure(case.id, moment, _scores(serial, moment), actor=counselor, now=now)
    texts = (FIRST_NOTES if moment is Moment.BEFORE else NEXT_NOTES)[case.service]
    if not await notes.people_who_have_not_agreed(case, now=now):
        await notes.write_note(
            case.id, texts[serial % len(texts)], actor=counselor, now=now, appointment_id=appointment.id
        )
    if moment is Moment.BEFORE and case.goals is None:
        goals = GOALS[case.service][serial % len(GOALS[case.service])]
        await cases.set_goals(case.id, goals, version=case.version, actor=counselor, now=now)


def _scores(serial: int, moment: Moment) -> dict[str, int]:
    gain = GAINS[serial % len(GAINS)] if moment is Moment.AFTER else 0
    return {
        question: 3 + (serial + place * 2) % 4 + gain + (place == serial % 4) * (gain > 0)
        for place, question in enumerate(QUESTIONS)
    }
