"""What we write of a mail is read by the standard library as it was meant, whatever the letters."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.invitations.mime import header, header_words, multipart, text_part

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


def read(octets: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(octets, policy=SMTP))


@given(LINES)
def test_a_subject_is_read_as_it_was_written(text: str) -> None:
    mail = read(header("Subject", header_words(text)) + b"\r\n")
    assert mail["Subject"].split() == text.split()
    assert not mail["Subject"].defects


@given(TEXTS)
def test_no_subject_leaves_its_header(text: str) -> None:
    written = header("Subject", header_words(text))
    assert all(line.startswith((b"Subject: ", b" =?")) for line in written.rstrip(b"\r\n").split(b"\r\n"))
    assert max(len(line) for line in written.split(b"\r\n")) <= 76
    assert written.isascii()


@given(TEXTS)
def test_a_text_is_read_line_by_line_as_it_was_written(text: str) -> None:
    part = read(text_part("plain", text))
    assert cast(bytes, part.get_payload(decode=True)).splitlines() == text.encode().splitlines()
    assert not part.defects


@given(TEXTS, TEXTS)
def test_parts_stay_apart(one: str, other: str) -> None:
    mail = read(multipart("alternative", "=_apart", text_part("plain", one), text_part("html", other)))
    parts = cast(list[EmailMessage], mail.get_payload())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    contents = [cast(bytes, part.get_payload(decode=True)).splitlines() for part in parts]
    assert contents == [text.encode().splitlines() for text in (one, other)]
