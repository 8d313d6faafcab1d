"""What is measured is a booking and not an error page: the visit proves it, and fails where it can't."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from benchmarks.counseling.rows import work_on_holidays
from benchmarks.counseling.visit import KeepingCourier, Visit, ensure_booked
from benchmarks.diary import coming_days
from benchmarks.metering import Meter
from tests.counseling.people import a_counselor, open_counseling
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, HeldCellRow, HoldingRow

EMPTY, _ = coming_days()


@pytest.fixture
async def counselor(database: None) -> UUID:
    await open_counseling()
    await work_on_holidays(datetime.now(UTC))
    return await a_counselor()


@pytest.fixture
def meter() -> Meter:
    return Meter()


@pytest.fixture
async def visit(counselor: UUID, meter: Meter) -> Visit:
    visit = await Visit.begin(meter, mobile="+966500000100")
    await visit.choose(counselor)
    return visit


async def test_it_books_the_first_free_time(counselor: UUID, visit: Visit, meter: Meter) -> None:
    first, *_ = await visit.slots(EMPTY)
    appointment_id = await visit.book(EMPTY)

    row = await AppointmentRow.select().where(AppointmentRow.id == appointment_id).first()
    assert row is not None
    assert (row["status"], row["starts_at"], row["counselor_id"]) == ("confirmed", first, counselor)
    assert meter.read_and_reset() > 0


async def test_the_next_booking_meets_the_same_day(counselor: UUID, visit: Visit) -> None:
    before = await visit.slots(EMPTY)
    await visit.undo(await visit.book(EMPTY))

    await visit.choose(counselor)
    assert await visit.slots(EMPTY) == before
    for table in (AppointmentRow, AttendeeRow, HoldingRow, HeldCellRow):
        assert await table.count() == 0, table


async def test_a_booking_that_left_no_row_counts_for_nothing(visit: Visit) -> None:
    first, *_ = await visit.slots(EMPTY)
    appointment_id = await visit.book(EMPTY)
    await visit.undo(appointment_id)

    with pytest.raises(AssertionError):
        await ensure_booked(appointment_id, first, KeepingCourier())


async def test_a_booking_that_nobody_was_told_of_counts_for_nothing(visit: Visit) -> None:
    first, *_ = await visit.slots(EMPTY)
    appointment_id = await visit.book(EMPTY)

    with pytest.raises(ValueError, match="not enough values"):
        await ensure_booked(appointment_id, first, KeepingCourier())


async def test_a_page_that_does_not_lead_on_counts_for_nothing(visit: Visit) -> None:
    await visit.undo(await visit.book(EMPTY))

    with pytest.raises(AssertionError):
        await visit.book(EMPTY)  # The booking is over; nothing was begun anew.
