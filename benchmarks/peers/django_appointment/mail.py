"""A mail back end that builds what would go over the wire, as Django's own for SMTP does, and keeps the mail."""

from collections.abc import Sequence

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend


class WireBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[mail.EmailMessage]) -> int:
        for message in email_messages:
            assert message.message().as_bytes(linesep="\r\n")
            mail.outbox.append(message)
        return len(email_messages)
