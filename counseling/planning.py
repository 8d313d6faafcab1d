"""Keeping plans, openings and leave; a change strands nobody: what doesn't fit is listed (`conflicts`)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from wethaq.counseling.conflict_list import conflicts_of_all, conflicts_under
from wethaq.counseling.diary import plan_of
from wethaq.counseling.loading import get_counselor
from wethaq.counseling.policy.access import may_plan
from wethaq.counseling.policy.cells import whole_cells
from wethaq.counseling.policy.conflicts import Conflict
from wethaq.counseling.policy.plans import Leave, WeeklyPlan, ensure_plan_is_sound
from wethaq.counseling.policy.services import EVERY_MODALITY, Modality
from wethaq.counseling.records import Counselor, codes_text
from wethaq.counseling.tables import LeaveRow, OpeningRow, PlanRow
from wethaq.counseling.week_text import week_text
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import N_, FasterElsewhereError, NotFoundError, RefusedError
from wethaq.platform.localisation.dates import RIYADH


class NoTimeError(RefusedError):
    """An end that isn't after its start."""

    message = N_("The end must be after the start.")


async def get_planned_counselor(counselor_id: UUID, *, actor: Actor) -> Counselor:
    """Return a counselor whose plan the actor keeps: their own, or anybody's for a manager. Others: NotFoundError."""
    counselor = await get_counselor(counselor_id)
    if not actor.is_system and not may_plan(actor, counselor.account_id):
        raise NotFoundError
    return counselor


async def list_plans(counselor_id: UUID) -> list[tuple[UUID, WeeklyPlan]]:
    """Return a counselor's plans with their ids, the newest first."""
    rows = (
        await PlanRow.select()
        .where(PlanRow.counselor_id == counselor_id)
        .order_by(PlanRow.valid_from_on, ascending=False)
    )
    return [(row["id"], plan_of(row)) for row in rows]


async def save_plan(
    counselor_id: UUID, plan: WeeklyPlan, *, actor: Actor, now: datetime, plan_id: UUID | None = None
) -> list[Conflict]:
    """Save a weekly plan, new or changed, and return the appointments that it leaves outside.

    Raises PlanEndsBeforeItBeginsError, SameFirstDayError, WindowsOverlapError.
    """
    async with transaction():
        counselor = await get_planned_counselor(counselor_id, actor=actor)
        others = [other for other_id, other in await list_plans(counselor_id) if other_id != plan_id]
        ensure_plan_is_sound(plan, others)
        await _write_plan(counselor_id, plan, plan_id, actor=actor, now=now)
        await audit.record("counseling.plan_saved", counselor_id, actor=actor, now=now)
        return await conflicts_of_all([counselor], now=now)


async def preview_plan(
    counselor_id: UUID, plan: WeeklyPlan, *, actor: Actor, now: datetime, plan_id: UUID | None = None
) -> list[Conflict]:
    """Return the appointments that a plan would leave outside, before it is saved."""
    counselor = await get_planned_counselor(counselor_id, actor=actor)
    others = [other for other_id, other in await list_plans(counselor_id) if other_id != plan_id]
    ensure_plan_is_sound(plan, others)
    return await conflicts_under(counselor, now=now, plans=(*others, plan))


async def preview_removal(
    counselor_id: UUID, plan_id: UUID, *, actor: Actor, now: datetime
) -> list[Conflict]:
    """Return what taking a plan away would leave outside. Raises NotFoundError."""
    counselor = await get_planned_counselor(counselor_id, actor=actor)
    plans = dict(await list_plans(counselor_id))
    if plans.pop(plan_id, None) is None:
        raise NotFoundError
    return await conflicts_under(counselor, now=now, plans=tuple(plans.values()))


async def remove_plan(counselor_id: UUID, plan_id: UUID, *, actor: Actor, now: datetime) -> list[Conflict]:
    """Take a plan away and return what it leaves outside."""
    async with transaction():
        counselor = await get_planned_counselor(counselor_id, actor=actor)
        await _remove(PlanRow, plan_id, counselor_id)
        await audit.record("counseling.plan_removed", counselor_id, actor=actor, now=now)
        return await conflicts_of_all([counselor], now=now)


