"""The request's timeline: one append-only list, of which the applicant sees their own side."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.actors import Actor, Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.intake.records import TimelineEvent
from wethaq.platform.intake.tables import Event


async def add_event(
    request_id: UUID,
    kind: str,
    *,
    actor: Actor,
    now: datetime,
    is_public: bool = True,
    note: str | None = None,
) -> None:
    """Append one line; `note` is for the eyes of whoever sees the line."""
    await insert_sealed(
        Event,
        {
            "id": new_id(),
            "request_id": request_id,
            "kind": kind,
            "is_public": is_public,
            "at": now,
            "actor_id": actor.account_id,
            "channel": actor.channel.value,
            "note": note,
        },
    )


async def list_events(request_id: UUID, *, public_only: bool) -> list[TimelineEvent]:
    """Return the timeline, the newest line first."""
    query = Event.select().where(Event.request_id == request_id)
    if public_only:
        query = query.where(Event.is_public.eq(True))
    rows = await query.order_by(Event.at, ascending=False)
    return [_event_of(open_row(Event, row)) for row in rows]


def _event_of(row: dict[str, Any]) -> TimelineEvent:
    return TimelineEvent(
        kind=row["kind"],
        is_public=bool(row["is_public"]),
        at=row["at"],
        actor_id=row["actor_id"],
        channel=Channel(row["channel"]),
        note=row["note"],
    )


def latest_note(events: list[TimelineEvent], *kinds: str) -> str | None:
    """Return the words of the newest event of one of `kinds`; `events` is newest first."""
    return next((event.note for event in events if event.kind in kinds and event.note), None)
