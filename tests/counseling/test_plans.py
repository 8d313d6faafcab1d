"""Weekly plans, and what may replace them on a day."""

from datetime import date, time, timedelta

import pytest

from tests.counseling.builders import (
    MONDAY,
    MORNING,
    SUNDAY,
    a_plan,
    a_search,
    an_agenda,
    at,
    every_day,
    local_times,
)
from wethaq.counseling.policy.cells import UnevenTimeError
from wethaq.counseling.policy.offers import free_starts
from wethaq.counseling.policy.plans import (
    Leave,
    Opening,
    PlanEndsBeforeItBeginsError,
    SameFirstDayError,
    Window,
    WindowsOverlapError,
    ensure_plan_is_sound,
    plan_on,
)
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.working_time import WorkingTime


def test_the_plan_that_began_last_is_valid() -> None:
    old, new = a_plan(), a_plan(valid_from=SUNDAY, valid_until=SUNDAY)

    assert plan_on([new, old], SUNDAY, is_ramadan=False) is new
    assert plan_on([new, old], MONDAY, is_ramadan=False) is old
    assert plan_on([new, old], date(2025, 1, 1), is_ramadan=False) is None


def test_a_plan_of_ramadan_holds_in_ramadan_only() -> None:
    ordinary, special = a_plan(), a_plan(is_for_ramadan=True)

    assert plan_on([ordinary, special], SUNDAY, is_ramadan=True) is special
    assert plan_on([ordinary, special], SUNDAY, is_ramadan=False) is ordinary
    assert plan_on([ordinary], SUNDAY, is_ramadan=True) is ordinary


def test_leave_goes_before_an_opening_and_an_opening_before_a_holiday() -> None:
    working_time = WorkingTime(
        plans=(a_plan(),),
        openings=(Opening(at(SUNDAY, 16), at(SUNDAY, 18)),),
        leave=(Leave(at(SUNDAY, 16), at(SUNDAY, 16, 1)),),
    )
    closed = a_search(calendar=SeasonCalendar(closed_on=frozenset({SUNDAY})))

    assert local_times(free_starts(an_agenda(working_time=working_time), closed)) == ["16:30", "17:00"]


def test_a_closed_day_takes_the_whole_evening_that_begins_on_it() -> None:
    agenda = an_agenda(a_plan(Window(time(22), time(2))))
    calendar = SeasonCalendar(closed_on=frozenset({SUNDAY}))

    assert local_times(free_starts(agenda, a_search(calendar=calendar))) == ["00:00", "00:30", "01:00"]
    assert local_times(free_starts(agenda, a_search(calendar=calendar, first_on=MONDAY)))[0] == "22:00"


def test_a_window_may_be_for_one_way_of_meeting() -> None:
    agenda = an_agenda(a_plan(Window(time(9), time(10), frozenset({Modality.VIDEO}))))

    assert free_starts(agenda, a_search(modality=Modality.PHONE)) == []
    assert len(free_starts(agenda, a_search(modality=Modality.VIDEO))) == 1


def test_a_window_is_made_of_whole_cells() -> None:
    with pytest.raises(UnevenTimeError):
        Window(time(9, 2), time(10))


def test_a_plan_must_not_contradict_itself_or_another() -> None:
    overlapping = a_plan(week=every_day(MORNING, Window(time(11), time(13))))
    with pytest.raises(WindowsOverlapError):
        ensure_plan_is_sound(overlapping)
    with pytest.raises(PlanEndsBeforeItBeginsError):
        ensure_plan_is_sound(a_plan(valid_until=date(2026, 1, 1) - timedelta(days=1)))
    with pytest.raises(SameFirstDayError):
        ensure_plan_is_sound(a_plan(), [a_plan()])
    ensure_plan_is_sound(a_plan(MORNING, Window(time(12), time(13))), [a_plan(is_for_ramadan=True)])
