"""What is measured at our side: the free times of a day and of a week, and a booking to its messages."""

from collections.abc import Mapping
from datetime import date

from benchmarks.counseling import rows
from benchmarks.counseling.visit import Visit
from benchmarks.diary import coming_days
from benchmarks.metering import Meter
from benchmarks.our_site import AsyncUnit

EMPTY_DAY = 9
"""How many times an empty day offers at least: the peer's sixteen without those that touch a prayer."""


async def make_units(past: int) -> Mapping[str, AsyncUnit]:
    counselors = await rows.fill(past)
    meter = Meter()
    looking = await Visit.begin(meter, mobile="+966500000101")
    await looking.choose(counselors[0])
    choosing_any = await Visit.begin(meter, mobile="+966500000102")
    await choosing_any.choose(None)
    booking = await Visit.begin(meter, mobile="+966500000103")
    empty, full = coming_days()

    async def slots(on: date, least: int, most: int) -> float:
        starts = await looking.slots(on)
        assert least <= len(starts) <= most, starts
        return meter.read_and_reset()

    async def week() -> float:
        starts = await choosing_any.week(empty)
        assert len(starts) >= 4 * EMPTY_DAY, starts
        return meter.read_and_reset()

    async def book() -> float:
        await booking.choose(counselors[0])
        appointment_id = await booking.book(empty)
        cost = meter.read_and_reset()
        await booking.undo(appointment_id)
        return cost

    return {
        "slots_of_an_empty_day": lambda: slots(empty, EMPTY_DAY, 16),
        "slots_of_a_full_day": lambda: slots(full, 1, 1),
        "week_of_any_counselor": week,
        "booking_round_trip": book,
    }
