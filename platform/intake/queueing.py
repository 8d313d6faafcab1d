"""The officer's queue: what waits, how it stands against its promise, ten to a page (G1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from piccolo.columns.combination import Where, WhereRaw
from piccolo.query import OrderByRaw

from wethaq.platform.actors import Actor, Channel, Role
from wethaq.platform.intake.policy.access import FOLLOWERS, OFFICERS, NotTheirPartError
from wethaq.platform.intake.policy.deadlines import AT_RISK_WORKING_DAYS, ServiceLevel, service_level
from wethaq.platform.intake.policy.statuses import OFFICERS_MOVE, OPEN_STATUSES, RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Request
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.localisation.working_calendar import add_working_days
from wethaq.platform.people import service as people

PAGE_LENGTH: Final = 10
SHOWN: Final = (OPEN_STATUSES | {RequestStatus.REFUSED, RequestStatus.DELIVERED}) - {RequestStatus.DRAFT}
Condition = Where | WhereRaw | Any


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the officer wants to see; None leaves a question open."""

    status: RequestStatus | None = None
    service: str | None = None
    channel: Channel | None = None
    level: ServiceLevel | None = None
    is_mine: bool = False
    number: str | None = None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    request: RequestRecord
    applicant_name: str | None
    level: ServiceLevel


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue, with the figures for the tiles above it."""

    rows: list[QueueRow]
    page: int
    total: int
    late: int
    at_risk: int
    unread: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE_LENGTH))


async def list_queue(wanted: QueueFilter, page: int, *, actor: Actor, now: datetime) -> Queue:
    """Return a page of the requests that the actor may see, the most pressing first.

    Call-centre agents get only what they took in themselves, without names
    (least rights); volunteers nothing (C5).
    """
    if not actor.has(*FOLLOWERS):
        raise NotTheirPartError
    scope = _scope(actor)
    conditions = scope + _conditions(wanted, actor, now)
    total = await Request.count().where(*conditions)
    page = max(1, min(page, -(-total // PAGE_LENGTH) or 1))
    rows = (
        await Request.select()
        .where(*conditions)
        .order_by(_pressing_first(now), OrderByRaw("due_on IS NULL"), Request.due_on, Request.submitted_at)
        .limit(PAGE_LENGTH)
        .offset((page - 1) * PAGE_LENGTH)
    )
    return Queue(
        rows=[await _row_of(RequestRecord.of(row), actor, now) for row in rows],
        page=page,
        total=total,
        late=await Request.count().where(*scope, *_at_level(ServiceLevel.LATE, now)),
        at_risk=await Request.count().where(*scope, *_at_level(ServiceLevel.AT_RISK, now)),
        unread=await Request.count().where(*scope, Request.status == RequestStatus.SUBMITTED.value),
    )


def _scope(actor: Actor) -> list[Condition]:
    shown: list[Condition] = [Request.status.is_in([status.value for status in SHOWN])]
    if actor.person_id is not None:
        shown.append(Request.person_id != actor.person_id)
    if actor.has(*OFFICERS):
        return shown
    return [*shown, Request.entered_by == actor.account_id]


def _conditions(wanted: QueueFilter, actor: Actor, now: datetime) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.status:
        conditions.append(Request.status == wanted.status.value)
    if wanted.service:
        conditions.append(Request.service == wanted.service)
    if wanted.channel:
        conditions.append(Request.channel == wanted.channel.value)
    if wanted.is_mine:
        conditions.append(Request.officer_id == actor.account_id)
    if wanted.number:
        conditions.append(Request.number == wanted.number.strip().upper())
    return conditions + (_at_level(wanted.level, now) if wanted.level else [])


def _pressing_first(now: datetime) -> OrderByRaw:
    """Put what is late or nearly so first, then our own next steps, then what others have in hand."""
    soon = add_working_days(riyadh_date(now), AT_RISK_WORKING_DAYS)
    ours = ", ".join(f"'{status.value}'" for status in sorted(OFFICERS_MOVE))
    return OrderByRaw(
        f"CASE WHEN due_on < {{}} THEN 0 WHEN status IN ({ours}) THEN 1 "
        f"WHEN status <> '{RequestStatus.REFUSED.value}' THEN 2 ELSE 3 END",
        soon,
    )


def _at_level(level: ServiceLevel, now: datetime) -> list[Condition]:
    """Say a service level in SQL, so that it can be counted and paged (see `service_level`)."""
    today = riyadh_date(now)
    soon = add_working_days(today, AT_RISK_WORKING_DAYS)
    match level:
        case ServiceLevel.LATE:
            return [Request.due_on < today]
        case ServiceLevel.AT_RISK:
            return [Request.due_on >= today, Request.due_on < soon]
        case ServiceLevel.ON_TRACK:
            return [Request.due_on >= soon]
        case ServiceLevel.AWAITING_APPLICANT:
            return [Request.status == RequestStatus.RETURNED.value]
        case ServiceLevel.NO_DEADLINE:
            return [Request.due_on.is_null(), Request.status != RequestStatus.RETURNED.value]


async def _row_of(request: RequestRecord, actor: Actor, now: datetime) -> QueueRow:
    sees_names = actor.has(Role.RELATIONS_OFFICER, Role.MANAGER)
    name = (await people.get_person(request.person_id)).full_name if sees_names else None
    return QueueRow(request, name, service_level(request.status, request.due_on, now))
