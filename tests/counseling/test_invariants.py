"""The checker of the whole database sees what is wrong: otherwise its silence would prove nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.counseling.builders import SUNDAY, at
from tests.counseling.invariants import HouseRows, ensure_sound, find_contradictions, read_rows
from tests.counseling.people import (
    NOW,
    a_counselor,
    a_family,
    a_hold,
    a_room,
    an_appointment,
    open_counseling,
)
from wethaq.counseling import changing
from wethaq.counseling.policy.services import Modality

Rows = list[dict[str, Any]]


@pytest.fixture
async def rows(database: None) -> HouseRows:
    """An appointment in a room, one that was moved, one that was cancelled, and a hold."""
    await open_counseling()
    await a_room()
    await a_counselor(hours=(8, 16))
    family = await a_family()
    await an_appointment(family, at(SUNDAY, 8), modality=Modality.IN_PERSON)
    for minute in (0, 90):
        appointment = await an_appointment(family, at(SUNDAY, 9, 15) + timedelta(minutes=minute))
    await changing.cancel_appointment(appointment.id, actor=family, now=NOW)
    moved = await an_appointment(await a_family(), at(SUNDAY, 13))
    mover = replace(family, person_id=moved.person_id)
    await changing.reschedule_appointment(moved.id, at(SUNDAY, 14, 15), actor=mover, now=NOW)
    await a_hold(await a_family(), at(SUNDAY, 12))
    return await ensure_sound(NOW)


def _but(rows: Rows, place: int = 0, **changes: Any) -> Rows:
    return [row | changes if number == place else row for number, row in enumerate(rows)]


LATER = timedelta(minutes=5)
WRONGS: dict[str, Callable[[HouseRows], HouseRows]] = {
    "a lost cell": lambda rows: replace(rows, cells=rows.cells[1:]),
    "a cell twice": lambda rows: replace(rows, cells=[*rows.cells, {**rows.cells[0], "holding_id": uuid4()}]),
    "a lost span": lambda rows: replace(rows, holdings=rows.holdings[1:]),
    "a span of nothing": lambda rows: replace(rows, holdings=_but(rows.holdings, appointment_id=uuid4())),
    "a span that ends": lambda rows: replace(rows, holdings=_but(rows.holdings, held_until=NOW + LATER)),
    "a longer time": lambda rows: replace(
        rows, appointments=_but(rows.appointments, ends_at=rows.appointments[0]["ends_at"] + LATER)
    ),
    "another status": lambda rows: replace(rows, appointments=_but(rows.appointments, status="cancelled")),
    "no room": lambda rows: replace(rows, appointments=_but(rows.appointments, room_id=None)),
    "no number": lambda rows: replace(rows, appointments=_but(rows.appointments, number=None)),
    "a number twice": lambda rows: replace(
        rows, appointments=_but(rows.appointments, number=rows.appointments[1]["number"])
    ),
    "no guest": lambda rows: replace(rows, attendees=rows.attendees[1:]),
    "a guest who stays away": lambda rows: replace(rows, attendees=_but(rows.attendees, status="not_coming")),
    "no message": lambda rows: replace(rows, messages=[]),
    "no link": lambda rows: replace(rows, links=[]),
}


async def test_every_planted_contradiction_is_found(rows: HouseRows) -> None:
    assert [name for name, spoil in WRONGS.items() if not find_contradictions(spoil(rows), NOW)] == []


async def test_what_goes_back_is_found(rows: HouseRows) -> None:
    await ensure_sound(NOW, rows)
    ahead = replace(rows, attendees=[row | {"sequence": row["sequence"] + 1} for row in rows.attendees])
    with pytest.raises(AssertionError, match="went back"):
        await ensure_sound(NOW, ahead)


async def test_a_hold_that_has_ended_may_lie_there_and_binds_nobody(rows: HouseRows) -> None:
    assert find_contradictions(await read_rows(), NOW + timedelta(minutes=11)) == []
