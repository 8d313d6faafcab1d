"""The post of the site under test: the demonstration's mailbox, and a mail server that really listens."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from typing import Any, cast

from aiosmtpd.controller import Controller
from playwright.sync_api import Page

from tests.browser.site import free_port

PATIENCE_SECONDS = 60
_CODE = re.compile(r"\b\d{6}\b")


def code_in(text: str) -> str:
    found = _CODE.search(text)
    assert found, text
    return found[0]


def newest_message(page: Page, address: str) -> str:
    """Read the newest message to an address in the mailbox, in a window beside the page; each link's target too."""
    box = page.context.new_page()
    box.goto("/demo/mailbox")
    box.locator(".mailbox-list a").filter(has_text=address).first.click()
    box.wait_for_url("**/demo/mailbox/*")
    shown = box.locator(".mailbox-shown")
    targets = [link.get_attribute("href") or "" for link in shown.locator("a").all()]
    text = "\n".join([shown.inner_text(), *targets])
    box.close()
    return text


@dataclass
class MailServer:
    """A real server; what it received, newest last."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        """What a site needs to know of it."""
        return {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.port), "SMTP_TLS": "none"}

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.mails.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=SMTP_POLICY)))
        return "250 OK"

    def wait_for(self, address: str) -> str:
        """Return the words of the newest mail to an address, once there is one."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            for mail in reversed(self.mails):
                if address in str(mail["To"]):
                    body = mail.get_body(("plain",))
                    assert body
                    return str(body.get_content())
            time.sleep(0.2)
        raise AssertionError(f"no mail came to {address}; {len(self.mails)} came to others")


@contextmanager
def listening_mail_server() -> Iterator[MailServer]:
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
