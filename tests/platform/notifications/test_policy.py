"""By which way, how quietly, and when again."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.actors import Channel
from wethaq.platform.notifications.policy import (
    LONGEST_RETRY,
    MAX_ATTEMPTS,
    Loudness,
    choose_channel,
    is_given_up,
    loudness,
    retry_at,
    sms_parts,
)
from wethaq.platform.people.policy.contact import SafeContactRule

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class AContact:
    mobile: str | None = "+966501234567"
    email: str | None = "noura@example.com"
    preferred_channel: Channel = Channel.SMS
    safe_contact: frozenset[SafeContactRule] = field(default_factory=frozenset)


def test_the_preferred_way_is_taken() -> None:
    assert choose_channel(AContact()) is Channel.SMS
    assert choose_channel(AContact(preferred_channel=Channel.EMAIL)) is Channel.EMAIL


def test_another_way_is_taken_where_the_preferred_one_is_unknown() -> None:
    assert choose_channel(AContact(mobile=None)) is Channel.EMAIL
    assert choose_channel(AContact(email=None, preferred_channel=Channel.EMAIL)) is Channel.SMS


def test_a_telephone_that_must_get_no_texts_gets_none_even_when_it_is_the_only_way() -> None:
    rule = frozenset({SafeContactRule.NO_TEXT_MESSAGES})
    assert choose_channel(AContact(safe_contact=rule)) is Channel.EMAIL
    assert choose_channel(AContact(safe_contact=rule, email=None)) is None


def test_no_content_silences_the_text_message_and_not_the_mail() -> None:
    contact = AContact(safe_contact=frozenset({SafeContactRule.NO_CONTENT}))
    assert loudness(contact, Channel.SMS) is Loudness.SILENT
    assert loudness(contact, Channel.EMAIL) is Loudness.FULL


@given(st.integers(1, 500), st.floats(0, 1))
def test_delays_grow_and_stay_between_half_a_step_and_six_hours(attempts: int, jitter: float) -> None:
    delay = retry_at(NOW, attempts, jitter) - NOW
    assert timedelta(seconds=15) <= delay <= LONGEST_RETRY
    assert retry_at(NOW, attempts + 1, jitter) - NOW >= delay


def test_a_server_may_be_away_for_a_day_before_a_message_is_given_up() -> None:
    waiting = sum((retry_at(NOW, attempt, 0.5) - NOW for attempt in range(1, MAX_ATTEMPTS)), timedelta())
    assert waiting > timedelta(hours=18)
    assert is_given_up(MAX_ATTEMPTS)
    assert not is_given_up(MAX_ATTEMPTS - 1)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("ا" * 70, 1),
        ("ا" * 71, 2),
        ("ا" * 134, 2),
        ("ا" * 135, 3),
        ("a" * 69 + "👍", 2),
    ],
)
def test_a_text_is_counted_as_the_networks_count_it(text: str, parts: int) -> None:
    assert sms_parts(text) == parts
