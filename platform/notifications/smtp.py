"""The courier of e-mail: one SMTP conversation for as many messages as are due."""

import ssl
from datetime import datetime

import aiosmtplib

from wethaq.platform.notifications.errors import (
    PermanentDeliveryError,
    ServerUnreachableError,
    TemporaryDeliveryError,
)
from wethaq.platform.notifications.mail import build_mail
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.settings import Settings

_PERMANENT_FROM = 500


class SmtpCourier:
    """Keeps its connection between messages and opens a new one when it broke."""

    def __init__(self, settings: Settings, tls_context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._tls_context = tls_context
        self._client: aiosmtplib.SMTP | None = None

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None:
        """Hand a message to the server; returns only after its 250 to the whole content."""
        sender = self._settings.mail_from
        mail = build_mail(message, sender=sender, now=now)
        client = await self._connected()
        try:
            await client.sendmail(sender, [message.address], mail, mail_options=_options(message.address))
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError) as error:
            raise _refusal(_code(error)) from error
        except aiosmtplib.SMTPResponseException as error:
            raise TemporaryDeliveryError(f"smtp_{error.code}") from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            await self.close()
            raise TemporaryDeliveryError(type(error).__name__) from error

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        settings = self._settings
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user,
            password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            tls_context=self._tls_context,
            timeout=settings.smtp_timeout_seconds,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise ServerUnreachableError(type(error).__name__) from error
        self._client = client
        return client


def _options(address: str) -> list[str]:
    """Say so to the server when an address isn't written in ASCII alone (RFC 6531)."""
    return [] if address.isascii() else ["SMTPUTF8"]


def _code(error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError) -> int:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return max(refused.code for refused in error.recipients)
    return error.code


def _refusal(code: int) -> TemporaryDeliveryError | PermanentDeliveryError:
    """5xx for the recipient or the content is final (RFC 5321, section 4.2.1); 4xx is not."""
    kind = PermanentDeliveryError if code >= _PERMANENT_FROM else TemporaryDeliveryError
    return kind(f"smtp_{code}")
