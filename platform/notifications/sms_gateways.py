"""Text messages through a gateway's HTTP interface: Taqnyat and Unifonic.

Interfaces as documented at dev.taqnyat.sa/en/doc/sms (POST /v1/messages, JSON,
bearer token) and docs.unifonic.com/reference/sms-api (POST
/rest/SMS/messages, form, AppSid). Both want numbers without `+` or `00`.
"""

from datetime import datetime
from typing import Any, Final

import httpx

from wethaq.platform.notifications.errors import (
    PermanentDeliveryError,
    ServerUnreachableError,
    TemporaryDeliveryError,
)
from wethaq.platform.notifications.outbox import OutgoingMessage

TAQNYAT_URL: Final = "https://api.taqnyat.sa"
UNIFONIC_URL: Final = "https://el.cloud.unifonic.com"
TIMEOUT_SECONDS: Final = 20
_UNIFONIC_BAD_NUMBER: Final = "ER-04"


class HttpGateway:
    """What both gateways share: one client, and what an HTTP answer means."""

    def __init__(self, base_url: str, token: str, sender: str) -> None:
        self._token = token
        self._sender = sender
        self._client = httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT_SECONDS, follow_redirects=False)

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None:
        """Hand the text to the gateway; its acceptance counts as delivery."""
        try:
            response = await self._send(plain_number(message.address), message)
        except httpx.TransportError as error:
            raise ServerUnreachableError(type(error).__name__) from error
        self._ensure_accepted(response)

    async def close(self) -> None:
        await self._client.aclose()

    async def _send(self, number: str, message: OutgoingMessage) -> httpx.Response:
        raise NotImplementedError

    def _ensure_accepted(self, response: httpx.Response) -> None:
        raise NotImplementedError


class TaqnyatGateway(HttpGateway):
    """Answers 201 with the numbers it accepted and rejected."""

    async def _send(self, number: str, message: OutgoingMessage) -> httpx.Response:
        body = {"recipients": [number], "body": message.body, "sender": self._sender}
        headers = {"Authorization": f"Bearer {self._token}"}
        return await self._client.post("/v1/messages", json=body, headers=headers)

    def _ensure_accepted(self, response: httpx.Response) -> None:
        answer = _answer(response)
        if not response.is_success:
            raise TemporaryDeliveryError(f"http_{response.status_code}")
        if any(letter.isdigit() for letter in str(answer.get("rejected", ""))):
            raise PermanentDeliveryError("number_rejected")


class UnifonicGateway(HttpGateway):
    """Answers 200 in most cases; `success` and `errorCode` tell how it went."""

    async def _send(self, number: str, message: OutgoingMessage) -> httpx.Response:
        form = {
            "AppSid": self._token,
            "SenderID": self._sender,
            "Recipient": number,
            "Body": message.body,
            "responseType": "JSON",
            "CorrelationID": str(message.id),
        }
        return await self._client.post("/rest/SMS/messages", data=form)

    def _ensure_accepted(self, response: httpx.Response) -> None:
        answer = _answer(response)
        if str(answer.get("success")).lower() == "true":
            return
        code = str(answer.get("errorCode", f"http_{response.status_code}"))[:20]
        if code == _UNIFONIC_BAD_NUMBER:
            raise PermanentDeliveryError("number_rejected")
        # Credit, sender names and permissions are put right by people; the message can wait for that.
        raise TemporaryDeliveryError(code)


def plain_number(address: str) -> str:
    """Return `966501234567` for `+966501234567`. Raises PermanentDeliveryError where it is no number."""
    number = address.removeprefix("+")
    if not (number.isascii() and number.isdigit()):
        raise PermanentDeliveryError("bad_number")
    return number


def _answer(response: httpx.Response) -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        answer = None
    return answer if isinstance(answer, dict) else {}
