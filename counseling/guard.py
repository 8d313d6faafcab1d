"""The guard against double booking: every minute that is held is a row, and no row is there twice.

Of two bookings that reach for one cell the second breaks UNIQUE (resource,
cell), on both engines, whatever either of them read before.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from wethaq.counseling.policy.bookings import JustTakenError, Resource
from wethaq.counseling.policy.cells import CELLS_A_DAY, cell_at
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.tables import AppointmentRow, HeldCellRow, HoldingRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import Row, insert_rows, places, rows_that, update_that
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, is_already_there, savepoint

TAKEN: Final = (*UNIQUE_VIOLATIONS, asyncpg.DeadlockDetectedError)
"""Two families who exchange their times wait for each other; PostgreSQL lets one of them go."""

SWEPT_AT_ONCE: Final = 500


async def take(
    appointment_id: UUID, cells: Mapping[Resource, range], *, held_until: datetime | None, now: datetime
) -> None:
    """Take the cells of an appointment, in the caller's transaction, or raise JustTakenError.

    Holds that have ended make room first. Rows go in in one fixed order, so
    that two who reach for the same cells meet at the first of them.
    """
    await _let_ended_holds_go(cells, now=now)
    holdings = [
        {
            "id": new_id(),
            "appointment_id": appointment_id,
            "resource_kind": resource.kind.value,
            "resource_id": resource.id,
            "first_cell": span.start,
            "end_cell": span.stop,
            "held_until": held_until,
        }
        for resource, span in sorted(cells.items(), key=lambda item: str(item[0].id))
    ]
    try:
        async with savepoint():
            await insert_rows(HeldCellRow, _cell_rows(holdings))
            await insert_rows(HoldingRow, holdings)
    except TAKEN as error:
        if isinstance(error, asyncpg.DeadlockDetectedError) or is_already_there(error):
            raise JustTakenError from error
        raise


async def release(appointment_id: UUID, *, only: Collection[UUID] | None = None) -> None:
    """Give an appointment's cells back; of `only` these resources, where somebody alone leaves it."""
    rows = await HoldingRow.select(HoldingRow.id, HoldingRow.resource_id).where(
        HoldingRow.appointment_id == appointment_id
    )
    ids = [row["id"] for row in rows if only is None or row["resource_id"] in only]
    if ids:
        await HeldCellRow.delete().where(HeldCellRow.holding_id.is_in(ids))
        await HoldingRow.delete().where(HoldingRow.id.is_in(ids))


async def keep(appointment_id: UUID, *, held_until: datetime | None) -> None:
    """Let a hold live until another moment; for good where there is none."""
    await update_that(HoldingRow, {"held_until": held_until}, "WHERE appointment_id = {}", appointment_id)


async def held_spans(
    resources: Collection[UUID], first_cell: int, end_cell: int, *, now: datetime, but: UUID | None = None
) -> dict[UUID, list[range]]:
    """Return what is held of each resource between two cells, `but` for one appointment's own.

    A hold that has ended keeps nothing, whether or not its rows are gone.
    """
    spans: dict[UUID, list[range]] = {resource: [] for resource in resources}
    if not resources:
        return spans
    for row in await _overlapping(resources, first_cell, end_cell):
        if (row["held_until"] is None or row["held_until"] > now) and row["appointment_id"] != but:
            spans[row["resource_id"]].append(range(row["first_cell"], row["end_cell"]))
    return spans


async def lapse(appointment_id: UUID) -> bool:
    """End a hold whose time is over; False when it was sent or lapsed meanwhile."""
    lapsed = (
        await AppointmentRow.update({AppointmentRow.status: AppointmentStatus.LAPSED.value})
        .where(AppointmentRow.id == appointment_id, AppointmentRow.status == AppointmentStatus.HELD.value)
        .returning(AppointmentRow.id)
    )
    if lapsed:
        await release(appointment_id)
    return bool(lapsed)


async def sweep_past(*, now: datetime) -> int:
    """Remove the rows of what is over, and return how many spans: nothing can be booked there any more."""
    rows = (
        await HoldingRow.select(HoldingRow.id)
        .where(HoldingRow.end_cell < cell_at(now) - CELLS_A_DAY)
        .limit(SWEPT_AT_ONCE)
    )
    ids = [row["id"] for row in rows]
    if ids:
        await HeldCellRow.delete().where(HeldCellRow.holding_id.is_in(ids))
        await HoldingRow.delete().where(HoldingRow.id.is_in(ids))
    return len(ids)


async def _let_ended_holds_go(cells: Mapping[Resource, range], *, now: datetime) -> None:
    rows = await _overlapping(
        [resource.id for resource in cells],
        min(span.start for span in cells.values()),
        max(span.stop for span in cells.values()),
    )
    ended = {
        row["appointment_id"] for row in rows if row["held_until"] is not None and row["held_until"] <= now
    }
    for appointment_id in sorted(ended, key=str):
        await lapse(appointment_id)


async def _overlapping(resources: Collection[UUID], first_cell: int, end_cell: int) -> list[Row]:
    clauses = f"WHERE resource_id IN {places(len(resources))} AND end_cell > {{}} AND first_cell < {{}}"
    return await rows_that(HoldingRow, clauses, *resources, first_cell, end_cell)


def _cell_rows(holdings: Sequence[Row]) -> list[Row]:
    return [
        {"id": new_id(), "holding_id": holding["id"], "resource_id": holding["resource_id"], "cell": cell}
        for holding in holdings
        for cell in range(holding["first_cell"], holding["end_cell"])
    ]
