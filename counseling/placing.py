"""Placing an appointment: choosing counselor and room for a start, and taking their cells.

Everything happens in the caller's transaction. Whoever else is about to book
the same counselor waits for it; rooms and people are left to the guard. Who
comes second looks again; each look is a savepoint, so that a counselor who was
looked at in vain isn't kept from others.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg

from wethaq.counseling import guard
from wethaq.counseling.finding import Prospect, Wanted, prospect
from wethaq.counseling.policy.bookings import (
    InThePastError,
    JustTakenError,
    TooFarAheadError,
    cells_taken,
    ensure_can_book,
    ensure_staff_can_book,
    first_free_room,
    works_at,
)
from wethaq.counseling.policy.cells import cell_at, day_of
from wethaq.counseling.policy.offers import lightest_loaded
from wethaq.counseling.policy.preferences import NotAsPreferredError
from wethaq.counseling.policy.services import CounselingService, Modality
from wethaq.counseling.policy.statuses import TAKES_CELLS
from wethaq.counseling.tables import AppointmentRow, CounselorRow
from wethaq.platform.database.transaction import savepoint

ATTEMPTS: Final = 4
"""Each time the guard refuses, one room or person fewer is free."""
WEEK: Final = timedelta(days=7)
FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
LAST_DAY: Final = datetime(2077, 1, 1, tzinfo=UTC)
"""The end of Umm al-Qura's table, by which seasons are known."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an appointment was put. `is_outside_plan`: staff put it where the plan has no hours."""

    counselor_id: UUID
    room_id: UUID | None
    service: CounselingService
    is_outside_plan: bool = False

    def columns(self, starts_at: datetime) -> dict[str, Any]:
        """Return what an appointment's row says of its place and time."""
        return {
            "counselor_id": self.counselor_id,
            "room_id": self.room_id,
            "starts_at": starts_at,
            "ends_at": starts_at + self.service.length,
            "starts_on": _day(starts_at),
            "is_outside_plan": self.is_outside_plan,
        }


async def place(
    appointment_id: UUID,
    wanted: Wanted,
    starts_at: datetime,
    *,
    held_until: datetime | None,
    now: datetime,
    staff_reason: str | None = None,
    is_by_staff: bool = False,
) -> Place:
    """Take the cells for an appointment at `starts_at`, or say why it can't be there.

    Raises JustTakenError and every other refusal of `policy/bookings.py`;
    NotAsPreferredError where nobody suits at all.
    """
    _ensure_within_reach(starts_at)
    is_choice = wanted.preference.counselor_id is None
    for attempt in range(ATTEMPTS):
        chosen = None
        counselor_id = wanted.preference.counselor_id or await _lightest(
            wanted, starts_at, now=now, is_by_staff=is_by_staff
        )
        try:
            async with savepoint():
                chosen = await _choose(
                    wanted, starts_at, counselor_id, now=now, reason=staff_reason, is_by_staff=is_by_staff
                )
                await _take(appointment_id, wanted, starts_at, chosen, held_until=held_until, now=now)
        except JustTakenError:
            is_final = chosen is None and not is_choice  # Nothing but this counselor was asked for.
            if is_final or attempt + 1 == ATTEMPTS:
                raise
        except asyncpg.DeadlockDetectedError as error:
            if attempt + 1 == ATTEMPTS:
                raise JustTakenError from error
        else:
            return chosen
    raise JustTakenError


def _ensure_within_reach(starts_at: datetime) -> None:
    """Refuse a moment, from an invented form, at whose neighbouring days no calendar arrives."""
    if starts_at < FIRST_DAY:
        raise InThePastError
    if starts_at > LAST_DAY:
        raise TooFarAheadError


async def _take(
    appointment_id: UUID,
    wanted: Wanted,
    starts_at: datetime,
    chosen: Place,
    *,
    held_until: datetime | None,
    now: datetime,
) -> None:
    if wanted.moves is not None:
        await guard.release(wanted.moves)
    cells = cells_taken(
        chosen.service,
        starts_at,
        counselor_id=chosen.counselor_id,
        attendees=wanted.people,
        room_id=chosen.room_id,
    )
    await guard.take(appointment_id, cells, held_until=held_until, now=now)


async def _choose(
    wanted: Wanted,
    starts_at: datetime,
    counselor_id: UUID,
    *,
    now: datetime,
    reason: str | None,
    is_by_staff: bool,
) -> Place:
    """Look once more, alone with this counselor, and choose the room."""
    await _lock(counselor_id)
    preference = replace(wanted.preference, counselor_id=counselor_id)
    seen = await prospect(replace(wanted, preference=preference), _day(starts_at), 1, now=now)
    if not seen.counselors:
        raise NotAsPreferredError
    agenda = seen.agenda(counselor_id)
    if is_by_staff:
        ensure_staff_can_book(starts_at, agenda, seen.search, reason)
    else:
        ensure_can_book(starts_at, agenda, seen.search)
    is_planned = works_at(starts_at, agenda, seen.search)
    return Place(counselor_id, _room(seen, wanted, starts_at), seen.search.service, not is_planned)


async def _lightest(wanted: Wanted, starts_at: datetime, *, now: datetime, is_by_staff: bool) -> UUID:
    """Return who is free and has least to do that week, so that work is shared fairly.

    Where nobody is free, a family hears why; staff may still put it to somebody who suits.
    """
    seen = await prospect(wanted, _day(starts_at), 1, now=now)
    if not seen.counselors:
        raise NotAsPreferredError
    free = seen.offer.counselors_at(starts_at)
    if not free and not is_by_staff:
        ensure_can_book(starts_at, seen.agendas[0], seen.search)
    ids = free or [counselor.id for counselor in seen.counselors]
    if len(ids) == 1:
        return ids[0]
    rows = await AppointmentRow.select(AppointmentRow.counselor_id).where(
        AppointmentRow.counselor_id.is_in(ids),
        AppointmentRow.starts_on >= _day(starts_at - WEEK),
        AppointmentRow.starts_on <= _day(starts_at + WEEK),
        AppointmentRow.status.is_in([status.value for status in TAKES_CELLS]),
    )
    return lightest_loaded(ids, Counter(row["counselor_id"] for row in rows)) or ids[0]


async def _lock(counselor_id: UUID) -> None:
    """Make whoever books the same counselor wait for this transaction, so that no two pass a cap at once."""
    await CounselorRow.raw(
        "UPDATE counseling_counselor SET changed_at = changed_at WHERE id = {}", counselor_id
    )


def _day(moment: datetime) -> date:
    return day_of(cell_at(moment))


def _room(seen: Prospect, wanted: Wanted, starts_at: datetime) -> UUID | None:
    if wanted.modality is not Modality.IN_PERSON:
        return None
    return first_free_room(seen.rooms, seen.search.service, starts_at, wanted.count + 1).room_id
