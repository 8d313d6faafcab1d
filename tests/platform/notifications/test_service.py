"""Messages belong to the caller's transaction and to the person's own rule."""

from datetime import datetime, timedelta

import pytest

from tests.platform.notifications.builders import a_mail, the_message
from tests.platform.people.builders import a_person
from wethaq.platform.actors import Channel
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.digits import DigitShapes, use_digits
from wethaq.platform.notifications.policy import CODE_LIFETIME
from wethaq.platform.notifications.service import notify, send_to_address
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.policy.contact import SafeContactRule

ARABIC, ASCII = DigitShapes.ARABIC, DigitShapes.ASCII
pytestmark = pytest.mark.usefixtures("database")


async def test_a_message_of_a_rolled_back_transaction_never_was(now: datetime) -> None:
    with pytest.raises(RuntimeError):
        await _write_and_fail(now)
    assert not await Message.exists()


async def _write_and_fail(now: datetime) -> None:
    async with transaction():
        await a_mail(now)
        raise RuntimeError


async def test_a_person_is_written_to_by_the_way_they_prefer(now: datetime) -> None:
    person = await a_person(preferred_channel=Channel.EMAIL, email="noura@example.com")
    row = open_row(
        Message, await the_message(await notify(person.id, "test_reply", {"name": "نورة"}, now=now))
    )
    assert (row["channel"], row["address"], row["person_id"]) == ("email", "noura@example.com", person.id)


async def test_dates_come_in_the_readers_digits_whatever_those_of_the_sender(now: datetime) -> None:
    facts = {"name": "W-1448-00231", "at": now.date()}
    for wish, sender, year in ((ARABIC, ASCII, "٢٠٢٦"), (ASCII, ARABIC, "2026")):
        person = await a_person(preferred_channel=Channel.EMAIL, digits=wish)
        with use_digits(sender):
            row = open_row(Message, await the_message(await notify(person.id, "test_reply", facts, now=now)))
        assert f"نوفمبر {year}" in row["body"]
        assert "W-1448-00231" in row["subject"]


async def test_a_telephone_that_others_read_gets_no_content(now: datetime) -> None:
    person = await a_person(
        preferred_channel=Channel.SMS, safe_contact=frozenset({SafeContactRule.NO_CONTENT})
    )
    row = open_row(
        Message, await the_message(await notify(person.id, "test_reply", {"name": "نورة"}, now=now))
    )
    assert row["body"] == "لديك رسالة جديدة في ملفك."


async def test_where_no_way_is_safe_nothing_is_sent_and_staff_see_it(now: datetime) -> None:
    person = await a_person(email=None, safe_contact=frozenset({SafeContactRule.NO_TEXT_MESSAGES}))
    row = await the_message(await notify(person.id, "test_reply", {"name": "نورة"}, now=now))
    assert (row["status"], row["channel"], row["address"], row["last_error"]) == (
        "dead",
        "none",
        None,
        "no_safe_channel",
    )


async def test_the_database_holds_neither_address_nor_words(now: datetime) -> None:
    row = await the_message(await a_mail(now, address="planted@example.com", name="مزروعة"))
    assert not {"planted", "مزروعة", "وصلنا"} & set(str(row))
    assert all("planted" not in str(value) and "وصلنا" not in str(value) for value in row.values())


async def test_a_code_is_not_delivered_when_it_is_of_no_use_any_more(now: datetime) -> None:
    message_id = await send_to_address(
        Channel.SMS, "+966501234567", "test_code", {"code": "481920"}, language="ar", now=now
    )
    row = await the_message(message_id)
    assert row["expires_at"] == now + CODE_LIFETIME
    assert timedelta(hours=1) > CODE_LIFETIME


async def test_a_text_message_carries_no_calendar(now: datetime) -> None:
    message_id = await send_to_address(
        Channel.SMS, "+966501234567", "test_reply", {"name": "نورة"}, language="ar", calendar="x", now=now
    )
    assert (await the_message(message_id))["calendar"] is None
