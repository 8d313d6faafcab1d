"""Reading guests' answers from the mailbox and handing them to whoever knows the invitation."""

import asyncio
from collections.abc import Awaitable, Iterable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from typing import Final, Protocol

import structlog

from wethaq.platform.invitations.errors import UnreadableCalendarError
from wethaq.platform.invitations.replies import Reply, reply_in_mail
from wethaq.platform.invitations.wording import ensure_is_uid
from wethaq.platform.localisation.normalise import normalise_email
from wethaq.platform.notifications.errors import ForeignReplyError, ReplyMailboxError
from wethaq.platform.notifications.reply_mailbox import (
    FLAGGED,
    MAX_OCTETS,
    SEEN,
    ReplyMailbox,
    WaitingMail,
)

MAX_A_ROUND: Final = 50
LONGEST_ROUND: Final = timedelta(seconds=60)
"""The other jobs wait for this one; what isn't read now is read in two minutes."""
MAX_SENDER_LENGTH: Final = 1000
_log = structlog.get_logger("wethaq.notifications")


class ReplyReader(Protocol):
    """Takes an answer in a transaction of its own; False where the invitation isn't theirs.

    It compares `reply.guest` with the invitation's guest, and takes a stale answer
    (of an older sequence, or given earlier) without changing anything.
    """

    def __call__(self, reply: Reply, *, now: datetime) -> Awaitable[bool]: ...


_readers: list[ReplyReader] = []


def use_reply_readers(readers: Iterable[ReplyReader]) -> None:
    """Take the functions that know invitations; app.py hands them over."""
    _readers[:] = readers


async def read_replies(mailbox: ReplyMailbox, *, now: datetime) -> int:
    """Read what has arrived and return how many answers were taken.

    A mail is marked as read only after its reader has committed, so an answer
    is read again rather than lost. A mail that is no answer we can use is
    flagged for people and left unread. One that breaks its reader stays as it
    was, and the others are read all the same.

    Raises ReplyMailboxError where the server is away or too slow.
    """
    try:
        async with asyncio.timeout(LONGEST_ROUND.total_seconds()):
            await asyncio.to_thread(mailbox.open)
            mails = await asyncio.to_thread(mailbox.waiting, now)
            return sum([await _take(mail, mailbox, now) for mail in mails[:MAX_A_ROUND]])
    except TimeoutError:
        raise ReplyMailboxError("too_slow") from None
    finally:
        mailbox.close()


async def _take(mail: WaitingMail, mailbox: ReplyMailbox, now: datetime) -> bool:
    reply = await asyncio.to_thread(_reply_in, mail, mailbox)
    try:
        is_taken = reply is not None and await _handed_over(reply, now)
    # The reader may fail in any way; its answer is tried again, and the other mails must be read.
    except Exception as error:  # noqa: BLE001
        _log.error("reply_not_taken", error=type(error).__name__, exc_info=error)
        return False
    await asyncio.to_thread(mailbox.mark, mail.uid, SEEN if is_taken else FLAGGED)
    return is_taken


def _reply_in(mail: WaitingMail, mailbox: ReplyMailbox) -> Reply | None:
    """Return the answer in a mail; nothing where it holds none that may be believed."""
    if mail.octets > MAX_OCTETS:
        return None
    content = mailbox.read(mail.uid)
    try:
        return _believable_reply(message_from_bytes(content, policy=compat32))
    # The mail may be anything, also what breaks the parsers of the standard library.
    except Exception as error:  # noqa: BLE001
        _log.warning("reply_unreadable", error=type(error).__name__)
        return None


def _believable_reply(mail: Message) -> Reply | None:
    reply = reply_in_mail(mail)
    if reply is not None:
        ensure_is_uid(reply.uid)
        if _sender_of(mail) != reply.guest:
            raise ForeignReplyError
    return reply


def _sender_of(mail: Message) -> str | None:
    """Return the one address in From; the standard library takes long over very long ones."""
    headers = [str(header) for header in mail.get_all("From", [])]
    if len(headers) != 1 or len(headers[0]) > MAX_SENDER_LENGTH:
        raise UnreadableCalendarError
    addresses = [address for _, address in getaddresses(headers)]
    return normalise_email(addresses[0]) if len(addresses) == 1 else None


async def _handed_over(reply: Reply, now: datetime) -> bool:
    for reader in _readers:
        if await reader(reply, now=now):
            return True
    return False
