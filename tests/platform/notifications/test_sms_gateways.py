"""Text messages over real HTTP, with gateways that accept, refuse, stumble and vanish."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.platform.notifications.builders import an_outgoing_text
from wethaq.platform.notifications.errors import (
    PermanentDeliveryError,
    ServerUnreachableError,
    TemporaryDeliveryError,
)
from wethaq.platform.notifications.sms_gateways import HttpGateway, TaqnyatGateway, UnifonicGateway

TAQNYAT_ACCEPTED = {
    "statusCode": 201,
    "messageId": 5452899970,
    "accepted": "[966501234567,]",
    "rejected": "[]",
}
UNIFONIC_ACCEPTED = {"success": True, "message": "", "errorCode": "ER-00", "data": {"MessageID": 42}}


@dataclass
class Gateway:
    """A small HTTP server of our own that notes what came and answers as it is told."""

    status: int = 200
    answer: Any = None
    is_dropping: bool = False
    head: str = ""
    body: bytes = b""
    seen: list[str] = field(default_factory=list)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(
            next(
                line.split(":")[1]
                for line in self.head.lower().splitlines()
                if line.startswith("content-length")
            )
        )
        self.body = await reader.readexactly(length)
        if not self.is_dropping:
            content = self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer).encode()
            writer.write(
                b"HTTP/1.1 %d x\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
                % (self.status, len(content))
                + content
            )
        writer.close()


@asynccontextmanager
async def carried_by(kind: type[HttpGateway], gateway: Gateway) -> AsyncIterator[HttpGateway]:
    server = await asyncio.start_server(gateway, "127.0.0.1", 0)
    courier = kind(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "token-1", "Wethaq")
    try:
        yield courier
    finally:
        await courier.close()
        server.close()


async def test_taqnyat_gets_the_documented_request(now: datetime) -> None:
    gateway = Gateway(status=201, answer=TAQNYAT_ACCEPTED)
    async with carried_by(TaqnyatGateway, gateway) as courier:
        await courier.carry(an_outgoing_text(), now=now)
    assert gateway.head.startswith("POST /v1/messages HTTP/1.1")
    assert "Authorization: Bearer token-1" in gateway.head
    assert json.loads(gateway.body) == {
        "recipients": ["966501234567"],
        "body": "وصلنا ردكم",
        "sender": "Wethaq",
    }


async def test_unifonic_gets_the_documented_request(now: datetime) -> None:
    gateway, message = Gateway(answer=UNIFONIC_ACCEPTED), an_outgoing_text()
    async with carried_by(UnifonicGateway, gateway) as courier:
        await courier.carry(message, now=now)
    assert gateway.head.startswith("POST /rest/SMS/messages HTTP/1.1")
    assert "content-type: application/x-www-form-urlencoded" in gateway.head.lower()
    assert parse_qs(gateway.body.decode()) == {
        "AppSid": ["token-1"],
        "SenderID": ["Wethaq"],
        "Recipient": ["966501234567"],
        "Body": ["وصلنا ردكم"],
        "responseType": ["JSON"],
        "CorrelationID": [str(message.id)],
    }


@pytest.mark.parametrize(
    ("kind", "gateway", "error"),
    [
        (
            TaqnyatGateway,
            Gateway(201, {**TAQNYAT_ACCEPTED, "accepted": "[]", "rejected": "[966501234567,]"}),
            PermanentDeliveryError,
        ),
        (TaqnyatGateway, Gateway(401, {"statusCode": 401}), TemporaryDeliveryError),
        (TaqnyatGateway, Gateway(503, b"<html>"), TemporaryDeliveryError),
        (TaqnyatGateway, Gateway(is_dropping=True), ServerUnreachableError),
        (UnifonicGateway, Gateway(200, {"success": False, "errorCode": "ER-04"}), PermanentDeliveryError),
        (UnifonicGateway, Gateway(200, {"success": "false", "errorCode": "ER-405"}), TemporaryDeliveryError),
        (UnifonicGateway, Gateway(502, b""), TemporaryDeliveryError),
        (UnifonicGateway, Gateway(200, b"[1]"), TemporaryDeliveryError),
    ],
)
async def test_every_answer_is_understood(
    kind: type[HttpGateway], gateway: Gateway, error: type[Exception], now: datetime
) -> None:
    async with carried_by(kind, gateway) as courier:
        with pytest.raises(error):
            await courier.carry(an_outgoing_text(), now=now)


async def test_a_gateway_that_is_not_there_is_unreachable(now: datetime) -> None:
    courier = TaqnyatGateway("http://127.0.0.1:9", "token-1", "Wethaq")
    with pytest.raises(ServerUnreachableError):
        await courier.carry(an_outgoing_text(), now=now)
    await courier.close()


@pytest.mark.parametrize("number", ["", "٠٥٠", "+966 50", "+966501234567\n"])
async def test_what_is_no_number_is_never_sent(number: str, now: datetime) -> None:
    gateway = Gateway(201, TAQNYAT_ACCEPTED)
    async with carried_by(TaqnyatGateway, gateway) as courier:
        with pytest.raises(PermanentDeliveryError):
            await courier.carry(an_outgoing_text(number), now=now)
    assert gateway.head == ""
