"""Anybody may write to the mailbox of answers; nobody can stop it, or answer for somebody else unnoticed."""

import asyncio
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixtures import NOW
from tests.platform.invitations.builders import an_invitation, request_ics
from tests.platform.invitations.test_replies import REPLY
from tests.platform.notifications.imap_server import GUEST, OURS, Folder, Register, an_answering_mail
from wethaq.platform.notifications.replies import read_replies, use_reply_readers
from wethaq.platform.notifications.reply_mailbox import FLAGGED, MAX_OCTETS, SEEN, ReplyMailbox, WaitingMail
from wethaq.platform.settings import Settings


def a_nest(depth: int) -> bytes:
    """Write parts in parts, deeper than any parser likes."""
    heads = [
        f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n'
        for number in range(depth)
    ]
    inner = f"Content-Type: text/calendar; method=REPLY\r\n\r\n{REPLY}"
    return (f"From: {GUEST}\r\nMIME-Version: 1.0\r\n" + "".join(heads) + inner).encode()


def with_head(line: bytes) -> bytes:
    return line + b"\r\n" + an_answering_mail().partition(b"\n")[2]


HOSTILE: dict[str, bytes] = {
    "in somebody else's name": an_answering_mail(sender="saad@example.com"),
    "from two": an_answering_mail(sender=f"{GUEST}, saad@example.com"),
    "two From": with_head(b"From: saad@example.com\r\nFrom: " + GUEST.encode()),
    "no From": with_head(b"X-From: x"),
    "endless From": with_head(b"From: " + b"(" * 20_000),
    "named like the guest": an_answering_mail(sender=f'"{GUEST}" <saad@example.com>'),
    "no answer": an_answering_mail("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n"),
    "broken off": an_answering_mail(REPLY[:200]),
    "our own invitation": an_answering_mail(request_ics(an_invitation(), now=NOW)),
    "an unknown invitation": an_answering_mail(REPLY.replace(OURS, "another-uid@wethaq.test")),
    "a NUL in the UID": an_answering_mail(REPLY.replace(OURS, f"{OURS}\0x")),
    "a UID that is none of ours by its form": an_answering_mail(REPLY.replace(OURS, f"{OURS}'; --")),
    "two events": an_answering_mail(REPLY.replace("END:VCALENDAR", "BEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR")),
    "too large": an_answering_mail(REPLY + "X" * MAX_OCTETS),
    "an unknown charset": an_answering_mail().replace(b'charset="utf-8"', b'charset="x-\xff"'),
    "an unknown coding": an_answering_mail().replace(b"base64", b"x-uuencode"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_a_hostile_mail_is_set_aside_and_the_others_are_read(
    name: str, folder: Folder, register: Register, now: datetime
) -> None:
    folder.receive(an_answering_mail(), HOSTILE[name], an_answering_mail())
    assert await read_replies(folder.mailbox(), now=now) >= 2
    assert folder.count("UNSEEN", "UNFLAGGED") == 0
    assert {reply.guest for reply in register.taken} == {GUEST.lower()}
    assert {reply.uid for reply in register.taken} == {OURS}


async def test_a_nest_of_parts_stops_nobody(folder: Folder, register: Register, now: datetime) -> None:
    folder.receive(an_answering_mail(), a_nest(40))
    assert await read_replies(folder.mailbox(), now=now) >= 1


class PliantMailbox(ReplyMailbox):
    """Holds mails on which the tests' own server breaks."""

    def __init__(self, *mails: bytes) -> None:
        super().__init__(Settings())
        self.mails = dict(zip("123", mails, strict=False))
        self.marks: dict[str, str] = {}

    def open(self) -> None:
        """Nothing is to be opened."""

    def waiting(self, now: datetime) -> list[WaitingMail]:
        return [WaitingMail(uid, len(mail)) for uid, mail in self.mails.items()]

    def read(self, uid: str) -> bytes:
        return self.mails[uid]

    def mark(self, uid: str, flags: str) -> None:
        self.marks[uid] = flags


async def test_not_even_one_as_deep_as_a_mail_can_be(register: Register, now: datetime) -> None:
    mailbox = PliantMailbox(a_nest(5_000), an_answering_mail())
    assert await read_replies(mailbox, now=now) == 1
    assert mailbox.marks == {"1": FLAGGED, "2": SEEN}


@given(st.lists(st.tuples(st.integers(0, 1500), st.binary(min_size=1, max_size=8)), max_size=6))
@settings(max_examples=60, deadline=None)
def test_whatever_a_mail_holds_the_round_goes_on(changes: list[tuple[int, bytes]]) -> None:
    mail = bytearray(an_answering_mail())
    for place, octets in changes:
        mail[place : place + len(octets)] = octets
    register, mailbox = Register(), PliantMailbox(bytes(mail), an_answering_mail())
    use_reply_readers([register.take])
    assert asyncio.run(read_replies(mailbox, now=NOW)) >= 1
    use_reply_readers([])
    assert mailbox.marks["2"] == SEEN
    assert {reply.guest for reply in register.taken} == {GUEST.lower()}
