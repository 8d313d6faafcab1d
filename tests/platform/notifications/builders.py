"""Couriers that answer as they are told, and messages to carry."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from wethaq.platform.actors import Channel
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.notifications.service import send_to_address
from wethaq.platform.notifications.tables import Message


@dataclass
class RecordingCourier:
    """Takes everything, or raises what it was given."""

    carried: list[OutgoingMessage] = field(default_factory=list)
    error: Exception | None = None

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None:
        self.carried.append(message)
        if self.error:
            raise self.error

    async def close(self) -> None:
        """Nothing is open."""


def an_outgoing_mail(address: str = "noura@example.com", **changes: object) -> OutgoingMessage:
    values: dict[str, object] = {
        "id": uuid4(),
        "channel": Channel.EMAIL,
        "kind": "test_reply",
        "language": "ar",
        "address": address,
        "subject": "وصلنا ردكم",
        "body": "شكرًا لكم.\n\nافتحوا الصفحة:\nhttps://wethaq.test/x",
        "attempts": 1,
        "expires_at": None,
        "lease": uuid4(),
    }
    return OutgoingMessage(**{**values, **changes})  # type: ignore[arg-type]  # built loosely on purpose


def an_outgoing_text(address: str = "+966501234567", **changes: object) -> OutgoingMessage:
    return an_outgoing_mail(address, channel=Channel.SMS, subject="", body="وصلنا ردكم", **changes)


async def a_mail(
    now: datetime, address: str = "noura@example.com", *, calendar: str | None = None, **context: object
) -> UUID:
    """Put a mail of the kind that the tests bring along in the outbox."""
    words = {"name": "نورة", **context}
    return await send_to_address(
        Channel.EMAIL, address, "test_reply", words, language="ar", calendar=calendar, now=now
    )


async def the_message(message_id: UUID) -> dict[str, object]:
    row = await Message.select().where(Message.id == message_id).first()
    assert row is not None
    return row
