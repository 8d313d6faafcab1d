"""A mail with an invitation: the parts in the order that mail programs look for."""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

import pytest

from tests.platform.invitations.builders import OFFICE, an_invitation, every_message
from tests.platform.notifications.builders import an_outgoing_mail
from wethaq.platform.invitations.messages import request_ics
from wethaq.platform.notifications.errors import ForeignOrganizerError
from wethaq.platform.notifications.mail import build_mail


def over_the_wire(mail: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(mail, policy=SMTP))


@pytest.mark.parametrize("kind", ["REQUEST", "UPDATE", "CANCEL"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_invitation_is_an_alternative_of_the_text_and_a_file(
    kind: str, language: str, now: datetime
) -> None:
    ics = every_message(an_invitation(language=language))[kind]
    message = an_outgoing_mail(language=language, calendar=ics)
    mail = over_the_wire(build_mail(message, sender=OFFICE, now=now))
    assert mail.get_content_type() == "multipart/mixed"
    alternative, attachment = cast(list[EmailMessage], mail.get_payload())
    assert alternative.get_content_type() == "multipart/alternative"
    parts = cast(list[EmailMessage], alternative.get_payload())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert parts[2].get_param("method") == ("CANCEL" if kind == "CANCEL" else "REQUEST")
    assert parts[2].get_content_charset() == "utf-8"
    assert parts[2].get_payload(decode=True) == ics.encode()
    assert attachment.get_filename() == "invite.ics"
    assert attachment.get_payload(decode=True) == ics.encode()
    assert attachment.is_attachment()
    assert not parts[2].is_attachment()


def test_mail_programs_may_answer_an_invitation_but_no_other_mail(now: datetime) -> None:
    ics = request_ics(an_invitation(), now=now)
    invitation = over_the_wire(build_mail(an_outgoing_mail(calendar=ics), sender=OFFICE, now=now))
    other = over_the_wire(build_mail(an_outgoing_mail(), sender=OFFICE, now=now))
    assert "Auto-Submitted" not in invitation
    assert other["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_sender_is_the_organizer_by_address_and_by_name(language: str, now: datetime) -> None:
    ics = request_ics(an_invitation(language=language), now=now)
    message = an_outgoing_mail(language=language, calendar=ics)
    sender = over_the_wire(build_mail(message, sender=OFFICE, now=now))["From"]
    address = sender.addresses[0]
    assert f'ORGANIZER;CN="{address.display_name}":mailto:{address.addr_spec}' in ics.replace("\r\n ", "")


def test_an_invitation_of_another_organizer_is_not_sent(now: datetime) -> None:
    ics = request_ics(an_invitation(organizer="counselor@wethaq.test"), now=now)
    with pytest.raises(ForeignOrganizerError):
        build_mail(an_outgoing_mail(calendar=ics), sender=OFFICE, now=now)


@pytest.mark.parametrize("calendar", [False, True])
def test_a_mail_has_no_defect_and_no_line_that_is_too_long(calendar: bool, now: datetime) -> None:
    ics = request_ics(an_invitation(), now=now) if calendar else None
    octets = build_mail(an_outgoing_mail(calendar=ics), sender=OFFICE, now=now)
    assert octets.isascii()
    assert max(len(line) for line in octets.split(b"\r\n")) <= 78
    assert b"\n" not in octets.replace(b"\r\n", b"")
    mail = over_the_wire(octets)
    assert [each.defects for each in mail.walk() if each.defects] == []
    assert (mail["Content-Language"], mail["MIME-Version"]) == ("ar", "1.0")


def test_a_subject_cannot_begin_a_header_of_its_own(now: datetime) -> None:
    message = an_outgoing_mail(subject="وصلنا\r\nBcc: eve@example.com")
    mail = over_the_wire(build_mail(message, sender=OFFICE, now=now))
    assert "Bcc" not in mail
