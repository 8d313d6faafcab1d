"""A changed plan strands nobody: it lists who would be."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings

from tests.counseling import random_diaries as diaries
from tests.counseling.builders import LONG_BEFORE, MONDAY, SUNDAY, a_plan, at
from wethaq.counseling.policy.conflicts import BookedAppointment, ConflictReason, find_conflicts
from wethaq.counseling.policy.offers import Agenda, Search, free_starts
from wethaq.counseling.policy.plans import Leave, Window
from wethaq.counseling.policy.prayers import PrayerGaps, prayer_times
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.working_time import WorkingTime

ORDINARY = SeasonCalendar()
EVENINGS = WorkingTime(plans=(a_plan(Window(time(16), time(20))),))
MORNINGS = WorkingTime(plans=(a_plan(),))
TEN = at(SUNDAY, 10)


def an_appointment(starts_at: datetime = TEN, number: int = 1, **changes: Any) -> BookedAppointment:
    hour = {"ends_at": starts_at + timedelta(hours=1), "modality": Modality.PHONE}
    return BookedAppointment(UUID(int=number), starts_at, **hour | changes)


def test_an_appointment_outside_the_new_plan_is_listed() -> None:
    later, sooner = an_appointment(at(MONDAY, 10), 1), an_appointment(number=2)

    conflicts = find_conflicts([later, sooner], EVENINGS, ORDINARY, LONG_BEFORE)

    assert [one.appointment for one in conflicts] == [sooner, later]
    assert {one.reason for one in conflicts} == {ConflictReason.OUTSIDE_PLAN}


def test_what_fits_or_has_begun_is_not_listed() -> None:
    assert find_conflicts([an_appointment()], MORNINGS, ORDINARY, LONG_BEFORE) == []
    assert find_conflicts([an_appointment()], EVENINGS, ORDINARY, TEN) == []
    assert len(find_conflicts([an_appointment()], EVENINGS, ORDINARY, TEN - timedelta(minutes=1))) == 1


def test_the_reason_is_told() -> None:
    leave = WorkingTime(plans=MORNINGS.plans, leave=(Leave(at(SUNDAY, 10, 59), at(SUNDAY, 12)),))
    closed = SeasonCalendar(closed_on=frozenset({SUNDAY}))
    all_day = WorkingTime(plans=(a_plan(Window(time(0), time(0))),), prayer_gaps=PrayerGaps("tabuk"))
    noon = min(prayer_times("tabuk", SUNDAY, is_ramadan=False).values())

    assert _reasons(an_appointment(), leave) == [ConflictReason.LEAVE]
    assert _reasons(an_appointment(), MORNINGS, closed) == [ConflictReason.CLOSED_DAY]
    assert _reasons(an_appointment(noon), all_day) == [ConflictReason.PRAYER]


def test_what_staff_put_outside_the_plan_is_listed_only_if_nobody_will_be_there() -> None:
    meant = an_appointment(is_outside_plan=True)
    leave = WorkingTime(leave=(Leave(at(SUNDAY, 0), at(MONDAY, 0)),))

    assert _reasons(meant, EVENINGS) == []
    assert _reasons(meant, leave) == [ConflictReason.LEAVE]


@settings(max_examples=20, deadline=None)
@given(diaries.agendas, diaries.searches)
def test_what_is_offered_is_in_no_conflict_with_the_plan_it_comes_from(
    agenda: Agenda, search: Search
) -> None:
    booked = [
        an_appointment(start, ends_at=start + search.service.length, modality=search.modality)
        for start in free_starts(agenda, search)[::8]
    ]

    assert find_conflicts(booked, agenda.working_time, search.calendar, LONG_BEFORE) == []


def _reasons(
    appointment: BookedAppointment, working_time: WorkingTime, calendar: SeasonCalendar = ORDINARY
) -> list[ConflictReason]:
    return [one.reason for one in find_conflicts([appointment], working_time, calendar, LONG_BEFORE)]
