"""The checklist of a request: which items it has, and what becomes of each (H2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.policy.checklist import ItemStanding, ItemState
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.records import ItemRecord, RequestRecord
from wethaq.platform.intake.tables import ChecklistEntry, RequestDocument
from wethaq.platform.intake.terms import get_terms


async def refresh_checklist(request: RequestRecord, answers: Mapping[str, str], *, now: datetime) -> None:
    """Bring the list of items in line with the answers, without losing what was recorded.

    An item that no longer applies is marked as not needed by the rule; one that
    applies again is asked for again.
    """
    policy = CATALOGUE.get(request.service)
    terms = await get_terms(request.service, request.terms_version)
    rows = await ChecklistEntry.select().where(ChecklistEntry.request_id == request.id)
    known = {row["item"]: row for row in rows}
    for item in policy.checklist:
        applies, row = item.applies(answers), known.get(item.code)
        state = ItemState.REQUIRED if applies else ItemState.NOT_NEEDED
        if row is None:
            is_required = policy.is_required(item, terms)
            await _insert(request.id, item.code, state, is_required=is_required, now=now)
        elif (row["state"] == ItemState.NOT_NEEDED) is applies and row["changed_by"] is None:
            await set_item(row["id"], now=now, state=state)


async def list_items(request: RequestRecord) -> list[ItemRecord]:
    """Return the checklist in the order in which the service declares it."""
    policy = CATALOGUE.get(request.service)
    rows = await ChecklistEntry.select().where(ChecklistEntry.request_id == request.id)
    by_code = {row["item"]: open_row(ChecklistEntry, row) for row in rows}
    documents = await list_documents(request.id)
    return [
        ItemRecord(
            item=item,
            standing=_standing_of(row),
            reason=row["reason"],
            changed_at=row["changed_at"],
            changed_by=row["changed_by"],
            documents=tuple(documents.get(item.code, ())),
        )
        for item in policy.checklist
        if (row := by_code.get(item.code)) is not None
    ]


async def list_documents(request_id: UUID) -> dict[str, list[UUID]]:
    """Return the ids of the documents that count, by item."""
    rows = (
        await RequestDocument.select()
        .where(RequestDocument.request_id == request_id, RequestDocument.removed_at.is_null())
        .order_by(RequestDocument.added_at)
    )
    documents: dict[str, list[UUID]] = {}
    for row in rows:
        documents.setdefault(row["item"], []).append(row["document_id"])
    return documents


async def get_item(request: RequestRecord, code: str) -> tuple[UUID, ItemRecord]:
    """Return one item with the id of its row; raises NotFoundError for an unknown code."""
    row = (
        await ChecklistEntry.select(ChecklistEntry.id)
        .where(ChecklistEntry.request_id == request.id, ChecklistEntry.item == code)
        .first()
    )
    found = [record for record in await list_items(request) if record.item.code == code]
    if row is None or not found:
        raise NotFoundError
    return row["id"], found[0]


async def set_item(entry_id: UUID, *, now: datetime, **changes: Any) -> None:
    """Change what is recorded of one item."""
    values = {key: value.value if isinstance(value, ItemState) else value for key, value in changes.items()}
    await update_sealed(ChecklistEntry, entry_id, {"changed_at": now, **values})


async def note_documents(request: RequestRecord, code: str, *, now: datetime) -> None:
    """Set an item's state after a document was added or removed: what is new must be matched again."""
    entry_id, record = await get_item(request, code)
    state = ItemState.RECEIVED if record.documents else ItemState.REQUIRED
    await set_item(entry_id, now=now, state=state, is_matched=False, expires_on=None, reason=None)


def _standing_of(row: Mapping[str, Any]) -> ItemStanding:
    return ItemStanding(
        code=row["item"],
        state=ItemState(row["state"]),
        is_matched=row["is_matched"],
        expires_on=row["expires_on"],
        is_promised=row["is_promised"],
        is_required=row["is_required"],
    )


async def _insert(request_id: UUID, code: str, state: ItemState, *, is_required: bool, now: datetime) -> None:
    await insert_sealed(
        ChecklistEntry,
        {
            "id": new_id(),
            "request_id": request_id,
            "item": code,
            "state": state.value,
            "is_required": is_required,
            "is_promised": False,
            "is_matched": False,
            "expires_on": None,
            "reason": None,
            "changed_at": now,
            "changed_by": None,
        },
    )
