"""Reminders: once, in time, to whoever comes, and never of what is no more."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.counseling.builders import SUNDAY, at
from tests.counseling.people import NOW, a_counselor, a_family, an_appointment, open_counseling
from tests.counseling.visits import messages
from wethaq.counseling import changing
from wethaq.counseling.policy.invitations import ANSWER_TIME, BEFORE_START, answer_until
from wethaq.counseling.policy.reminders import AFTER_MESSAGE, due_reminder
from wethaq.counseling.reminding import send_reminders

NINE = at(SUNDAY, 9)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LEADS = (DAY, 2 * HOUR)
LONG_AGO = NINE - 10 * DAY


def test_a_reminder_is_due_from_its_moment_until_the_start() -> None:
    assert due_reminder(NINE, LONG_AGO, LEADS, NINE - DAY - timedelta(minutes=1)) is None
    assert due_reminder(NINE, LONG_AGO, LEADS, NINE - DAY) == DAY
    assert due_reminder(NINE, LONG_AGO, LEADS, NINE - HOUR) == 2 * HOUR
    assert due_reminder(NINE, LONG_AGO, LEADS, NINE) is None


def test_who_has_just_booked_is_not_reminded() -> None:
    assert due_reminder(NINE, NINE - DAY, LEADS, NINE - DAY + HOUR) is None
    assert due_reminder(NINE, NINE - DAY - AFTER_MESSAGE, LEADS, NINE - DAY) == DAY
    assert due_reminder(NINE, NINE - 2 * HOUR, LEADS, NINE - HOUR) is None


@given(st.integers(0, 20 * 24 * 60), st.integers(-60, 20 * 24 * 60))
def test_at_most_one_is_due_and_it_lies_ahead(told: int, left: int) -> None:
    now = NINE - timedelta(minutes=left)
    lead = due_reminder(NINE, NINE - timedelta(minutes=told), LEADS, now)
    assert lead is None or NINE - lead <= now < NINE


def test_an_invitation_waits_two_days_or_until_six_hours_before() -> None:
    assert answer_until(NINE - 10 * DAY, NINE) == NINE - 10 * DAY + ANSWER_TIME
    assert answer_until(NINE - DAY, NINE) == NINE - BEFORE_START
    assert answer_until(NINE - 5 * HOUR, NINE) == NINE - 4 * HOUR
    assert answer_until(NINE - HOUR / 2, NINE) == NINE


@pytest.fixture
async def _open(database: None) -> None:
    await open_counseling()
    await a_counselor()


@pytest.mark.usefixtures("_open")
async def test_each_reminder_is_sent_once_whoever_works() -> None:
    family = await a_family()
    await an_appointment(family, NINE)
    assert await send_reminders(now=NINE - 3 * DAY) == 0
    assert sum(await asyncio.gather(*(send_reminders(now=NINE - DAY) for _ in range(5)))) == 1
    assert await send_reminders(now=NINE - 3 * HOUR) == 0
    assert await send_reminders(now=NINE - 2 * HOUR) == 1
    assert await send_reminders(now=NINE - HOUR) == 0
    found = await messages("counseling_reminder")
    assert [row["person_id"] for row in found] == [family.person_id] * 2
    assert all("ليلى" not in row["body"] and "الزواج" not in row["body"] for row in found)


@pytest.mark.usefixtures("_open")
async def test_a_new_start_is_reminded_of_anew_and_the_old_one_no_more() -> None:
    family = await a_family()
    appointment = await an_appointment(family, NINE)
    await send_reminders(now=NINE - DAY)
    moved_to = NINE + 3 * DAY
    await changing.reschedule_appointment(appointment.id, moved_to, actor=family, now=NINE - DAY)
    assert await send_reminders(now=NINE - HOUR) == 0
    assert await send_reminders(now=moved_to - DAY) == 1


@pytest.mark.usefixtures("_open")
async def test_what_is_cancelled_is_not_reminded_of() -> None:
    family = await a_family()
    appointment = await an_appointment(family, NINE)
    await changing.cancel_appointment(appointment.id, actor=family, now=NOW)
    assert await send_reminders(now=NINE - DAY) == 0


@pytest.mark.usefixtures("_open")
async def test_more_than_one_batch_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wethaq.counseling.reminding.BATCH", 2)
    for _ in range(2):
        await a_counselor()
    for start in (NINE, NINE, NINE, NINE + 2 * HOUR, NINE + 2 * HOUR):
        await an_appointment(await a_family(), start)
    assert await send_reminders(now=NINE - 21 * HOUR) == 5
