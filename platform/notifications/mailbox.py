"""The demonstration's mailbox: what would have been sent, as its readers would see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.database.sealing import open_row
from wethaq.platform.invitations.glance import CalendarEntry, entry_in
from wethaq.platform.localisation import Language
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.blocks import MessageBlock, message_blocks
from wethaq.platform.notifications.errors import MessageNotFoundError
from wethaq.platform.notifications.policy import sms_parts
from wethaq.platform.notifications.tables import Message
from wethaq.platform.settings import get_settings

SHOWN = 60


@dataclass(frozen=True, slots=True)
class MailboxMessage:
    """A message in clear; only the demonstration, where everybody is invented, shows any."""

    id: UUID
    channel: str
    kind: str
    language: Language
    address: str
    subject: str
    body: str
    calendar: str | None
    status: str
    created_at: datetime

    @property
    def blocks(self) -> list[MessageBlock]:
        return message_blocks(self.body)

    @property
    def is_mail(self) -> bool:
        return self.channel == "email"

    @property
    def entry(self) -> CalendarEntry | None:
        """What the invitation would put into the reader's calendar."""
        return None if self.calendar is None else entry_in(self.calendar)

    @property
    def opening(self) -> str:
        """The first words, for the list."""
        return " ".join((self.subject or self.body).split())[:90]

    @property
    def parts(self) -> int:
        return sms_parts(self.body)


async def list_mailbox(channel: str | None = None) -> list[MailboxMessage]:
    """List the newest messages. Raises MessageNotFoundError outside of the demonstration."""
    _ensure_demo()
    query = Message.select().where(Message.channel != outbox.NO_CHANNEL, Message.body.is_not_null())
    if channel is not None:
        query = query.where(Message.channel == channel)
    rows = await query.order_by(Message.created_at, ascending=False).limit(SHOWN)
    return [_opened(row) for row in rows]


async def get_mailbox_message(message_id: UUID) -> MailboxMessage:
    """Return one message. Raises MessageNotFoundError outside of the demonstration."""
    _ensure_demo()
    row = await Message.select().where(Message.id == message_id, Message.body.is_not_null()).first()
    if row is None:
        raise MessageNotFoundError
    return _opened(row)


async def get_mailbox_invitation(message_id: UUID) -> str:
    """Return the calendar object of one message. Raises MessageNotFoundError, also where it has none."""
    calendar = (await get_mailbox_message(message_id)).calendar
    if calendar is None:
        raise MessageNotFoundError
    return calendar


def _ensure_demo() -> None:
    if not get_settings().is_demo:
        raise MessageNotFoundError


def _opened(row: dict[str, Any]) -> MailboxMessage:
    opened = open_row(Message, row)
    values = {name: opened[name] for name in MailboxMessage.__dataclass_fields__}
    return MailboxMessage(
        **{**values, "subject": values["subject"] or "", "address": values["address"] or ""}
    )
