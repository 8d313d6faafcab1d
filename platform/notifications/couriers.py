"""Who carries a message: the protocol, and the courier that only keeps it."""

from datetime import datetime
from typing import Protocol

from wethaq.platform.notifications.outbox import OutgoingMessage


class Courier(Protocol):
    """Carries messages of one channel.

    Returning means that the other side has taken responsibility for the
    message. Otherwise it raises TemporaryDeliveryError, ServerUnreachableError
    or PermanentDeliveryError. `close` ends what was kept open between messages.
    """

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None: ...
    async def close(self) -> None: ...


class MailboxCourier:
    """Keeps messages where they are: the outbox itself is what the demo mailbox shows."""

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None:
        """Take the message as delivered."""

    async def close(self) -> None:
        """Nothing is open."""
