"""Forgetting what requests hold once nobody needs it any more; number, dates and outcome stay for the accounts.

The consent text promises it (policy R2): the content of a request lives until
five years after its end, and a draft that nobody went on with, for a year.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from piccolo.table import Table

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import service as documents
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.tables import (
    Answer,
    Appeal,
    Assignment,
    AwaitingPause,
    ChecklistEntry,
    Declaration,
    EligibilityRecord,
    Event,
    Message,
    NextStep,
    Referral,
    Request,
    RequestDocument,
)

CONTENT_KEPT: Final = timedelta(days=5 * 365)
DRAFT_KEPT: Final = timedelta(days=365)
BATCH: Final = 200
CONTENT: Final[tuple[Any, ...]] = (
    Answer,
    Declaration,
    Message,
    Referral,
    ChecklistEntry,
    RequestDocument,
    Appeal,
    Assignment,
    AwaitingPause,
    Event,
)
"""Everything that hangs on a request, the timeline last: while it is there, the work isn't done."""


async def forget_ended_requests(*, actor: Actor, now: datetime) -> int:
    """Destroy the content and the papers of requests that ended five years ago; return how many there were."""
    before = now - CONTENT_KEPT
    is_over = (Request.ended_at < before) | (
        (Request.status == RequestStatus.REFUSED.value) & (Request.appeal_until < before)
    )
    ended = await _ids(Request.select(Request.id).where(is_over))
    due = await _still_with_content(ended)
    for request_id in due[:BATCH]:
        await _destroy(request_id, actor=actor, now=now)
    return len(due[:BATCH])


async def forget_abandoned_drafts(*, actor: Actor, now: datetime) -> int:
    """Delete drafts that nobody has touched for a year, with all that was typed; return how many."""
    left = await _ids(
        Request.select(Request.id)
        .where(Request.status == RequestStatus.DRAFT.value, Request.changed_at < now - DRAFT_KEPT)
        .limit(BATCH)
    )
    for request_id in left:
        await _destroy(request_id, actor=actor, now=now)
        await Request.delete().where(Request.id == request_id, Request.status == RequestStatus.DRAFT.value)
    return len(left)


async def forget_old_judgements(*, actor: Actor, now: datetime) -> int:
    """Delete what rules said and what was suggested five years ago; return how many rows."""
    del actor
    before = now - CONTENT_KEPT
    judged = (
        await EligibilityRecord.delete()
        .where(EligibilityRecord.judged_at < before)
        .returning(EligibilityRecord.id)
    )
    suggested = await NextStep.delete().where(NextStep.suggested_at < before).returning(NextStep.id)
    return len(judged) + len(suggested)


async def _destroy(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    await documents.destroy_papers_of(request_id, actor=actor, now=now)
    async with transaction():
        for table in CONTENT:
            await table.delete().where(table.request_id == request_id)
        await audit.record("intake.request_forgotten", request_id, actor=actor, now=now)


async def _ids(query: Any) -> list[UUID]:
    return [row["id"] for row in await query]


async def _still_with_content(request_ids: Collection[UUID]) -> list[UUID]:
    if not request_ids:
        return []
    rows = await Event.select(Event.request_id).where(Event.request_id.is_in(list(request_ids))).distinct()
    return [row["request_id"] for row in rows]


def content_tables() -> list[type[Table]]:
    """Return the tables that this file empties, for the schedule of retention."""
    return [*CONTENT, Request, EligibilityRecord, NextStep]
