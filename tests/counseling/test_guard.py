"""Nothing is held twice: by real concurrent transactions, on both engines."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from itertools import pairwise
from typing import Any

import pytest

from tests.counseling.builders import SUNDAY, at
from tests.counseling.people import (
    NOW,
    a_booking,
    a_counselor,
    a_family,
    a_hold,
    a_room,
    an_agent,
    an_appointment,
    by_phone,
    minutes,
    open_counseling,
)
from wethaq.counseling import bookings, changing, confirming, finding, guard, holding
from wethaq.counseling.policy.bookings import DayFullError, JustTakenError, OutsidePlanError
from wethaq.counseling.policy.holds import HoldEndedError
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.tables import AppointmentRow, HeldCellRow, HoldingRow

AT_ONCE = 25
NINE = at(SUNDAY, 9)


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_counseling()


async def _outcomes(*attempts: Awaitable[Any]) -> Counter[str]:
    results = await asyncio.gather(*attempts, return_exceptions=True)
    return Counter(type(result).__name__ for result in results)


async def test_of_many_families_at_once_one_gets_the_hour() -> None:
    await a_counselor()
    families = [await a_family() for _ in range(AT_ONCE)]
    drafts = [await a_booking(family) for family in families]
    outcomes = await _outcomes(
        *(
            holding.hold_time(draft.id, NINE, actor=family, now=NOW)
            for draft, family in zip(drafts, families, strict=True)
        )
    )
    assert outcomes == {"Appointment": 1, "JustTakenError": AT_ONCE - 1}


async def test_of_overlapping_starts_at_once_none_shares_a_minute() -> None:
    counselor = await a_counselor()
    starts = [NINE + minutes(15 * (turn % 9)) for turn in range(AT_ONCE)]
    families = [await a_family() for _ in starts]
    drafts = [await a_booking(family) for family in families]
    await _outcomes(
        *(
            holding.hold_time(draft.id, start, actor=family, now=NOW)
            for draft, start, family in zip(drafts, starts, families, strict=True)
        )
    )
    spans = (
        await HoldingRow.select().where(HoldingRow.resource_id == counselor).order_by(HoldingRow.first_cell)
    )
    assert spans
    assert all(one["end_cell"] <= two["first_cell"] for one, two in pairwise(spans))


async def test_one_room_is_given_to_one_of_two_counselors() -> None:
    await a_counselor()
    await a_counselor()
    await a_room()
    families = [await a_family(), await a_family()]
    drafts = [await a_booking(family, modality=Modality.IN_PERSON) for family in families]
    outcomes = await _outcomes(
        *(
            holding.hold_time(draft.id, NINE, actor=family, now=NOW)
            for draft, family in zip(drafts, families, strict=True)
        )
    )
    assert outcomes == {"Appointment": 1, "JustTakenError": 1}


async def test_two_counselors_with_two_rooms_serve_two_families_at_once() -> None:
    await a_counselor()
    await a_counselor()
    await a_room()
    await a_room()
    families = [await a_family(), await a_family()]
    drafts = [await a_booking(family, modality=Modality.IN_PERSON) for family in families]
    outcomes = await _outcomes(
        *(
            holding.hold_time(draft.id, NINE, actor=family, now=NOW)
            for draft, family in zip(drafts, families, strict=True)
        )
    )
    assert outcomes == {"Appointment": 2}


async def test_nobody_is_in_two_places() -> None:
    await a_counselor()
    second = await a_counselor()
    family = await a_family()
    await an_appointment(family, NINE)
    with pytest.raises(JustTakenError):
        await a_hold(family, NINE + minutes(15), counselor_id=second)


async def test_a_colleague_who_books_on_behalf_meets_the_same_guard() -> None:
    await a_counselor()
    family, caller, agent = await a_family(), await a_family(), an_agent()
    assert caller.person_id
    await a_hold(family, NINE)
    booking = await bookings.begin_booking_for(caller.person_id, actor=agent, now=NOW)
    await bookings.save_choices(booking.id, by_phone(), actor=agent, now=NOW)
    with pytest.raises(JustTakenError):
        await holding.hold_time(booking.id, NINE, actor=agent, now=NOW)


async def test_a_hold_that_has_ended_makes_room() -> None:
    await a_counselor()
    first, second = await a_family(), await a_family()
    held = await a_hold(first, NINE)
    later = NOW + minutes(11)
    assert (await a_hold(second, NINE, now=later)).status is AppointmentStatus.HELD
    row = await AppointmentRow.select().where(AppointmentRow.id == held.id).first()
    assert row
    assert row["status"] == AppointmentStatus.LAPSED.value


async def test_what_was_held_too_long_is_not_booked_even_if_it_is_still_free() -> None:
    await a_counselor()
    family = await a_family()
    booking = await a_booking(family)
    await holding.hold_time(booking.id, NINE, actor=family, now=NOW)
    with pytest.raises(HoldEndedError):
        await confirming.send_booking(booking.id, actor=family, now=NOW + minutes(11))
    kept = await bookings.get_own_booking(booking.id, actor=family)
    assert kept.choices.service == "marital"


async def test_activity_prolongs_a_hold_but_not_for_ever() -> None:
    await a_counselor()
    family = await a_family()
    booking = await a_booking(family)
    await holding.hold_time(booking.id, NINE, actor=family, now=NOW)
    booking = await bookings.get_own_booking(booking.id, actor=family)
    assert await holding.extend_hold(booking, now=NOW + minutes(9)) == NOW + minutes(19)
    assert await holding.extend_hold(booking, now=NOW + minutes(18)) == NOW + minutes(28)
    assert await holding.extend_hold(booking, now=NOW + minutes(27)) == NOW + minutes(37)
    assert await holding.extend_hold(booking, now=NOW + minutes(36)) == NOW + minutes(40)
    assert await holding.extend_hold(booking, now=NOW + minutes(40)) is None


async def test_a_second_hold_replaces_the_first() -> None:
    await a_counselor()
    family = await a_family()
    booking = await a_booking(family)
    await holding.hold_time(booking.id, NINE, actor=family, now=NOW)
    await holding.hold_time(booking.id, at(SUNDAY, 10, 30), actor=family, now=NOW)
    starts = await AppointmentRow.select(AppointmentRow.starts_at).where(
        AppointmentRow.status == AppointmentStatus.HELD.value
    )
    assert [row["starts_at"] for row in starts] == [at(SUNDAY, 10, 30)]


async def test_two_families_may_exchange_their_hours_one_after_the_other_at_once() -> None:
    await a_counselor(hours=(9, 20))
    one, two = await a_family(), await a_family()
    first = await an_appointment(one, NINE)
    second = await an_appointment(two, at(SUNDAY, 11))
    outcomes = await _outcomes(
        changing.reschedule_appointment(first.id, at(SUNDAY, 11), actor=one, now=NOW),
        changing.reschedule_appointment(second.id, NINE, actor=two, now=NOW),
    )
    assert set(outcomes) <= {"Appointment", "JustTakenError"}
    spans = await HoldingRow.select().where(HoldingRow.resource_kind == "counselor")
    assert len(spans) == 2
    assert await HeldCellRow.count() == 2 * (14 + 12)


async def test_a_cancelled_hour_is_free_again() -> None:
    await a_counselor()
    one, two = await a_family(), await a_family()
    appointment = await an_appointment(one, NINE)
    await changing.cancel_appointment(appointment.id, actor=one, now=NOW)
    assert (await an_appointment(two, NINE)).status is AppointmentStatus.CONFIRMED


async def test_a_daily_cap_holds_also_for_many_at_once() -> None:
    await a_counselor(hours=(8, 20), daily_cap=2)
    families = [await a_family() for _ in range(6)]
    drafts = [await a_booking(family) for family in families]
    starts = [at(SUNDAY, 8 + 2 * turn) for turn in range(6)]
    outcomes = await _outcomes(
        *(
            holding.hold_time(draft.id, start, actor=family, now=NOW)
            for draft, start, family in zip(drafts, starts, families, strict=True)
        )
    )
    assert outcomes == {"Appointment": 2, DayFullError.__name__: 4}


async def test_outside_the_plan_is_refused_whatever_the_form_says() -> None:
    await a_counselor()
    family = await a_family()
    with pytest.raises(OutsidePlanError):
        await a_hold(family, at(SUNDAY, 20))


async def test_who_comes_too_late_sees_the_nearest_free_times() -> None:
    await a_counselor()
    await a_hold(await a_family(), NINE)
    booking = await a_booking(await a_family())
    nearest = await finding.find_nearest(booking.choices.wanted(booking.person_id), NINE, now=NOW)
    assert len(nearest) == 3
    assert NINE not in nearest


async def test_what_is_over_is_swept_away_and_what_lies_ahead_stays() -> None:
    await a_counselor()
    await an_appointment(await a_family(), NINE)
    ahead = await an_appointment(await a_family(), NINE + minutes(3 * 24 * 60))
    assert await guard.sweep_past(now=NINE + minutes(2 * 24 * 60)) == 2
    assert {row["appointment_id"] for row in await HoldingRow.select()} == {ahead.id}
    assert await HeldCellRow.count() == 14 + 12
