"""Group sessions of the demonstration: one that has been, one with seats left, one that is full."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from wethaq.counseling import attendance_keeping, groups, opening_groups, planning
from wethaq.counseling.demo.families import FIRST_SERIAL
from wethaq.counseling.demo.people import DAY, colleague, counselor_of, family, working_day
from wethaq.counseling.demo.words import GROUP_TOPICS
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment, Counselor
from wethaq.platform.demo.cast import OFFICER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life
from wethaq.platform.errors import RefusedError
from wethaq.platform.localisation.dates import riyadh_date


@dataclass(frozen=True, slots=True)
class Gathering:
    """A session: so many days from today, with so many seats, of which some are taken."""

    days: int
    counselor: int
    modality: Modality
    seats: int
    taken: int


AMAL: Final = 4
FAISAL: Final = 5
GATHERINGS: Final = (
    Gathering(-8, FAISAL, Modality.IN_PERSON, 8, 7),
    Gathering(4, AMAL, Modality.IN_PERSON, 10, 7),
    Gathering(7, FAISAL, Modality.VIDEO, 6, 6),
)
ANNOUNCED: Final = 9 * DAY
BEGINS: Final = (time(19), time(21, 15), time(17), time(15))
"""The hour, or the next best where the counselor has been booked already."""


async def gather(number: int, house: House, today: datetime) -> Life:
    """Announce a session, let families join, and hold it."""
    plan = GATHERINGS[number]
    on = working_day(riyadh_date(today) + plan.days * DAY)
    now = min(today - DAY, planning.span_of_day(on, BEGINS[0], time(23))[0] - ANNOUNCED)
    yield now
    counselor = await colleague(plan.counselor)
    session = await _announce(number, counselor, on, house, now)
    if session is None:
        return
    taken = 0
    for serial in range(FIRST_SERIAL + number, FIRST_SERIAL + 60, 3):
        if taken == plan.taken:
            break
        owner, _ = await family(serial, now)
        try:
            await groups.join_group(session.id, actor=owner, now=now)
        except RefusedError:  # In another place at that hour.
            continue
        taken += 1
    yield session.ends_at
    actor = await counselor_of(counselor.id)
    await attendance_keeping.mark_attended(session.id, actor=actor, now=session.ends_at)


async def _announce(
    number: int, counselor: Counselor, on: date, house: House, now: datetime
) -> Appointment | None:
    """Open the session at the first hour that the counselor has free."""
    plan = GATHERINGS[number]
    for begins in BEGINS:
        starts_at, _ = planning.span_of_day(on, begins, time(23, 55))
        try:
            return await opening_groups.open_group_session(
                counselor.id,
                "group",
                starts_at,
                plan.modality,
                plan.seats,
                actor=house.actor(OFFICER),
                now=now,
                topics=GROUP_TOPICS[number],
            )
        except RefusedError:
            continue
    return None
