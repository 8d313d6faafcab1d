"""What guests' calendars answer."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from tests.platform.invitations.builders import NOW, an_invitation, request_ics
from wethaq.platform.invitations.errors import UnreadableCalendarError
from wethaq.platform.invitations.replies import Answer, Reply, parse_reply, reply_in_mail

REPLY = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261201T140000Z
DTEND:20261201T145000Z
DTSTAMP:20261123T081500Z
ORGANIZER;CN=x:mailto:appointments@wethaq.test
UID:0199a1b2@wethaq.test
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="نو
 رة: بنت; سعد";X-NUM-GUESTS=0:MAILTO:Noura@Example.com
SEQUENCE:2
SUMMARY:Accepted
BEGIN:VALARM
UID:not-this-one
DTSTAMP:19990101T000000Z
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def octets(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_an_answer_is_read() -> None:
    answered_at = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
    assert parse_reply(octets(REPLY)) == Reply(
        "0199a1b2@wethaq.test", 2, "noura@example.com", Answer.ACCEPTED, answered_at
    )


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_is_known(answer: Answer) -> None:
    text = REPLY.replace("PARTSTAT=ACCEPTED", f"PARTSTAT={answer.value.upper()}")
    assert parse_reply(octets(text)).answer is answer


def test_an_answer_to_the_first_invitation_may_leave_the_number_out() -> None:
    assert parse_reply(octets(REPLY.replace("SEQUENCE:2\n", ""))).sequence == 0


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("METHOD:REPLY", "METHOD:REQUEST"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"),
        ("PARTSTAT=ACCEPTED;", ""),
        ("MAILTO:Noura@Example.com", "tel:+966501234567"),
        ("UID:0199a1b2@wethaq.test\n", ""),
        ("SEQUENCE:2", "SEQUENCE:-2"),
        ("SEQUENCE:2", "SEQUENCE:99999999999"),
        ("SEQUENCE:2", "ATTENDEE;PARTSTAT=DECLINED:mailto:saad@example.com"),
        ("DTSTAMP:20261123T081500Z\n", ""),
        ("DTSTAMP:20261123T081500Z", "DTSTAMP:yesterday"),
        ("END:VEVENT\n", ""),
        ("BEGIN:VCALENDAR\n", ""),
    ],
)
def test_anything_else_is_no_answer(part: str, other: str) -> None:
    text = REPLY.replace(part, other)
    assert text != REPLY
    with pytest.raises(UnreadableCalendarError):
        parse_reply(octets(text))


def test_our_own_invitation_is_no_answer() -> None:
    with pytest.raises(UnreadableCalendarError):
        parse_reply(request_ics(an_invitation(), now=NOW).encode())


def test_an_answer_is_found_in_its_mail() -> None:
    mail = EmailMessage()
    mail.set_content("Noura has accepted.")
    mail.add_alternative(REPLY, subtype="calendar", params={"method": "REPLY"})
    reply = reply_in_mail(mail)
    assert reply is not None
    assert reply.answer is Answer.ACCEPTED


def test_a_mail_without_a_calendar_answers_nothing() -> None:
    mail = EmailMessage()
    mail.set_content("METHOD:REPLY, I am on holiday.")
    assert reply_in_mail(mail) is None
