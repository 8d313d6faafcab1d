"""The offer: exactly the free starts, for one counselor and for any."""

from datetime import time, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.counseling import random_diaries as diaries
from tests.counseling.builders import (
    MONDAY,
    NOBODY,
    SUNDAY,
    a_plan,
    a_search,
    a_service,
    an_agenda,
    at,
    every_day,
    local_times,
)
from tests.counseling.oracle import free_starts_by_the_minute
from wethaq.counseling.policy.bookings import cells_taken, ensure_can_book
from wethaq.counseling.policy.cells import moment_of
from wethaq.counseling.policy.offers import (
    Agenda,
    PartOfDay,
    Search,
    free_starts,
    lightest_loaded,
    nearest_starts,
    offer_any,
)
from wethaq.counseling.policy.plans import Window
from wethaq.counseling.policy.services import Modality
from wethaq.platform.errors import RefusedError

ADA, HUDA = UUID(int=1), UUID(int=2)
by_chance = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@by_chance
@given(diaries.agendas, diaries.searches)
def test_the_offered_starts_are_exactly_the_free_ones(agenda: Agenda, search: Search) -> None:
    assert free_starts(agenda, search) == free_starts_by_the_minute(agenda, search)


@by_chance
@given(diaries.agendas, diaries.searches, st.data())
def test_a_booking_leaves_exactly_the_starts_that_are_still_free(
    agenda: Agenda, search: Search, data: st.DataObject
) -> None:
    starts = free_starts(agenda, search)
    if not starts:
        return
    booked = data.draw(st.sampled_from(starts))
    taken = cells_taken(search.service, booked, counselor_id=NOBODY, attendees=[])
    held = [*agenda.held, *next(iter(taken.values()))]
    afterwards = Agenda(counselor_id=NOBODY, working_time=agenda.working_time, held=held)

    left = free_starts(afterwards, search)

    assert booked not in left
    assert left == free_starts_by_the_minute(afterwards, search)


@by_chance
@given(diaries.agendas, diaries.searches)
def test_the_server_accepts_what_is_offered_and_nothing_else(agenda: Agenda, search: Search) -> None:
    offered = set(free_starts(agenda, search))
    for cell in list(search.stretch.cells)[::24]:
        assert _is_accepted(cell, agenda, search) == (moment_of(cell) in offered)
    for start in sorted(offered)[::4]:
        ensure_can_book(start, agenda, search)


def test_a_morning_has_starts_until_an_hour_before_its_end() -> None:
    assert local_times(free_starts(an_agenda(), a_search())) == ["09:00", "09:30", "10:00", "10:30", "11:00"]


def test_buffers_may_reach_outside_working_hours_but_not_into_another_booking() -> None:
    service = a_service(buffer_before=timedelta(minutes=15), buffer_after=timedelta(minutes=15))
    booked = cells_taken(service, at(SUNDAY, 10), counselor_id=NOBODY, attendees=[])
    agenda = an_agenda(held=next(iter(booked.values())))

    assert local_times(free_starts(an_agenda(), a_search(service)))[0] == "09:00"
    assert local_times(free_starts(agenda, a_search(service))) == []
    assert local_times(free_starts(agenda, a_search(a_service()))) == []
    shorter = a_service(length=timedelta(minutes=30))
    assert local_times(free_starts(agenda, a_search(shorter))) == ["09:00", "11:30"]


def test_an_evening_of_ramadan_runs_past_midnight() -> None:

    agenda = an_agenda(a_plan(Window(time(23), time(1))))
    monday = a_search(first_on=MONDAY)

    assert local_times(free_starts(agenda, monday)) == ["00:00", "23:00", "23:30"]


def test_the_hours_after_midnight_belong_to_the_evening() -> None:
    agenda = an_agenda(a_plan(Window(time(23), time(1))))
    evening = a_search(first_on=MONDAY, part_of_day=PartOfDay.EVENING)

    assert local_times(free_starts(agenda, evening)) == ["00:00", "23:00", "23:30"]


def test_a_window_from_midnight_to_midnight_is_the_whole_day() -> None:
    assert len(free_starts(an_agenda(a_plan(Window(time(0), time(0)))), a_search())) == 48


def test_a_room_is_needed_in_person_only() -> None:
    in_person = a_search(modality=Modality.IN_PERSON)

    assert free_starts(an_agenda(), in_person) == []
    assert free_starts(an_agenda(), a_search(modality=Modality.IN_PERSON, rooms_held=[[]])) != []
    assert free_starts(an_agenda(), a_search(modality=Modality.VIDEO)) != []


def test_any_counselor_is_free_whenever_one_of_them_is() -> None:
    ten = cells_taken(a_service(), at(SUNDAY, 10), counselor_id=ADA, attendees=[])
    closed = a_plan(week=every_day())
    agendas = [
        an_agenda(counselor_id=ADA, held=next(iter(ten.values()))),
        an_agenda(counselor_id=HUDA),
        an_agenda(closed, counselor_id=NOBODY),
    ]
    offer = offer_any(agendas, a_search(days=7))

    assert local_times(offer.starts_by_day()[SUNDAY]) == ["09:00", "09:30", "10:00", "10:30", "11:00"]
    assert offer.counselors_at(at(SUNDAY, 9)) == [ADA, HUDA]
    assert offer.counselors_at(at(SUNDAY, 10)) == [HUDA]
    assert offer.counselors_at(at(SUNDAY, 8)) == []
    assert len(offer.first_by_day()) == 7
    assert offer.first_by_day()[MONDAY] == at(MONDAY, 9)


def test_a_full_day_has_no_first_time() -> None:
    agenda = an_agenda(daily_cap=2, appointments_on={SUNDAY: 2})
    offer = offer_any([agenda], a_search(days=2))

    assert offer.first_by_day() == {SUNDAY: None, MONDAY: at(MONDAY, 9)}
    assert offer.starts_by_day()[SUNDAY] == []


def test_a_part_of_the_day_narrows_the_offer() -> None:
    assert free_starts(an_agenda(), a_search(part_of_day=PartOfDay.EVENING)) == []
    assert len(free_starts(an_agenda(), a_search(part_of_day=PartOfDay.MORNING))) == 5


def test_work_is_shared_by_load() -> None:
    assert lightest_loaded([ADA, HUDA], {ADA: 4, HUDA: 3}) == HUDA
    assert lightest_loaded([HUDA, ADA], {}) == ADA
    assert lightest_loaded([], {}) is None


def test_losers_see_the_nearest_times_in_their_order() -> None:
    starts = [at(SUNDAY, hour) for hour in (9, 10, 12, 15)]

    assert nearest_starts(starts, at(SUNDAY, 11)) == [at(SUNDAY, 9), at(SUNDAY, 10), at(SUNDAY, 12)]


def _is_accepted(cell: int, agenda: Agenda, search: Search) -> bool:
    try:
        ensure_can_book(moment_of(cell), agenda, search)
    except RefusedError:
        return False
    return True
