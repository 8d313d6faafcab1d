"""Invitations as they leave the house: through our courier, over a real SMTP conversation."""

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

from tests.platform.invitations.builders import OFFICE
from tests.platform.notifications.builders import an_outgoing_mail
from tests.platform.notifications.test_smtp import Inbox, a_courier, serving

CALENDAR_TYPES = {"text/calendar", "application/ics"}


async def posted(calendars: Iterable[str], *, now: datetime, language: str = "ar") -> list[bytes]:
    """Send a mail for each calendar object and return what the server received, to the octet."""
    async with serving(inbox := Inbox()) as port, a_courier(port, mail_from=OFFICE) as courier:
        for calendar in calendars:
            await courier.carry(an_outgoing_mail(calendar=calendar, language=language), now=now)
    return inbox.received


def calendars_in(mail: bytes) -> dict[str, str]:
    """Cut the calendar objects out of a mail, by the type of their parts."""
    parts = cast(EmailMessage, message_from_bytes(mail, policy=SMTP)).walk()
    found = [part for part in parts if part.get_content_type() in CALENDAR_TYPES]
    return {
        part.get_content_type(): cast(bytes, part.get_payload(decode=True)).decode("utf-8") for part in found
    }
