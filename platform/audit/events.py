"""Reading events of one kind back, for the reports of those who answer for them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wethaq.platform.audit.tables import AuditEvent


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """Something that happened, without who did it."""

    at: datetime
    subject_id: str | None
    details: dict[str, Any]


async def list_events(event: str, limit: int) -> list[RecordedEvent]:
    """Return the newest events of a kind, newest first."""
    rows = (
        await AuditEvent.select()
        .where(AuditEvent.event == event)
        .order_by(AuditEvent.sequence, ascending=False)
        .limit(limit)
    )
    return [RecordedEvent(row["at"], row["subject_id"], json.loads(row["details"])) for row in rows]
