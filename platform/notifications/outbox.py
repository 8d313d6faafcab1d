"""The outbox: rows of the caller's transaction, claimed one by one for delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import read, row_by_id, rows_that, update_that
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.invitations.glance import entry_in
from wethaq.platform.localisation import Language
from wethaq.platform.notifications.policy import LEASE, MessageStatus
from wethaq.platform.notifications.tables import Message

WAITING = (MessageStatus.PENDING.value, MessageStatus.FAILED.value)
NO_CHANNEL = "none"
_IS_DUE: Final = "(status IN ({}, {}) AND next_attempt_at <= {} OR status = {} AND leased_until <= {})"
"""It waits and is due, or a dead process left it half sent."""
_CLAIM: Final = f"""
    UPDATE notifications_message
    SET status = {{}}, lease = {{}}, leased_until = {{}}, attempts = attempts + 1
    WHERE id = {{}} AND {_IS_DUE}
    RETURNING id
"""  # noqa: S608 - our own names
_LATER: Final = """
    SELECT later.id AS id, later.calendar AS calendar
    FROM notifications_message AS own
    JOIN notifications_message AS later
        ON later.created_at >= own.created_at AND later.id <> own.id
        AND (later.person_id = own.person_id OR later.person_id IS NULL AND own.person_id IS NULL)
    WHERE later.calendar IS NOT NULL AND later.status IN ({}, {}) AND own.id = {}
"""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A claimed message, opened for delivery."""

    id: UUID
    channel: Channel
    kind: str
    language: Language
    address: str
    subject: str
    body: str
    attempts: int
    expires_at: datetime | None
    lease: UUID
    calendar: str | None = None
    """A calendar object, written when the message was; a second delivery carries the same octets."""


async def put(values: Mapping[str, Any], *, now: datetime) -> UUID:
    """Add a message to the caller's transaction; it is due at once."""
    row = {
        "id": new_id(),
        "status": MessageStatus.PENDING.value,
        "attempts": 0,
        "created_at": now,
        "next_attempt_at": now,
        **values,
    }
    return await insert_sealed(Message, row)


async def due_messages(now: datetime, limit: int) -> list[UUID]:
    """Return what waits and is due, and what a dead process left half sent; the oldest first."""
    oldest_first = f"WHERE {_IS_DUE} ORDER BY next_attempt_at LIMIT {{}}"
    rows = await rows_that(Message, oldest_first, *_due_at(now), limit, only=("id",))
    return [row["id"] for row in rows]


async def claim(message_id: UUID, *, now: datetime) -> OutgoingMessage | None:
    """Take a message for delivery, or return None when somebody was faster.

    The attempt counts from here, so a message that kills its process again
    and again is given up in the end.
    """
    won = await read(_CLAIM, MessageStatus.SENDING.value, new_id(), now + LEASE, message_id, *_due_at(now))
    if not won:
        return None
    row = await row_by_id(Message, message_id)
    return _outgoing(row) if row else None


async def settle(
    message: OutgoingMessage, status: MessageStatus, values: Mapping[str, Any] | None = None
) -> bool:
    """Note how a delivery ended; False when the claim was lost meanwhile."""
    written = {"status": status.value, "lease": None, "leased_until": None, **(values or {})}
    return await update_that(Message, written, "WHERE id = {} AND lease = {}", message.id, message.lease) > 0


async def is_overtaken(message: OutgoingMessage) -> bool:
    """Tell whether a later state of the same calendar entry has left already, or is leaving now.

    A message that waited for its retry comes after the change that was written
    later. Calendars should ignore its lower SEQUENCE, but not all do.
    """
    if message.calendar is None:
        return False
    later = await read(_LATER, MessageStatus.SENDING.value, MessageStatus.SENT.value, message.id)
    if not later:
        return False
    mine = entry_in(message.calendar)
    entries = [entry_in(open_row(Message, row)["calendar"]) for row in later]
    return any(entry.uid == mine.uid and entry.sequence > mine.sequence for entry in entries)


def _due_at(now: datetime) -> tuple[Any, ...]:
    """Return the values of `_IS_DUE`."""
    return (*WAITING, now, MessageStatus.SENDING.value, now)


def _outgoing(row: dict[str, Any]) -> OutgoingMessage:
    opened = open_row(Message, row)
    return OutgoingMessage(
        id=row["id"],
        channel=Channel(row["channel"]),
        kind=row["kind"],
        language=row["language"],
        address=opened["address"] or "",
        subject=opened["subject"] or "",
        body=opened["body"] or "",
        attempts=row["attempts"],
        expires_at=row["expires_at"],
        lease=row["lease"],
        calendar=opened["calendar"],
    )
