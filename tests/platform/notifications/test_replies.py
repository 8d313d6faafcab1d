"""Answers are read from a real mailbox, whatever lies between them, and none is lost on the way."""

import asyncio
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.platform.invitations.test_replies import REPLY
from tests.platform.notifications.imap_server import (
    GUEST,
    OURS,
    PASSWORD,
    Folder,
    ImapServer,
    Register,
    a_letter,
    an_answering_mail,
    running_imap_server,
)
from tests.platform.notifications.test_smtp import certificates
from wethaq.platform.invitations.replies import Answer, Reply
from wethaq.platform.notifications import replies as reading
from wethaq.platform.notifications.errors import ReplyMailboxError
from wethaq.platform.notifications.jobs import read_replies_often
from wethaq.platform.notifications.replies import read_replies, use_reply_readers
from wethaq.platform.notifications.reply_mailbox import LOOKED_BACK, ReplyMailbox
from wethaq.platform.settings import get_settings


async def test_an_answer_is_handed_over_and_its_mail_marked_as_read(
    folder: Folder, register: Register, now: datetime
) -> None:
    folder.receive(an_answering_mail())
    assert await read_replies(folder.mailbox(), now=now) == 1
    (reply,) = register.taken
    assert (reply.uid, reply.guest, reply.answer) == (OURS, GUEST.lower(), Answer.ACCEPTED)
    assert (folder.count("SEEN"), folder.count("FLAGGED")) == (1, 0)
    assert await read_replies(folder.mailbox(), now=now) == 0


async def test_a_letter_is_left_for_people_as_it_came(
    folder: Folder, register: Register, now: datetime
) -> None:
    folder.receive(a_letter(), an_answering_mail(), a_letter())
    assert await read_replies(folder.mailbox(), now=now) == 1
    assert (folder.count("UNSEEN", "UNFLAGGED"), folder.count("SEEN")) == (2, 1)


async def test_an_answer_whose_reader_fails_is_read_again(
    folder: Folder, register: Register, now: datetime
) -> None:
    register.fails_on = {OURS}
    folder.receive(an_answering_mail())
    assert await read_replies(folder.mailbox(), now=now) == 0
    assert folder.count("UNSEEN", "UNFLAGGED") == 1
    register.fails_on = set()
    assert await read_replies(folder.mailbox(), now=now) == 1


async def test_the_mail_is_unread_until_the_reader_has_committed(folder: Folder, now: datetime) -> None:
    seen_meanwhile: list[int] = []

    async def look(_: Reply, *, now: datetime) -> bool:
        seen_meanwhile.append(folder.count("SEEN"))
        return True

    use_reply_readers([look])
    folder.receive(an_answering_mail())
    await read_replies(folder.mailbox(), now=now)
    use_reply_readers([])
    assert (seen_meanwhile, folder.count("SEEN")) == ([0], 1)


async def test_the_second_reader_is_asked_where_the_first_knows_nothing(
    folder: Folder, now: datetime
) -> None:
    first, second = Register(knows="other"), Register()
    use_reply_readers([first.take, second.take])
    folder.receive(an_answering_mail())
    assert await read_replies(folder.mailbox(), now=now) == 1
    use_reply_readers([])
    assert (len(first.taken), len(second.taken)) == (0, 1)


@pytest.fixture
def few_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_A_ROUND", 3)


@pytest.mark.usefixtures("few_a_round")
async def test_a_round_reads_so_many_and_the_next_goes_on(
    folder: Folder, register: Register, now: datetime
) -> None:
    folder.receive(*[an_answering_mail()] * 5)
    assert [await read_replies(folder.mailbox(), now=now) for _ in range(2)] == [3, 2]


@pytest.mark.usefixtures("few_a_round")
async def test_many_answers_that_break_their_reader_do_not_hide_a_newer_one(
    folder: Folder, register: Register, now: datetime
) -> None:
    register.fails_on = {OURS}
    folder.receive(*[an_answering_mail()] * 5)
    folder.receive(an_answering_mail(REPLY.replace(OURS, f"{OURS}.sa")))
    assert await read_replies(folder.mailbox(), now=now) == 1


async def test_what_is_a_month_old_is_not_looked_at(
    folder: Folder, register: Register, now: datetime
) -> None:
    folder.receive(an_answering_mail())
    later = now + LOOKED_BACK + timedelta(days=2)
    assert await read_replies(folder.mailbox(), now=later) == 0
    assert folder.count("UNSEEN", "UNFLAGGED") == 1


@pytest.mark.parametrize(
    "changes", [{"imap_password": "wrong"}, {"imap_folder": "Nowhere"}, {"imap_port": 9}, {"imap_tls": "tls"}]
)
async def test_a_mailbox_that_does_not_open_is_named_without_its_password(
    changes: dict[str, Any], imap_server: ImapServer, now: datetime
) -> None:
    with pytest.raises(ReplyMailboxError) as error:
        await read_replies(ReplyMailbox(imap_server.settings(**changes)), now=now)
    assert PASSWORD not in repr(error.value) + str(error.value.params)
    assert error.value.__cause__ is None


async def test_a_server_that_says_nothing_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(reading, "LONGEST_ROUND", timedelta(seconds=0.2))
    monkeypatch.setattr("wethaq.platform.notifications.reply_mailbox.TIMEOUT_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = ImapServer(silent.getsockname()[1]).settings()
        with pytest.raises(ReplyMailboxError) as error:
            await read_replies(ReplyMailbox(settings), now=now)
    assert error.value.reason == "too_slow"


async def test_starttls_is_spoken_and_an_unknown_certificate_is_refused(
    tmp_path: Path, now: datetime
) -> None:
    _, trusting = certificates(tmp_path)
    files = ("--cert", str(tmp_path / "certificate.pem"), "--key", str(tmp_path / "key.pem"))
    with running_imap_server(*files) as server:
        settings = server.settings(imap_tls="starttls")
        assert await read_replies(ReplyMailbox(settings, trusting), now=now) == 0
        with pytest.raises(ReplyMailboxError):
            await read_replies(ReplyMailbox(settings), now=now)


async def test_starttls_is_not_given_up_when_the_server_has_none(
    imap_server: ImapServer, now: datetime
) -> None:
    with pytest.raises(ReplyMailboxError):
        await read_replies(ReplyMailbox(imap_server.settings(imap_tls="starttls")), now=now)


async def test_the_job_reads_only_where_a_mailbox_is_named(
    folder: Folder, register: Register, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    folder.receive(an_answering_mail())
    await read_replies_often.run(now)
    assert register.taken == []
    monkeypatch.setattr(
        "wethaq.platform.notifications.jobs.get_settings",
        lambda: folder.server.settings(imap_folder=folder.name),
    )
    await read_replies_often.run(now)
    assert len(register.taken) == 1
    assert get_settings().imap_host is None


async def test_two_rounds_at_once_lose_nothing(folder: Folder, register: Register, now: datetime) -> None:
    folder.receive(*[an_answering_mail()] * 5)
    await asyncio.gather(*(read_replies(folder.mailbox(), now=now) for _ in range(2)))
    assert len(register.taken) >= 5
    assert folder.count("UNSEEN") == 0
