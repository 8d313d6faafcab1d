"""Messages in words: in the reader's language, nothing smuggled in, quiet where it must be."""

from datetime import date

import pytest

from wethaq.platform.actors import Channel
from wethaq.platform.notifications.errors import UnknownMessageKindError
from wethaq.platform.notifications.policy import MAX_SMS_PARTS, Loudness, sms_parts
from wethaq.platform.notifications.wording import compose, site_link


def test_a_mail_has_a_subject_a_body_and_the_footer() -> None:
    words = compose("test_reply", Channel.EMAIL, {"name": "نورة", "at": date(2026, 11, 22)}, language="ar")
    assert words.subject == "وصلنا ردكم يا \u2068نورة\u2069"
    assert "12 جمادى الآخرة 1448 هـ – 22 نوفمبر 2026 م" in words.body
    assert "\nhttps://wethaq.test/requests/7\n" in words.body
    assert "\n-- \nجمعية وثاق الأسرية بتبوك" in words.body


def test_the_link_and_the_footer_follow_the_language() -> None:
    words = compose("test_reply", Channel.EMAIL, {"name": "Noura"}, language="en")
    assert "https://wethaq.test/en/requests/7" in words.body
    assert "Wethaq Family Association, Tabuk" in words.body
    assert site_link("/my-file", "ar") == "https://wethaq.test/my-file"


@pytest.mark.parametrize(
    "name", ["نورة\r\nBcc: all@example.com", "x\n\n-- \nhttps://evil.example", "a\u2028b\x00c\u202ed"]
)
def test_a_typed_value_can_add_neither_header_nor_line_nor_direction(name: str) -> None:
    words = compose("test_reply", Channel.EMAIL, {"name": name}, language="ar")
    plain = compose("test_reply", Channel.EMAIL, {"name": "x"}, language="ar")
    assert len(words.subject.splitlines()) == 1
    assert len(words.body.splitlines()) == len(plain.body.splitlines())
    assert "\u202e" not in words.subject + words.body


def test_typed_values_are_isolated_and_codes_are_not() -> None:
    text = compose("test_reply", Channel.SMS, {"name": "W-1448-00231"}, language="ar").body
    assert "\u2068W-1448-00231\u2069" in text
    assert compose("test_code", Channel.SMS, {"code": "481 920"}, language="ar").body == "رمزكم: 481 920"


def test_a_silent_text_says_only_that_there_is_one() -> None:
    text = compose("test_reply", Channel.SMS, {"name": "نورة"}, language="ar", loudness=Loudness.SILENT).body
    assert text == "لديك رسالة جديدة في ملفك."


def test_a_quiet_kind_is_sent_as_it_is_also_in_silence() -> None:
    text = compose("test_code", Channel.SMS, {"code": "481920"}, language="ar", loudness=Loudness.SILENT).body
    assert "481920" in text


@pytest.mark.parametrize("kind", ["test_wordy", "test_mail_only"])
def test_what_is_too_long_or_has_no_text_becomes_a_pointer(kind: str) -> None:
    text = compose(kind, Channel.SMS, {}, language="ar").body
    assert text.endswith("https://wethaq.test/my-file")
    assert sms_parts(text) <= MAX_SMS_PARTS


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_a_kind_that_nobody_wrote_is_a_mistake(channel: Channel) -> None:
    with pytest.raises(UnknownMessageKindError):
        compose("no_such_kind", channel, {}, language="ar")
