"""A real IMAP server beside the tests, and mails that calendars of others would send."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from tests.fixtures import NOW
from tests.platform.invitations.test_replies import REPLY
from wethaq.platform.invitations.replies import Reply
from wethaq.platform.notifications.reply_mailbox import ReplyMailbox
from wethaq.platform.settings import Settings

USER, PASSWORD = "office", "geheim"
START_SECONDS = 30
GUEST = "Noura@Example.com"
OURS = "0199a1b2@wethaq.test"


@dataclass(frozen=True)
class ImapServer:
    port: int

    def settings(self, **changes: object) -> Settings:
        values = {
            "imap_host": "127.0.0.1",
            "imap_port": self.port,
            "imap_user": USER,
            "imap_password": PASSWORD,
            "imap_tls": "none",
        }
        return Settings(**{**values, **changes})


class Register:
    """What a service would do with answers: it knows some invitations, and may fail."""

    def __init__(self, *, knows: str = OURS) -> None:
        self.knows = knows
        self.taken: list[Reply] = []
        self.fails_on: set[str] = set()

    async def take(self, reply: Reply, *, now: datetime) -> bool:
        if reply.uid in self.fails_on:
            raise ZeroDivisionError
        if reply.uid.startswith(self.knows):
            self.taken.append(reply)
            return True
        return False


@dataclass(frozen=True)
class Folder:
    """A folder of a test's own, looked at as a mail program does."""

    server: ImapServer
    name: str
    client: imaplib.IMAP4

    def mailbox(self) -> ReplyMailbox:
        return ReplyMailbox(self.server.settings(imap_folder=self.name))

    def receive(self, *mails: bytes) -> None:
        for mail in mails:
            assert self.client.append(f'"{self.name}"', "", imaplib.Time2Internaldate(NOW), mail)[0] == "OK"

    def count(self, *criteria: str) -> int:
        self.client.select(f'"{self.name}"', readonly=True)
        return len(self.client.uid("SEARCH", *criteria)[1][0].split())


@contextmanager
def running_imap_server(*tls: str) -> Iterator[ImapServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(sys.executable).with_name("pymap"))
    account = ("--demo-data", "--demo-user", USER, "--demo-password", PASSWORD)
    process = subprocess.Popen(
        [program, "--host", "127.0.0.1", "--port", str(port), *(tls or ("--no-tls",)), "dict", *account],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield ImapServer(port)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def a_folder(server: ImapServer, name: str) -> Iterator[Folder]:
    with imaplib.IMAP4("127.0.0.1", server.port, timeout=10) as client:
        client.login(USER, PASSWORD)
        assert client.create(f'"{name}"')[0] == "OK"
        yield Folder(server, name, client)


def an_answering_mail(ics: str = REPLY, sender: str = f"نورة <{GUEST}>") -> bytes:
    """Write what a guest's calendar sends: the words, and the answer beside them."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "appointments@wethaq.test"
    mail["Subject"] = "قُبل: موعد – وثاق"
    mail.set_content("قبلت نورة الدعوة.")
    mail.add_alternative(ics.replace("\n", "\r\n"), subtype="calendar", params={"method": "REPLY"})
    mail.add_attachment(ics.encode(), maintype="application", subtype="ics", filename='"دعوة" calendar.ics')
    return mail.as_bytes()


def a_letter() -> bytes:
    """Write a mail that is for people."""
    mail = EmailMessage()
    mail["From"] = GUEST
    mail["Subject"] = "text/calendar"
    mail.set_content("لن أستطيع الحضور، أرجو الاتصال بي. METHOD:REPLY")
    return mail.as_bytes()


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
