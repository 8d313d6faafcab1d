"""A counselor's plans, openings and leave at a glance, with what lies outside them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.counseling.conflict_list import conflicts_of_all
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.loading import find_own_counselor
from wethaq.counseling.planning import get_planned_counselor, list_plans
from wethaq.counseling.policy.access import ensure_manager, is_their_counselor
from wethaq.counseling.policy.cells import CELLS_AN_HOUR
from wethaq.counseling.policy.plans import WeeklyPlan, plan_on
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Counselor, modalities_of
from wethaq.counseling.solving import ConflictSeen, seen_conflicts
from wethaq.counseling.tables import LeaveRow, OpeningRow
from wethaq.platform.actors import Actor
from wethaq.platform.database.sealing import open_row
from wethaq.platform.localisation.dates import riyadh_date


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """An opening or a leave that isn't over. The reason of a leave is the counselor's own."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    modalities: frozenset[Modality] = frozenset()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """Everything that decides when a counselor works; `current` is the id of the plan in force."""

    counselor: Counselor
    plans: list[tuple[UUID, WeeklyPlan]]
    current: UUID | None
    openings: list[PlannedTime]
    leave: list[PlannedTime]
    conflicts: list[ConflictSeen]


@dataclass(frozen=True, slots=True)
class CounselorLine:
    """A counselor in the list of plans."""

    counselor: Counselor
    weekly_hours: float | None
    conflicts: int


async def see_plans(counselor_id: UUID, *, actor: Actor, now: datetime) -> PlanOverview:
    """Return a counselor's plans to themselves or to a manager. Others: NotFoundError."""
    counselor = await get_planned_counselor(counselor_id, actor=actor)
    plans = await list_plans(counselor_id)
    in_force = plan_on([plan for _, plan in plans], riyadh_date(now), is_ramadan=False)
    found = await conflicts_of_all([counselor], now=now)
    return PlanOverview(
        counselor,
        plans,
        next((plan_id for plan_id, plan in plans if plan is in_force), None),
        await _openings(counselor_id, now),
        await _leave(counselor, actor, now),
        await seen_conflicts(found, actor=actor),
    )


async def list_planned_counselors(*, actor: Actor, now: datetime) -> list[CounselorLine]:
    """Return every counselor with the hours of their week and how many appointments no longer fit."""
    ensure_manager(actor)
    counselors = await list_counselors()
    lines = []
    for counselor in counselors:
        plans = [plan for _, plan in await list_plans(counselor.id)]
        plan = plan_on(plans, riyadh_date(now), is_ramadan=False)
        conflicts = await conflicts_of_all([counselor], now=now)
        lines.append(CounselorLine(counselor, hours_of(plan) if plan else None, len(conflicts)))
    return lines


async def find_own_plan(*, actor: Actor) -> UUID | None:
    """Return whose plan the actor keeps as a counselor."""
    counselor = await find_own_counselor(actor=actor)
    return counselor.id if counselor else None


def hours_of(plan: WeeklyPlan) -> float:
    """Return the hours of a plan's week."""
    cells = sum(window.end_cell - window.first_cell for windows in plan.week for window in windows)
    hours = round(cells / CELLS_AN_HOUR, 1)
    return int(hours) if hours.is_integer() else hours


async def _openings(counselor_id: UUID, now: datetime) -> list[PlannedTime]:
    rows = (
        await OpeningRow.select()
        .where(OpeningRow.counselor_id == counselor_id, OpeningRow.ends_at > now)
        .order_by(OpeningRow.starts_at)
    )
    return [
        PlannedTime(row["id"], row["starts_at"], row["ends_at"], modalities_of(row["modalities"]))
        for row in rows
    ]


async def _leave(counselor: Counselor, actor: Actor, now: datetime) -> list[PlannedTime]:
    rows = (
        await LeaveRow.select()
        .where(LeaveRow.counselor_id == counselor.id, LeaveRow.ends_at > now)
        .order_by(LeaveRow.starts_at)
    )
    is_own = is_their_counselor(actor, counselor.account_id)
    opened = [open_row(LeaveRow, row) if is_own else {**row, "reason": None} for row in rows]
    return [PlannedTime(row["id"], row["starts_at"], row["ends_at"], reason=row["reason"]) for row in opened]
