"""The mailbox in which answers to our invitations arrive, over IMAP (RFC 3501). Blocking: call it in a thread.

A mail is looked at before it is fetched: one without a calendar part is
somebody's letter, which is for people to read, and nothing marks it.
"""

import imaplib
import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.notifications.errors import ReplyMailboxError
from wethaq.platform.settings import Settings

TIMEOUT_SECONDS: Final = 20
MAX_LISTED: Final = 500
"""How many unread mails are looked at in a round, the newest first."""
MAX_OCTETS: Final = 256 * 1024
LOOKED_BACK: Final = timedelta(days=30)
SEEN: Final = r"(\Seen)"
FLAGGED: Final = r"(\Flagged)"
_FAILURES: Final = (imaplib.IMAP4.error, OSError, ValueError)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CALENDAR_PART: Final = re.compile(rb'"text"\s+"calendar"', re.IGNORECASE)
_FACTS: Final = ("UID", "RFC822.SIZE")


@dataclass(frozen=True, slots=True)
class WaitingMail:
    """An unread mail that carries a calendar object."""

    uid: str
    octets: int


class ReplyMailbox:
    """A connection to the folder that the settings name. Its methods raise ReplyMailboxError."""

    def __init__(self, settings: Settings, tls: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._tls = tls
        self._client: imaplib.IMAP4 | None = None

    def open(self) -> None:
        settings = self._settings
        password = settings.imap_password.get_secret_value() if settings.imap_password else ""
        try:
            self._client = client = self._connected()
            client.login(settings.imap_user or "", password)
            self._answer(client.select(_quoted(settings.imap_folder)))
        except _FAILURES as error:
            raise ReplyMailboxError(type(error).__name__) from None

    def waiting(self, now: datetime) -> list[WaitingMail]:
        """Return the unread mails with a calendar part that nobody set aside, the newest first."""
        since = now - LOOKED_BACK
        day = f"{since.day:02}-{_MONTHS[since.month - 1]}-{since.year}"
        found = self._ask("SEARCH", "UNSEEN", "UNFLAGGED", "SINCE", day)
        uids = b" ".join(part for part in found if isinstance(part, bytes)).split()[-MAX_LISTED:]
        if not uids:
            return []
        described = self._ask("FETCH", b",".join(uids).decode(), "(UID RFC822.SIZE BODYSTRUCTURE)")
        mails = [mail for description in _descriptions(described) if (mail := _waiting_mail(description))]
        return sorted(mails, key=lambda mail: int(mail.uid), reverse=True)

    def read(self, uid: str) -> bytes:
        """Return a mail without marking it as read; nothing where it is gone."""
        parts = self._ask("FETCH", uid, f"(BODY.PEEK[]<0.{MAX_OCTETS}>)")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")

    def mark(self, uid: str, flags: str) -> None:
        self._ask("STORE", uid, "+FLAGS.SILENT", flags)

    def close(self) -> None:
        """Leave; whoever still waits for an answer in another thread is woken with an error."""
        client, self._client = self._client, None
        if client is not None:
            client.shutdown()

    def _connected(self) -> imaplib.IMAP4:
        settings, tls = self._settings, self._tls or ssl.create_default_context()
        host, port = settings.imap_host or "", settings.imap_port
        if settings.imap_tls not in {"starttls", "none"}:
            return imaplib.IMAP4_SSL(host, port, ssl_context=tls, timeout=TIMEOUT_SECONDS)
        client = imaplib.IMAP4(host, port, timeout=TIMEOUT_SECONDS)
        try:
            if settings.imap_tls == "starttls":
                client.starttls(tls)
        except _FAILURES:
            client.shutdown()
            raise
        return client

    def _ask(self, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes]]:
        if self._client is None:
            raise ReplyMailboxError("closed")
        try:
            return self._answer(self._client.uid(command, *arguments))
        except _FAILURES as error:
            raise ReplyMailboxError(type(error).__name__) from None

    def _answer(self, answer: tuple[str, Sequence[object]]) -> list[bytes | tuple[bytes, bytes]]:
        status, data = answer
        if status != "OK":
            raise ReplyMailboxError("refused")
        return [part for part in data if isinstance(part, bytes | tuple)]


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _descriptions(parts: list[bytes | tuple[bytes, bytes]]) -> list[bytes]:
    """Join what belongs to one mail: literals come in pieces, and the last piece is bare."""
    found, pending = [], b""
    for part in parts:
        if isinstance(part, tuple):
            pending += b" ".join(part)
        else:
            found.append(pending + part)
            pending = b""
    return found


def _waiting_mail(description: bytes) -> WaitingMail | None:
    facts = [re.search(rf"\b{name} (\d+)".encode(), description) for name in _FACTS]
    if not _CALENDAR_PART.search(description):
        return None
    uid, octets = (fact[1].decode() if fact else "" for fact in facts)
    return WaitingMail(uid, int(octets)) if uid and octets else None
