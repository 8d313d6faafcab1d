"""Reading events of one kind back, for the reports of those who answer for them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.audit.recording import VIEWED
from wethaq.platform.audit.tables import AuditEvent


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """Something that happened, without who did it."""

    at: datetime
    subject_id: str | None
    details: dict[str, Any]


async def was_done_by(account_id: UUID | None, event: str, subject_id: UUID, *, since: datetime) -> bool:
    """Tell whether an account itself did something to a subject lately, where rights follow from it."""
    return account_id is not None and await AuditEvent.exists().where(
        AuditEvent.event == event,
        AuditEvent.subject_id == str(subject_id),
        AuditEvent.account_id == account_id,
        AuditEvent.at >= since,
    )


async def has_viewed(account_id: UUID | None, subject_id: UUID, *, since: datetime) -> bool:
    """Tell whether an account has opened a record lately, so that one visit isn't noted at every step of it."""
    return account_id is not None and await was_done_by(account_id, VIEWED, subject_id, since=since)


async def list_events(event: str, limit: int) -> list[RecordedEvent]:
    """Return the newest events of a kind, newest first."""
    rows = (
        await AuditEvent.select()
        .where(AuditEvent.event == event)
        .order_by(AuditEvent.sequence, ascending=False)
        .limit(limit)
    )
    return [RecordedEvent(row["at"], row["subject_id"], json.loads(row["details"])) for row in rows]
