"""What is cut out of real mails is what every calendar program reads without a finding."""

import asyncio
import re
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from tests.platform.invitations.builders import NOW, an_invitation, every_message, invitations
from tests.platform.invitations.other_readers import ICAL_JS, NODE, findings_in_process, findings_of_ical_js
from tests.platform.notifications.posting import CALENDAR_TYPES, calendars_in, posted
from wethaq.platform.invitations.invitation import Invitation

MAILED = ("REQUEST", "UPDATE", "CANCEL")
LONGEST_LINE = 998
"""RFC 5322, section 2.1.1, without the CRLF."""
needs_ical_js = pytest.mark.skipif(
    not (NODE and ICAL_JS.exists()), reason="Node.js or its ical.js isn't installed (npm ci)"
)


def mailed(invitation: Invitation) -> list[str]:
    messages = every_message(invitation)
    return [messages[kind] for kind in MAILED]


@given(invitations)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_reader_in_reach_finds_nothing_in_either_part(invitation: Invitation) -> None:
    sent = mailed(invitation)
    received = asyncio.run(posted(sent, now=NOW, language=invitation.language))
    for mail, ics in zip(received, sent, strict=True):
        assert calendars_in(mail) == dict.fromkeys(CALENDAR_TYPES, ics)
        assert findings_in_process(calendars_in(mail)["text/calendar"]) == []


@needs_ical_js
async def test_ical_js_finds_nothing_in_them(now: datetime) -> None:
    sent = [ics for language in ("ar", "en") for ics in mailed(an_invitation(language=language))]
    received = await posted(sent, now=now)
    assert findings_of_ical_js(text for mail in received for text in calendars_in(mail).values()) == []


@pytest.mark.parametrize(("language", "kind"), list(product(("ar", "en"), MAILED)))
async def test_the_octets_of_the_mail_are_plain_and_its_lines_short(
    language: str, kind: str, now: datetime
) -> None:
    (raw,) = await posted([every_message(an_invitation(language=language))[kind]], now=now, language=language)
    assert raw.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= LONGEST_LINE
    mail = message_from_bytes(raw, policy=SMTP)
    assert mail.defects == []
    assert [part.defects for part in mail.walk() if part.defects] == []
