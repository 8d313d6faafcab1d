"""Mail over a real SMTP conversation, with servers that are kind, strict, slow or gone."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.platform.notifications.builders import an_outgoing_mail
from wethaq.platform.notifications.errors import (
    PermanentDeliveryError,
    ServerUnreachableError,
    TemporaryDeliveryError,
)
from wethaq.platform.notifications.smtp import SmtpCourier
from wethaq.platform.settings import Settings


class Inbox:
    """What a real server received; `answers` are given before it becomes kind."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.received: list[bytes] = []
        self.sessions: set[int] = set()

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.sessions.add(id(session))
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "drop":
            assert server.transport
            server.transport.abort()
            return "250 never heard"
        if answer == "slow":
            await asyncio.sleep(30)
        if answer.startswith("250"):
            self.received.append(envelope.content)
        return answer

    @property
    def mails(self) -> list[EmailMessage]:
        return [
            cast(EmailMessage, message_from_bytes(content, policy=SMTP_POLICY)) for content in self.received
        ]


class RefusingInbox(Inbox):
    async def handle_RCPT(self, *_: Any) -> str:  # noqa: N802 - aiosmtpd's name
        return self.answers[0]


@asynccontextmanager
async def serving(inbox: Inbox, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Run a real SMTP server on a free port, in this very loop."""
    loop = asyncio.get_running_loop()
    connections: list[SMTP] = []

    def connected() -> SMTP:
        connections.append(
            SMTP(inbox, tls_context=tls, require_starttls=tls is not None, enable_SMTPUTF8=True, loop=loop)
        )
        return connections[-1]

    server = await loop.create_server(connected, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for connection in connections:
            if connection.transport:
                connection.transport.abort()
        await asyncio.sleep(0.01)


@asynccontextmanager
async def a_courier(port: int, **changes: Any) -> AsyncIterator[SmtpCourier]:
    settings = Settings(
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_tls="none",
        smtp_timeout_seconds=1,
        mail_from="noreply@wethaq.test",
    )
    courier = SmtpCourier(
        settings.model_copy(update={key: changes[key] for key in changes if key != "tls"}), changes.get("tls")
    )
    try:
        yield courier
    finally:
        await courier.close()


async def test_an_arabic_mail_arrives_whole_in_both_forms(now: datetime) -> None:
    message = an_outgoing_mail()
    async with serving(inbox := Inbox()) as port, a_courier(port) as courier:
        await courier.carry(message, now=now)
    mail = inbox.mails[0]
    assert str(mail["From"]) == "جمعية وثاق الأسرية <noreply@wethaq.test>"
    assert (mail["To"], mail["Subject"]) == ("noura@example.com", "وصلنا ردكم")
    assert mail["Message-ID"] == f"<{message.id}@wethaq.test>"
    assert mail["Date"].datetime == now
    plain, html = (cast(EmailMessage, mail.get_body((kind,))).get_content() for kind in ("plain", "html"))
    assert "https://wethaq.test/x" in plain
    assert '<html lang="ar" dir="rtl">' in html
    assert 'href="https://wethaq.test/x"' in html


async def test_what_a_person_typed_is_escaped_in_the_html(now: datetime) -> None:
    async with serving(inbox := Inbox()) as port, a_courier(port) as courier:
        await courier.carry(
            an_outgoing_mail(body='<script>alert(1)</script>\n\nx:\nhttps://a.example/"><b>'), now=now
        )
    html = cast(EmailMessage, inbox.mails[0].get_body(("html",))).get_content()
    assert "<script>" not in html
    assert "<b>" not in html


async def test_one_conversation_carries_many_messages(now: datetime) -> None:
    async with serving(inbox := Inbox()) as port, a_courier(port) as courier:
        for _ in range(3):
            await courier.carry(an_outgoing_mail(), now=now)
    assert (len(inbox.received), len(inbox.sessions)) == (3, 1)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("451 try later", TemporaryDeliveryError),
        ("552 too much", PermanentDeliveryError),
        ("drop", TemporaryDeliveryError),
        ("slow", TemporaryDeliveryError),
    ],
)
async def test_a_server_that_stumbles_after_data_is_understood_and_the_next_try_arrives(
    answer: str, error: type[Exception], now: datetime
) -> None:
    message = an_outgoing_mail()
    async with serving(inbox := Inbox(answer)) as port, a_courier(port) as courier:
        with pytest.raises(error):
            await courier.carry(message, now=now)
        await courier.carry(message, now=now)
    assert [mail["Message-ID"] for mail in inbox.mails] == [f"<{message.id}@wethaq.test>"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [("550 no such person", PermanentDeliveryError), ("450 mailbox busy", TemporaryDeliveryError)],
)
async def test_a_refused_recipient_is_final_only_when_the_server_says_so(
    answer: str, error: type[Exception], now: datetime
) -> None:
    async with serving(RefusingInbox(answer)) as port, a_courier(port) as courier:
        with pytest.raises(error) as refusal:
            await courier.carry(an_outgoing_mail(), now=now)
    assert refusal.value.reason == f"smtp_{answer[:3]}"  # type: ignore[attr-defined]  # a DeliveryError


async def test_a_server_that_is_not_there_is_unreachable(now: datetime) -> None:
    async with a_courier(9) as courier:
        with pytest.raises(ServerUnreachableError):
            await courier.carry(an_outgoing_mail(), now=now)


@pytest.mark.parametrize(
    "address", ["a@b.c\r\nBcc: all@example.com", "a@b.c, d@e.f", "no address", "<a@b.c>", ""]
)
async def test_an_address_that_smuggles_is_refused_before_any_server_is_asked(
    address: str, now: datetime
) -> None:
    async with a_courier(9) as courier:
        with pytest.raises(PermanentDeliveryError):
            await courier.carry(an_outgoing_mail(address), now=now)


async def test_starttls_is_spoken_and_an_unknown_certificate_is_refused(
    tmp_path: Path, now: datetime
) -> None:
    server_side, trusting = certificates(tmp_path)
    async with serving(inbox := Inbox(), server_side) as port:
        async with a_courier(port, smtp_tls="starttls", tls=trusting) as courier:
            await courier.carry(an_outgoing_mail(), now=now)
        assert len(inbox.received) == 1
        async with a_courier(port, smtp_tls="starttls") as suspicious:
            with pytest.raises(ServerUnreachableError):
                await suspicious.carry(an_outgoing_mail(), now=now)
    assert len(inbox.received) == 1


async def test_starttls_is_not_given_up_when_the_server_has_none(now: datetime) -> None:
    async with serving(inbox := Inbox()) as port, a_courier(port, smtp_tls="starttls") as courier:
        with pytest.raises(ServerUnreachableError):
            await courier.carry(an_outgoing_mail(), now=now)
    assert inbox.received == []


def certificates(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's context with a fresh certificate, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    moment = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(uuid4().int >> 1)
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return server, ssl.create_default_context(cadata=pem.decode())
