"""The counselors' office: rooms, profiles and plans, and what the house changes as the weeks go by."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from wethaq.counseling import (
    calendar_feed,
    cases,
    following_up,
    planning,
    reminding,
    season_keeping,
    staffing,
    terms,
)
from wethaq.counseling.demo.aftermath import come
from wethaq.counseling.demo.cast import COUNSELORS, ROOMS
from wethaq.counseling.demo.families import KHALID, LAILA, SAAD, STRANDED
from wethaq.counseling.demo.people import DAY, SATURDAY, colleague, counselor_of, is_working_day, working_day
from wethaq.counseling.demo.words import FIGURES_REASON, LEAVE_REASON, OUTSIDE_REASON
from wethaq.counseling.loading import list_own_appointments
from wethaq.counseling.policy.plans import WeeklyPlan
from wethaq.counseling.policy.seasons import SeasonKind
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment, Counselor
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.demo.cast import MANAGER, person
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people

OPENED_AGO: Final = 90 * DAY
HOUR: Final = timedelta(hours=1)
REMINDED_DAYS: Final = 12
REMINDED_AT: Final = range(-3, 13, 2)
"""Hours from nine in the morning."""
FOLLOW_UPS: Final = (
    (time(9), Modality.PHONE),
    (time(10, 30), Modality.IN_PERSON),
    (time(13, 15), Modality.IN_PERSON),
)
FOLLOWED_DAYS: Final = (0, 1, -1, 2, -2, 3)
ON_A_FREE_DAY: Final = ((time(10), Modality.PHONE), (time(17), Modality.PHONE))


async def open_office(house: House, today: datetime) -> Life:
    """Make the rooms, the profiles and the plans, before the first family comes."""
    opened = today - OPENED_AGO
    yield opened
    for room in ROOMS:
        await staffing.add_room(room, actor=SYSTEM, now=opened)
    for each in COUNSELORS:
        counselor_id = await staffing.appoint_counselor(
            house.accounts[each.key], each.details, actor=SYSTEM, now=opened
        )
        for week, is_for_ramadan in ((each.week, False), (each.ramadan_week, True)):
            plan = WeeklyPlan(opened.date(), week, is_for_ramadan=is_for_ramadan)
            await planning.save_plan(counselor_id, plan, actor=SYSTEM, now=opened)


async def keep_house(house: House, today: datetime) -> Life:
    """Change a service's figures, confirm Ramadan, open a Saturday, give a calendar out, and go on leave."""
    manager = house.actor(MANAGER)
    now = today - 14 * DAY
    yield now
    await terms.change_service_figures(
        "mediation", {}, is_accepted_by_officer=True, reason=FIGURES_REASON, actor=manager, now=now
    )
    for season in (await season_keeping.list_seasons(now=now))[1]:
        if season.kind is SeasonKind.RAMADAN:
            await season_keeping.decide_season(
                season, is_kept=True, first_on=season.first_on, last_on=season.last_on, actor=manager, now=now
            )
            break
    await calendar_feed.make_feed_link(actor=await counselor_of((await colleague(KHALID)).id), now=now)
    now = today - 7 * DAY
    yield now
    saturday = riyadh_date(today) + (SATURDAY - riyadh_date(today).weekday()) % 7 * DAY
    starts_at, ends_at = planning.span_of_day(saturday, time(10), time(13))
    await planning.add_opening((await colleague(LAILA)).id, starts_at, ends_at, actor=manager, now=now)
    now = today - 3 * DAY
    yield now
    await _go_on_leave(await colleague(SAAD), now)


async def _go_on_leave(counselor: Counselor, now: datetime) -> None:
    """Go on leave on the very day of somebody who has booked already."""
    found = await people.find_by_mobile(person(STRANDED).mobile or "")
    stranded = await list_own_appointments(actor=Actor(person_id=found[0])) if found else []
    on = riyadh_date(stranded[0].starts_at) if stranded else working_day(riyadh_date(now) + 8 * DAY)
    starts_at, ends_at = planning.span_of_day(on, time(0), time(0))
    actor = await counselor_of(counselor.id)
    await planning.add_leave(counselor.id, starts_at, ends_at, reason=LEAVE_REASON, actor=actor, now=now)


async def fill_week(house: House, today: datetime) -> Life:
    """Let one counselor see her families again around today, also where today is nobody's working day."""
    planned_at = today - 5 * DAY
    yield planned_at
    counselor = await colleague(LAILA)
    actor = await counselor_of(counselor.id)
    own = [
        case
        for case in await cases.list_own_cases(counselor.id)
        if case.ended_at is None and not await cases.count_ahead(case.id, now=planned_at)
    ]
    placed: list[Appointment] = []
    for starts_at, modality in _hours_to_fill(riyadh_date(today)):
        if not own:
            break
        reason = None if is_working_day(riyadh_date(starts_at)) else OUTSIDE_REASON
        plan = following_up.SeriesPlan(first=starts_at, modality=modality, reason=reason)
        planned = await following_up.plan_appointments(own[0].id, plan, actor=actor, now=planned_at)
        placed += planned.placed
        own = own[len(planned.placed) :]
    placed.sort(key=lambda each: each.starts_at)
    for number, each in enumerate(placed):
        async for moment in come(each.id, house, serial=number):
            yield moment


def _hours_to_fill(today: date) -> Iterator[tuple[datetime, Modality]]:
    """Return starts around today, today's first; of free days only today has any."""
    for days in FOLLOWED_DAYS:
        on = today + days * DAY
        if is_working_day(on) or not days:
            for at, modality in FOLLOW_UPS if is_working_day(on) else ON_A_FREE_DAY:
                yield planning.span_of_day(on, at, time(23, 55))[0], modality


async def remind(today: datetime) -> Life:
    """Send what is due, as the clock's job would, in the hours of the last days."""
    for days in range(REMINDED_DAYS, -1, -1):
        for hours in REMINDED_AT:
            now = today - days * DAY + hours * HOUR
            yield now
            await reminding.send_reminders(now=now)
