"""kill -9 in the middle of everything: what was acknowledged is there, and every message arrives."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.browser.post import MailServer, listening_mail_server
from tests.platform.accounts.builders import a_member_of_staff, a_person, actor_for, an_account_of, an_email
from tests.platform.intake.builders import a_filled_draft, a_submitted_request, open_intake
from tests.site.servers import Server, running_servers
from wethaq.platform.accounts.sessions import start_session
from wethaq.platform.actors import Channel, Role
from wethaq.platform.audit.verification import verify_audit
from wethaq.platform.database.sealing import open_row
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.intake.tables import Answer, Request
from wethaq.platform.intake.tables import Message as ThreadMessage
from wethaq.platform.jobs.tables import JobState
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.policy import LEASE, LONGEST_RETRY, MessageStatus
from wethaq.platform.notifications.smtp import SmtpCourier
from wethaq.platform.notifications.tables import Message
from wethaq.platform.settings import Settings

LONGEST_SECONDS = 1.2
"""The server lives no longer than this after its first acknowledged write."""
SUBMITTERS = 2
DRAFTS_A_ROUND = 12
Writer = Callable[[Server], Awaitable[None]]


@dataclass
class Family:
    """A person at home with a session, and a request."""

    request: RequestRecord
    session: str

    def at(self, server: Server) -> tuple[httpx.AsyncClient, dict[str, str], str]:
        return *server.signed_in(self.session), f"/requests/{self.request.id}"


@dataclass
class Acknowledged:
    """What the servers said was done, however they ended afterwards."""

    answers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    submitted: set[UUID] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.answers) + len(self.words) + len(self.submitted)


class Town:
    """Families and an officer who go on writing, whatever happens to the server."""

    def __init__(self, families: list[Family], drafts: list[Family], officer: str) -> None:
        self.families, self.drafts, self.officer = families, drafts, officer
        self.done = Acknowledged()
        self._numbers = count()

    def writers(self) -> list[Writer]:
        return [
            self._answers,
            self._answers,
            self._asks,
            self._asks,
            self._replies,
            *[self._submits] * SUBMITTERS,
        ]

    def _words(self) -> str:
        return f"عبارة لا تشبه غيرها، رقمها {next(self._numbers)} من ذلك اليوم الطويل"

    async def _answers(self, server: Server) -> None:
        browser, token, path = self.families[0].at(server)
        while await _is_accepted(
            browser, f"{path}/questions/situation", token | {"situation": (text := self._words())}
        ):
            self.done.answers.add(text)

    async def _asks(self, server: Server) -> None:
        browser, token, path = self.families[1].at(server)
        while await _is_accepted(browser, f"{path}/messages", token | {"message": (text := self._words())}):
            self.done.words.add(text)

    async def _replies(self, server: Server) -> None:
        browser, token = server.signed_in(self.officer)
        path = f"/desk/requests/{self.families[1].request.id}/messages"
        while await _is_accepted(browser, path, token | {"message": (text := self._words())}):
            self.done.words.add(text)

    async def _submits(self, server: Server) -> None:
        while self.drafts:
            family = self.drafts.pop()
            browser, token, path = family.at(server)
            form = {"seen_hash": await current_hash(family.request), "is_confirmed": "yes"}
            form["signed_name"] = "نورة سالم العطوي"
            if not await _is_accepted(browser, f"{path}/declaration", token | form):
                return
            self.done.submitted.add(family.request.id)


async def _is_accepted(browser: httpx.AsyncClient, path: str, form: dict[str, str]) -> bool:
    """Send a form; False once the server is gone."""
    try:
        answer = await browser.post(path, data=form)
    except httpx.TransportError:
        return False
    assert answer.status_code == 303, answer.text
    return True


async def a_family(*, is_draft: bool, now: datetime) -> Family:
    person = await a_person(email=an_email(), preferred_channel=Channel.EMAIL)
    account = await an_account_of(person)
    make = a_filled_draft if is_draft else a_submitted_request
    request = await make(await actor_for(account), now=now)
    _, session = await start_session(account, is_staff=False, device="Firefox · Linux", now=now)
    return Family(request, session)


async def a_town(rounds: int) -> Town:
    await open_intake()
    now = datetime.now(UTC)
    families = [await a_family(is_draft=is_draft, now=now) for is_draft in (True, False)]
    drafts = [await a_family(is_draft=True, now=now) for _ in range(rounds * DRAFTS_A_ROUND)]
    officer = await a_member_of_staff(Role.RELATIONS_OFFICER)
    _, session = await start_session(officer, is_staff=True, device="Firefox · Linux", now=now)
    return Town(families, drafts, session)


async def live_until_killed(server: Server, town: Town, seconds: float) -> None:
    """Let everybody write, and kill the server so long after its first acknowledgement."""
    await server.start()
    before = len(town.done)
    tasks = [asyncio.create_task(write(server)) for write in town.writers()]
    while len(town.done) == before and not all(task.done() for task in tasks):  # noqa: ASYNC110 - many may be first
        await asyncio.sleep(0.01)
    await asyncio.sleep(seconds)
    server.kill()
    await asyncio.gather(*tasks)
    # As if the two minutes had passed in which the dead process holds its jobs.
    await JobState.update({JobState.lease: None, JobState.leased_until: None}, force=True)


@asynccontextmanager
async def a_server_to_kill(folder: Path, mail: MailServer) -> AsyncIterator[Server]:
    settings = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mail.port), "SMTP_TLS": "none"}
    async with running_servers(folder, 1, **settings) as [server]:
        server.kill()
        yield server


async def deliver_the_rest(mail: MailServer) -> None:
    """Deliver what is left, at a time when every lease and every delay has passed."""
    later = datetime.now(UTC) + LEASE + LONGEST_RETRY
    courier = SmtpCourier(Settings(smtp_host="127.0.0.1", smtp_port=mail.port, smtp_tls="none"))
    while await Message.exists().where(Message.status != MessageStatus.SENT.value):
        await deliver_due(later, couriers={Channel.EMAIL: courier}, jitter=lambda: 0)
    await courier.close()


async def ensure_kept(done: Acknowledged) -> None:
    """Look for every acknowledged write in the database."""
    answers = {open_row(Answer, row)["value"] for row in await Answer.select()}
    words = {open_row(ThreadMessage, row)["body"] for row in await ThreadMessage.select()}
    assert done.answers <= answers
    assert done.words <= words
    for request_id in done.submitted:
        assert (await get_request(request_id)).status is RequestStatus.SUBMITTED


async def ensure_delivered(mail: MailServer, kills: int) -> None:
    """Compare what arrived with the outbox: at least once each, and none that isn't there."""
    arrived = [str(each["Message-ID"]).strip("<>").partition("@")[0] for each in mail.mails]
    committed = {str(row["id"]) for row in await Message.select(Message.id)}
    assert set(arrived) == committed
    assert len(arrived) - len(committed) <= kills


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "kills", [pytest.param(3, id="short"), pytest.param(25, id="long", marks=pytest.mark.proof)]
)
async def test_no_acknowledged_write_is_lost_when_the_server_is_killed(kills: int, tmp_path: Path) -> None:
    chance = random.Random(kills)
    town = await a_town(kills)
    with listening_mail_server() as mail:
        async with a_server_to_kill(tmp_path, mail) as server:
            for _ in range(kills):
                await live_until_killed(server, town, chance.uniform(0, LONGEST_SECONDS))
        await deliver_the_rest(mail)
        await ensure_delivered(mail, kills)
    assert min(len(town.done.answers), len(town.done.words), len(town.done.submitted)) >= kills
    await ensure_kept(town.done)
    numbers = [
        row["number"] for row in await Request.select(Request.number).where(Request.number.is_not_null())
    ]
    assert sorted(int(number[-5:]) for number in numbers) == list(range(1, len(numbers) + 1))
    report = await verify_audit()
    assert report.is_intact, report.findings