def span_of_day(on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Return hours of one day in Riyadh as moments; an end that isn't after the start belongs to the next day."""
    first = datetime.combine(on, starts, RIYADH)
    last = datetime.combine(on if ends > starts else on + timedelta(days=1), ends, RIYADH)
    return first.astimezone(UTC), last.astimezone(UTC)


async def add_opening(
    counselor_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    modalities: frozenset[Modality] = EVERY_MODALITY,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Open hours outside the weekly plan. Raises NoTimeError, UnevenTimeError."""
    _ensure_span(starts_at, ends_at)
    whole_cells(ends_at - starts_at)
    opening_id = new_id()
    async with transaction():
        await get_planned_counselor(counselor_id, actor=actor)
        row = OpeningRow(
            id=opening_id,
            counselor_id=counselor_id,
            starts_at=starts_at,
            ends_at=ends_at,
            modalities=codes_text(modalities),
            made_by=actor.account_id,
        )
        await OpeningRow.insert(row)
        await audit.record("counseling.opening_added", opening_id, actor=actor, now=now)
    return opening_id


async def remove_opening(
    counselor_id: UUID, opening_id: UUID, *, actor: Actor, now: datetime
) -> list[Conflict]:
    """Close hours again and return what that leaves outside."""
    async with transaction():
        counselor = await get_planned_counselor(counselor_id, actor=actor)
        await _remove(OpeningRow, opening_id, counselor_id)
        await audit.record("counseling.opening_removed", opening_id, actor=actor, now=now)
        return await conflicts_of_all([counselor], now=now)


async def add_leave(
    counselor_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    reason: str | None,
    actor: Actor,
    now: datetime,
) -> list[Conflict]:
    """Note that a counselor won't be there, and return the appointments that lie in that time."""
    _ensure_span(starts_at, ends_at)
    leave_id = new_id()
    values = {
        "id": leave_id,
        "counselor_id": counselor_id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "reason": reason,
        "made_by": actor.account_id,
    }
    async with transaction():
        counselor = await get_planned_counselor(counselor_id, actor=actor)
        await insert_sealed(LeaveRow, values)
        await audit.record("counseling.leave_added", leave_id, actor=actor, now=now)
        return await conflicts_of_all([counselor], now=now)


async def preview_leave(
    counselor_id: UUID, starts_at: datetime, ends_at: datetime, *, actor: Actor, now: datetime
) -> list[Conflict]:
    """Return the appointments that leave would strand, before it is saved."""
    _ensure_span(starts_at, ends_at)
    counselor = await get_planned_counselor(counselor_id, actor=actor)
    return await conflicts_under(counselor, now=now, more_leave=(Leave(starts_at, ends_at),))


async def remove_leave(counselor_id: UUID, leave_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a counselor be there after all."""
    async with transaction():
        await get_planned_counselor(counselor_id, actor=actor)
        await _remove(LeaveRow, leave_id, counselor_id)
        await audit.record("counseling.leave_removed", leave_id, actor=actor, now=now)


async def _write_plan(
    counselor_id: UUID, plan: WeeklyPlan, plan_id: UUID | None, *, actor: Actor, now: datetime
) -> None:
    values: dict[Any, Any] = {
        "valid_from_on": plan.valid_from,
        "valid_until_on": plan.valid_until,
        "is_for_ramadan": plan.is_for_ramadan,
        "week": week_text(plan.week),
        "changed_at": now,
        "changed_by": actor.account_id,
    }
    if plan_id is not None:
        is_own = (PlanRow.id == plan_id) & (PlanRow.counselor_id == counselor_id)
        if not await PlanRow.update(values).where(is_own).returning(PlanRow.id):
            raise NotFoundError
        return
    try:
        async with savepoint():
            await PlanRow.insert(PlanRow(id=new_id(), counselor_id=counselor_id, **values))
    except UNIQUE_VIOLATIONS as error:
        raise FasterElsewhereError from error


async def _remove(table: Any, row_id: UUID, counselor_id: UUID) -> None:
    gone = (
        await table.delete().where(table.id == row_id, table.counselor_id == counselor_id).returning(table.id)
    )
    if not gone:
        raise NotFoundError


def _ensure_span(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at - starts_at <= timedelta(0):
        raise NoTimeError
