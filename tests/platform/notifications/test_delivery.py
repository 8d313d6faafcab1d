"""At least once, one process at a time, later when the world is away, and not for ever."""

import asyncio
from datetime import datetime, timedelta

import pytest

from tests.platform.notifications.builders import RecordingCourier, a_mail, the_message
from wethaq.platform.actors import Channel
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.delivery import deliver_due, forget_delivered_content
from wethaq.platform.notifications.errors import (
    PermanentDeliveryError,
    ServerUnreachableError,
    TemporaryDeliveryError,
)
from wethaq.platform.notifications.policy import (
    CODE_LIFETIME,
    CONTENT_KEPT,
    LEASE,
    LONGEST_RETRY,
    MAX_ATTEMPTS,
)
from wethaq.platform.notifications.service import send_to_address

pytestmark = pytest.mark.usefixtures("database")


async def deliver(courier: RecordingCourier, now: datetime) -> int:
    return await deliver_due(now, couriers={Channel.EMAIL: courier, Channel.SMS: courier}, jitter=lambda: 1.0)


async def test_what_is_due_is_delivered_once(now: datetime) -> None:
    courier, message_id = RecordingCourier(), await a_mail(now)
    assert [await deliver(courier, now), await deliver(courier, now + LEASE)] == [1, 0]
    assert [(message.id, message.address) for message in courier.carried] == [
        (message_id, "noura@example.com")
    ]
    assert (await the_message(message_id))["status"] == "sent"


async def test_runners_at_once_share_the_work_and_never_a_message(now: datetime) -> None:
    ids = {await a_mail(now) for _ in range(12)}
    couriers = [RecordingCourier() for _ in range(5)]
    await asyncio.gather(*(deliver(courier, now) for courier in couriers))
    carried = [message.id for courier in couriers for message in courier.carried]
    assert (len(carried), set(carried)) == (12, ids)


async def test_a_message_that_a_dead_process_held_goes_out_after_its_lease(now: datetime) -> None:
    message_id = await a_mail(now)
    assert await outbox.claim(message_id, now=now), "The process dies right after this."
    courier = RecordingCourier()
    assert await deliver(courier, now + LEASE - timedelta(seconds=1)) == 0
    assert await deliver(courier, now + LEASE) == 1


async def test_a_passing_failure_is_tried_again_later_and_later(now: datetime) -> None:
    message_id = await a_mail(now)
    courier = RecordingCourier(error=TemporaryDeliveryError("smtp_451"))
    await deliver(courier, now)
    row = await the_message(message_id)
    assert (row["status"], row["attempts"], row["last_error"]) == ("failed", 1, "smtp_451")
    assert row["next_attempt_at"] >= now + timedelta(seconds=30)  # type: ignore[operator]  # a datetime
    courier.error = None
    assert [
        await deliver(courier, now + timedelta(seconds=1)),
        await deliver(courier, now + timedelta(minutes=1)),
    ] == [0, 1]


async def test_a_final_refusal_is_not_tried_again(now: datetime) -> None:
    message_id = await a_mail(now)
    courier = RecordingCourier(error=PermanentDeliveryError("smtp_550"))
    await deliver(courier, now)
    assert await deliver(courier, now + timedelta(days=1)) == 0
    assert ((await the_message(message_id))["status"], len(courier.carried)) == ("dead", 1)


async def test_a_message_is_given_up_in_the_end(now: datetime) -> None:
    message_id = await a_mail(now)
    courier = RecordingCourier(error=TemporaryDeliveryError("smtp_451"))
    for attempt in range(MAX_ATTEMPTS + 3):
        await deliver(courier, now + attempt * (LONGEST_RETRY + timedelta(minutes=1)))
    assert ((await the_message(message_id))["status"], len(courier.carried)) == ("dead", MAX_ATTEMPTS)


async def test_while_the_server_is_away_only_one_message_pays_for_it(now: datetime) -> None:
    ids = [await a_mail(now) for _ in range(4)]
    courier = RecordingCourier(error=ServerUnreachableError("SMTPConnectError"))
    await deliver(courier, now)
    assert sorted([(await the_message(each))["attempts"] for each in ids]) == [0, 0, 0, 1]  # type: ignore[type-var]  # numbers
    assert len(courier.carried) == 1
    courier.error = None
    assert await deliver(courier, now + timedelta(minutes=2)) == 4


async def test_a_failure_of_our_own_blocks_no_other_message(now: datetime) -> None:
    await a_mail(now)
    await a_mail(now)
    courier = RecordingCourier(error=ZeroDivisionError("secret words"))
    await deliver(courier, now)
    assert len(courier.carried) == 2
    assert (await the_message(courier.carried[0].id))["last_error"] == "ZeroDivisionError"


async def test_an_expired_code_is_given_up_instead_of_confusing_somebody(now: datetime) -> None:
    message_id = await send_to_address(
        Channel.SMS, "+966501234567", "test_code", {"code": "481920"}, language="ar", now=now
    )
    courier = RecordingCourier()
    await deliver(courier, now + CODE_LIFETIME)
    row = await the_message(message_id)
    assert (row["status"], row["last_error"], courier.carried) == ("dead", "expired", [])


async def test_who_lost_the_claim_can_not_settle_the_message(now: datetime) -> None:
    message_id = await a_mail(now)
    lost = await outbox.claim(message_id, now=now)
    held = await outbox.claim(message_id, now=now + LEASE)
    assert lost
    assert held
    assert not await outbox.settle(lost, outbox.MessageStatus.FAILED)
    assert await outbox.settle(held, outbox.MessageStatus.SENT)


async def test_words_are_forgotten_after_a_while_and_the_sending_is_not(now: datetime) -> None:
    message_id = await a_mail(now)
    await deliver(RecordingCourier(), now)
    await forget_delivered_content(now + CONTENT_KEPT - timedelta(hours=1))
    assert (await the_message(message_id))["body"]
    await forget_delivered_content(now + CONTENT_KEPT + timedelta(hours=1))
    row = await the_message(message_id)
    assert (row["address"], row["subject"], row["body"], row["status"]) == (None, None, None, "sent")
