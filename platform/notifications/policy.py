"""The rules of messages: by which way, how quietly, and when again.

design/intake-and-consent.md, People: the safe-contact rule. Pure.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from wethaq.platform.actors import Channel
from wethaq.platform.people.policy.contact import SafeContactRule, may_send, may_show_content

FIRST_RETRY: Final = timedelta(seconds=30)
LONGEST_RETRY: Final = timedelta(hours=6)
MAX_ATTEMPTS: Final = 14
"""With the delays above, a server may be away for a whole day before a message is given up."""
LEASE: Final = timedelta(minutes=5)
CODE_LIFETIME: Final = timedelta(minutes=15)
"""A one-time code that couldn't be delivered in this time is of no use any more."""
PROOF_KEPT: Final = timedelta(days=365)
"""That a message was sent stays known for a year (the consents to be contacted say so)."""
CONTENT_KEPT: Final = timedelta(days=30)
"""How long the words of a delivered message stay in the outbox (sealed)."""

GSM_LETTERS: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The basic alphabet of GSM 03.38; any other letter turns the whole text into UCS-2."""
MAX_SMS_PARTS: Final = 4


class MessageStatus(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """Not delivered yet; it will be tried again."""
    DEAD = "dead"
    """Given up; staff look at it."""


NEXT_STATUSES: Final = {
    MessageStatus.PENDING: frozenset({MessageStatus.SENDING, MessageStatus.DEAD}),
    MessageStatus.SENDING: frozenset(
        {MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.DEAD, MessageStatus.SENDING}
    ),
    MessageStatus.FAILED: frozenset({MessageStatus.SENDING, MessageStatus.DEAD}),
    MessageStatus.DEAD: frozenset({MessageStatus.PENDING}),
    MessageStatus.SENT: frozenset[MessageStatus](),
}


class Reachable(Protocol):
    """What the choice of a way needs to know of a person."""

    @property
    def mobile(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def preferred_channel(self) -> Channel: ...
    @property
    def safe_contact(self) -> frozenset[SafeContactRule]: ...


class Loudness(StrEnum):
    """How much a message may say."""

    FULL = "full"
    SILENT = "silent"
    """Only that there is a message: others read this telephone."""


def choose_channel(contact: Reachable) -> Channel | None:
    """Return the preferred way that is known and safe, else another one, else None."""
    order = (
        [Channel.EMAIL, Channel.SMS]
        if contact.preferred_channel is Channel.EMAIL
        else [Channel.SMS, Channel.EMAIL]
    )
    for channel in order:
        if address_of(contact, channel) and may_send(channel, contact.safe_contact):
            return channel
    return None


def address_of(contact: Reachable, channel: Channel) -> str | None:
    return contact.email if channel is Channel.EMAIL else contact.mobile


def loudness(contact: Reachable, channel: Channel) -> Loudness:
    """Tell how much may be said; the rule "no content in a text message" makes it silent."""
    return Loudness.FULL if may_show_content(channel, contact.safe_contact) else Loudness.SILENT


def retry_at(now: datetime, attempts: int, jitter: float) -> datetime:
    """Return when to try again after `attempts` failures.

    Doubling from FIRST_RETRY to LONGEST_RETRY; `jitter` from 0 to 1 spreads
    each delay over its upper half, so that messages that failed together
    don't come back together.
    """
    full: timedelta = min(FIRST_RETRY * 2 ** min(max(attempts, 1) - 1, 20), LONGEST_RETRY)
    return now + full * (0.5 + jitter / 2)


def is_given_up(attempts: int) -> bool:
    return attempts >= MAX_ATTEMPTS


def sms_parts(text: str) -> int:
    """Return how many text messages a text needs (GSM 03.38: 160/153 letters; UCS-2: 70/67)."""
    is_gsm = all(letter in GSM_LETTERS for letter in text)
    units = len(text) if is_gsm else len(text.encode("utf-16-le")) // 2
    single, joined = (160, 153) if is_gsm else (70, 67)
    return 1 if units <= single else -(-units // joined)
