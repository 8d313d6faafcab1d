"""The cases on a meeting's agenda."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.committee.errors import AlreadyOnAgendaError, CommitteeRecordNotFoundError
from wethaq.platform.committee.policy.meetings import (
    OPEN_ITEM_STATUSES,
    ItemKind,
    ItemStatus,
    MeetingStatus,
    ensure_item_can_move,
    ensure_takes_items,
)
from wethaq.platform.committee.records import AgendaItem
from wethaq.platform.committee.tables import AgendaItemRow, DecisionRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.service import RequestRecord, RequestStatus

OPEN_VALUES = [status.value for status in OPEN_ITEM_STATUSES]


async def list_cases_without_meeting() -> list[RequestRecord]:
    """Return what awaits the committee and is neither on an agenda nor decided, the most pressing first."""
    on_agenda = await AgendaItemRow.select(AgendaItemRow.request_id).where(
        AgendaItemRow.status.is_in(OPEN_VALUES)
    )
    prepared = await DecisionRow.select(DecisionRow.request_id).where(DecisionRow.status == "prepared")
    taken = {row["request_id"] for row in [*on_agenda, *prepared]}
    return [request for request in await intake.requests_awaiting_committee() if request.id not in taken]


async def add_to_agenda(
    meeting_id: UUID, meeting_status: MeetingStatus, request_id: UUID, *, actor: Actor, now: datetime
) -> UUID:
    """Put a case on a meeting's agenda; an appeal becomes "being heard" with it (R3)."""
    ensure_takes_items(meeting_status)
    item_id = new_id()
    async with transaction():
        waiting = {request.id: request for request in await list_cases_without_meeting()}
        if request_id not in waiting:
            raise AlreadyOnAgendaError
        kind = _kind_of(waiting[request_id])
        await _insert_once(item_id, meeting_id, request_id, kind, actor=actor, now=now)
        if waiting[request_id].status is RequestStatus.APPEALED:
            await intake.begin_appeal_hearing(request_id, actor=actor, now=now)
        await audit.record(
            "committee.item_added",
            item_id,
            actor=actor,
            now=now,
            person_id=waiting[request_id].person_id,
            details={"kind": kind.value},
        )
    return item_id


async def list_items(meeting_id: UUID) -> list[AgendaItem]:
    """Return a meeting's agenda in its order."""
    rows = (
        await AgendaItemRow.select()
        .where(AgendaItemRow.meeting_id == meeting_id)
        .order_by(AgendaItemRow.position)
    )
    return [_item_of(row) for row in rows]


async def get_item(item_id: UUID) -> AgendaItem:
    """Return one case of an agenda: its place, not its content."""
    row = await AgendaItemRow.select().where(AgendaItemRow.id == item_id).first()
    if row is None:
        raise CommitteeRecordNotFoundError
    return _item_of(row)


async def move_item(item: AgendaItem, target: ItemStatus, *, because: str | None = None) -> None:
    """Move a case on "where its status is still what I read"."""
    ensure_item_can_move(item.status, target)
    changes: dict[Any, Any] = seal_values(
        AgendaItemRow, item.id, {"status": target.value, "put_off_because": because}
    )
    moved = (
        await AgendaItemRow.update(changes)
        .where(AgendaItemRow.id == item.id, AgendaItemRow.status == item.status.value)
        .returning(AgendaItemRow.id)
    )
    if not moved:
        raise FasterElsewhereError


async def put_off_waiting(meeting_id: UUID, *, now: datetime) -> None:
    """Put off whatever a meeting didn't reach, so that another can take it up."""
    del now
    for item in await list_items(meeting_id):
        if item.status is ItemStatus.WAITING:
            await move_item(item, ItemStatus.PUT_OFF)


async def lock_for_vote(item_id: UUID) -> bool:
    """Count one more vote on a case whose vote is open; False when it isn't.

    The row stays locked until the transaction ends, so a vote and the count of
    the votes never pass each other.
    """
    locked = (
        await AgendaItemRow.update({AgendaItemRow.votes_cast: AgendaItemRow.votes_cast + 1})
        .where(AgendaItemRow.id == item_id, AgendaItemRow.status == ItemStatus.VOTING.value)
        .returning(AgendaItemRow.id)
    )
    return bool(locked)


def _kind_of(request: RequestRecord) -> ItemKind:
    return ItemKind.DECISION if request.status is RequestStatus.IN_COMMITTEE else ItemKind.APPEAL


async def _insert_once(
    item_id: UUID, meeting_id: UUID, request_id: UUID, kind: ItemKind, *, actor: Actor, now: datetime
) -> None:
    try:
        async with savepoint():
            await insert_sealed(
                AgendaItemRow,
                {
                    "id": item_id,
                    "meeting_id": meeting_id,
                    "request_id": request_id,
                    "kind": kind.value,
                    "position": len(await list_items(meeting_id)) + 1,
                    "status": ItemStatus.WAITING.value,
                    "added_at": now,
                    "added_by": actor.account_id,
                    "votes_cast": 0,
                },
            )
    except UNIQUE_VIOLATIONS as error:
        raise AlreadyOnAgendaError from error


def _item_of(row: dict[str, Any]) -> AgendaItem:
    opened = open_row(AgendaItemRow, row)
    return AgendaItem(
        id=opened["id"],
        meeting_id=opened["meeting_id"],
        request_id=opened["request_id"],
        kind=ItemKind(opened["kind"]),
        position=opened["position"],
        status=ItemStatus(opened["status"]),
        votes_cast=opened["votes_cast"],
        put_off_because=opened["put_off_because"],
    )
