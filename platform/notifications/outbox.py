"""The outbox: rows of the caller's transaction, claimed one by one for delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.invitations.glance import entry_in
from wethaq.platform.localisation import Language
from wethaq.platform.notifications.policy import LEASE, MessageStatus
from wethaq.platform.notifications.tables import Message

WAITING = (MessageStatus.PENDING.value, MessageStatus.FAILED.value)
NO_CHANNEL = "none"


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
    is_waiting = Message.status.is_in(list(WAITING)) & (Message.next_attempt_at <= now)
    is_abandoned = (Message.status == MessageStatus.SENDING.value) & (Message.leased_until <= now)
    rows = (
        await Message.select(Message.id)
        .where(is_waiting | is_abandoned)
        .order_by(Message.next_attempt_at)
        .limit(limit)
    )
    return [row["id"] for row in rows]


async def claim(message_id: UUID, *, now: datetime) -> OutgoingMessage | None:
    """Take a message for delivery, or return None when somebody was faster.

    The attempt counts from here, so a message that kills its process again
    and again is given up in the end.
    """
    lease = new_id()
    is_waiting = Message.status.is_in(list(WAITING)) & (Message.next_attempt_at <= now)
    is_abandoned = (Message.status == MessageStatus.SENDING.value) & (Message.leased_until <= now)
    won = (
        await Message.update(
            {
                Message.status: MessageStatus.SENDING.value,
                Message.lease: lease,
                Message.leased_until: now + LEASE,
                Message.attempts: Message.attempts + 1,
            }
        )
        .where(Message.id == message_id, is_waiting | is_abandoned)
        .returning(Message.id)
    )
    if not won:
        return None
    row = await Message.select().where(Message.id == message_id).first()
    return _outgoing(row) if row else None


async def settle(
    message: OutgoingMessage, status: MessageStatus, values: Mapping[Any, Any] | None = None
) -> bool:
    """Note how a delivery ended; False when the claim was lost meanwhile."""
    kept = (
        await Message.update(
            {Message.status: status.value, Message.lease: None, Message.leased_until: None, **(values or {})}
        )
        .where(Message.id == message.id, Message.lease == message.lease)
        .returning(Message.id)
    )
    return bool(kept)


async def is_overtaken(message: OutgoingMessage) -> bool:
    """Tell whether a later state of the same calendar entry has left already, or is leaving now.

    A message that waited for its retry comes after the change that was written
    later. Calendars should ignore its lower SEQUENCE, but not all do.
    """
    if message.calendar is None:
        return False
    own = await Message.select(Message.person_id, Message.created_at).where(Message.id == message.id).first()
    assert own is not None  # noqa: S101 - it was claimed a moment ago
    later = await Message.select(Message.id, Message.calendar).where(
        Message.created_at >= own["created_at"],
        Message.calendar.is_not_null(),
        Message.status.is_in([MessageStatus.SENDING.value, MessageStatus.SENT.value]),
        Message.id != message.id,
        Message.person_id == own["person_id"] if own["person_id"] else Message.person_id.is_null(),
    )
    mine = entry_in(message.calendar)
    entries = [entry_in(open_row(Message, row)["calendar"]) for row in later]
    return any(entry.uid == mine.uid and entry.sequence > mine.sequence for entry in entries)


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
