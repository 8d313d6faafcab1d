"""What is measured at our side: the free times of a day and of a week, and a booking to its mail."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

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
    visit = await Visit.begin(meter)
    empty, full = coming_days()

    async def slots(counselor_id: UUID | None, on: date, days: int, *, least: int, most: int) -> float:
        starts = await visit.slots(counselor_id, on, days)
        assert least <= len(starts) <= most, starts
        return meter.read_and_reset()

    async def book() -> float:
        appointment_id = await visit.book(counselors[0], empty)
        cost = meter.read_and_reset()
        await visit.undo(appointment_id)
        return cost

    return {
        "slots_of_an_empty_day": lambda: slots(counselors[0], empty, 1, least=EMPTY_DAY, most=16),
        "slots_of_a_full_day": lambda: slots(counselors[0], full, 1, least=1, most=1),
        "week_of_any_counselor": lambda: slots(None, empty, 7, least=4 * EMPTY_DAY, most=80),
        "booking_round_trip": book,
    }
