"""Delivering what is due: at least once, never twice at the same moment."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from wethaq.platform.actors import Actor, Channel
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.couriers import Courier
from wethaq.platform.notifications.errors import (
    DeliveryError,
    PermanentDeliveryError,
    ServerUnreachableError,
)
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.notifications.policy import (
    CONTENT_KEPT,
    PROOF_KEPT,
    MessageStatus,
    is_given_up,
    retry_at,
)
from wethaq.platform.notifications.tables import Message

BATCH = 100
EXPIRED = "expired"
OVERTAKEN = "overtaken"
_log = structlog.get_logger("wethaq.notifications")


async def deliver_due(
    now: datetime, *, couriers: Mapping[Channel, Courier], jitter: Callable[[], float]
) -> int:
    """Deliver what is due and return how many messages were.

    When a server is away, the rest of its messages wait for the next round
    instead of using up their attempts. `jitter` gives numbers from 0 to 1.
    """
    started, delivered = time.monotonic(), 0
    away: set[Channel] = set()
    for message_id in await outbox.due_messages(now, BATCH):
        # A batch may take long; a lease counts from the moment of its own claim.
        moment = now + timedelta(seconds=time.monotonic() - started)
        message = await outbox.claim(message_id, now=moment)
        if message is None:
            continue
        if message.channel in away:
            await _wait_for_server(message, moment, jitter())
            continue
        try:
            delivered += await _deliver(message, couriers[message.channel], moment, jitter())
        except ServerUnreachableError:
            away.add(message.channel)
    return delivered


async def forget_delivered_content(now: datetime) -> None:
    """Drop address and words of what was delivered long ago; that it was sent stays known."""
    await Message.update(
        {Message.address: None, Message.subject: None, Message.body: None, Message.calendar: None}
    ).where(
        Message.status == MessageStatus.SENT.value,
        Message.sent_at < now - CONTENT_KEPT,
        Message.body.is_not_null(),
    )


async def forget_old_messages(*, actor: Actor, now: datetime) -> int:
    """Delete the proof of sending after a year, as the consent texts promise; return how many rows."""
    del actor
    gone = await Message.delete().where(Message.created_at < now - PROOF_KEPT).returning(Message.id)
    return len(gone)


async def _deliver(message: OutgoingMessage, courier: Courier, now: datetime, jitter: float) -> bool:
    try:
        if reason := await _reason_to_drop(message, now):
            await outbox.settle(message, MessageStatus.DEAD, {"last_error": reason})
            return False
        await courier.carry(message, now=now)
    except DeliveryError as error:
        await _note_failure(message, error, now, jitter)
        if isinstance(error, ServerUnreachableError):
            raise
        return False
    # Any other failure is ours: it is noted like the rest, so that one message can't block the others.
    except Exception as error:  # noqa: BLE001
        _log.error("delivery_failed", kind=message.kind, error=type(error).__name__)
        await _note_failure(message, DeliveryError(type(error).__name__), now, jitter)
        return False
    await outbox.settle(message, MessageStatus.SENT, {"sent_at": now, "last_error": None})
    return True


async def _reason_to_drop(message: OutgoingMessage, now: datetime) -> str | None:
    if message.expires_at is not None and message.expires_at <= now:
        return EXPIRED
    return OVERTAKEN if await outbox.is_overtaken(message) else None


async def _note_failure(message: OutgoingMessage, error: DeliveryError, now: datetime, jitter: float) -> None:
    is_final = isinstance(error, PermanentDeliveryError) or is_given_up(message.attempts)
    status = MessageStatus.DEAD if is_final else MessageStatus.FAILED
    _log.warning(
        "message_not_delivered",
        kind=message.kind,
        channel=message.channel.value,
        reason=error.reason,
        status=status.value,
    )
    await outbox.settle(
        message,
        status,
        {
            "last_error": error.reason[:80],
            "next_attempt_at": retry_at(now, message.attempts, jitter),
        },
    )


async def _wait_for_server(message: OutgoingMessage, now: datetime, jitter: float) -> None:
    """Put a claimed message back without counting an attempt."""
    await outbox.settle(
        message,
        MessageStatus.FAILED,
        {
            "attempts": message.attempts - 1,
            "next_attempt_at": retry_at(now, 1, jitter),
            "last_error": "server_away",
        },
    )
