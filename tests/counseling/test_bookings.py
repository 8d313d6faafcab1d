"""The cells of a booking, and what the server refuses whatever a form says."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.counseling.builders import MONDAY, NOBODY, SUNDAY, a_search, a_service, an_agenda, at
from wethaq.counseling.policy.bookings import (
    DayFullError,
    InThePastError,
    JustTakenError,
    OutsidePlanError,
    OutsidePlanReasonMissingError,
    Resource,
    ResourceKind,
    Room,
    TooFarAheadError,
    TooSoonError,
    cells_taken,
    ensure_can_book,
    ensure_staff_can_book,
    first_free_room,
)
from wethaq.counseling.policy.cells import cell_at
from wethaq.counseling.policy.services import (
    Attendance,
    Modality,
    ModalityNotOfferedError,
    NoSeatLeftError,
    TooFewAttendeesError,
    ensure_attendees,
)
from wethaq.platform.errors import RefusedError

WIFE, HUSBAND, ROOM = UUID(int=11), UUID(int=12), UUID(int=13)
TEN = at(SUNDAY, 10)
BUFFERED = a_service(buffer_before=timedelta(minutes=5), buffer_after=timedelta(minutes=15))
TAKEN = range(cell_at(TEN) - 1, cell_at(TEN) + 15)


def test_counselor_and_room_keep_the_buffers_and_people_do_not() -> None:
    taken = cells_taken(BUFFERED, TEN, counselor_id=NOBODY, room_id=ROOM, attendees=[WIFE, HUSBAND])

    own = range(cell_at(TEN), cell_at(TEN) + 12)
    assert taken == {
        Resource(ResourceKind.COUNSELOR, NOBODY): TAKEN,
        Resource(ResourceKind.ROOM, ROOM): TAKEN,
        Resource(ResourceKind.PERSON, WIFE): own,
        Resource(ResourceKind.PERSON, HUSBAND): own,
    }


@pytest.mark.parametrize(
    ("starts_at", "now", "error"),
    [
        (TEN, at(SUNDAY, 11), InThePastError),
        (TEN, at(SUNDAY, 9), TooSoonError),
        (TEN, TEN - timedelta(days=100), TooFarAheadError),
        (at(SUNDAY, 13), at(SUNDAY, 0), OutsidePlanError),
        (at(SUNDAY, 10, 5), at(SUNDAY, 0), OutsidePlanError),
        (TEN + timedelta(seconds=1), at(SUNDAY, 0), OutsidePlanError),
        (at(MONDAY, 10), at(SUNDAY, 0), OutsidePlanError),
    ],
)
def test_each_reason_has_its_name(starts_at: datetime, now: datetime, error: type[RefusedError]) -> None:
    with pytest.raises(error):
        ensure_can_book(starts_at, an_agenda(), a_search(now=now))


def test_the_slower_of_two_is_told_so() -> None:
    for agenda, search in (
        (an_agenda(held=TAKEN), a_search()),
        (an_agenda(), a_search(attendees_held=TAKEN)),
        (an_agenda(), a_search(modality=Modality.IN_PERSON, rooms_held=[TAKEN])),
    ):
        with pytest.raises(JustTakenError):
            ensure_can_book(TEN, agenda, search)


def test_a_cap_is_kept() -> None:
    with pytest.raises(DayFullError):
        ensure_can_book(TEN, an_agenda(daily_cap=1, appointments_on={SUNDAY: 1}), a_search())
    with pytest.raises(DayFullError):
        ensure_can_book(TEN, an_agenda(of_this_service_on={SUNDAY: 2}), a_search(a_service(daily_cap=2)))


def test_a_way_of_meeting_that_the_service_lacks_is_refused() -> None:
    by_phone = a_service(modalities=frozenset({Modality.PHONE}))

    with pytest.raises(ModalityNotOfferedError):
        ensure_can_book(TEN, an_agenda(), a_search(by_phone, modality=Modality.VIDEO))


def test_staff_may_go_outside_the_plan_with_a_reason_but_never_double() -> None:
    evening, search = at(SUNDAY, 20), a_search(now=at(SUNDAY, 9))

    ensure_staff_can_book(TEN, an_agenda(), search, reason=None)
    ensure_staff_can_book(evening, an_agenda(), search, reason="Danger at home")
    with pytest.raises(OutsidePlanReasonMissingError):
        ensure_staff_can_book(evening, an_agenda(), search, reason=" ")
    with pytest.raises(JustTakenError):
        ensure_staff_can_book(TEN, an_agenda(held=TAKEN), search, reason="Danger at home")
    with pytest.raises(InThePastError):
        ensure_staff_can_book(at(SUNDAY, 8), an_agenda(), search, reason="Danger at home")


def test_the_smallest_free_room_is_chosen() -> None:
    hall, taken, small = Room(UUID(int=1), 12), Room(UUID(int=2), 2, TAKEN), Room(UUID(int=3), 3)

    assert first_free_room([hall, taken, small], BUFFERED, TEN, seats=2) is small
    assert first_free_room([hall, taken, small], BUFFERED, TEN, seats=4) is hall
    with pytest.raises(JustTakenError):
        first_free_room([taken], BUFFERED, TEN + timedelta(hours=1), seats=2)


def test_a_couple_is_two_and_a_group_has_its_seats() -> None:
    couple, group = (
        a_service(attendance=Attendance.COUPLE, seats=2),
        a_service(attendance=Attendance.GROUP, seats=8),
    )

    ensure_attendees(couple, 2)
    ensure_attendees(group, 1, seats_taken=7)
    with pytest.raises(TooFewAttendeesError):
        ensure_attendees(couple, 1)
    with pytest.raises(NoSeatLeftError):
        ensure_attendees(couple, 3)
    with pytest.raises(NoSeatLeftError):
        ensure_attendees(group, 2, seats_taken=7)


def test_a_service_of_no_length_or_of_a_day_is_none() -> None:
    for changes in (
        {"length": timedelta(0)},
        {"length": timedelta(hours=12, minutes=5)},
        {"start_every": timedelta(0)},
    ):
        with pytest.raises(ValueError, match="marital"):
            a_service(**changes)
