"""A freed time goes to one after the other: kept meanwhile, never offered to two, taken once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.client import Client
from tests.counseling.people import a_booking, a_counselor, a_family, an_appointment, open_counseling
from tests.counseling.visits import a_visitor, ahead, messages, newest_link, real_now
from wethaq.counseling import answering_offers, changing, holding, waiting
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.offering import offer_freed_times
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.policy.waitlist import ANSWER_TIME
from wethaq.counseling.tables import FreedTimeRow, WaitlistEntryRow, WaitlistOfferRow
from wethaq.counseling.waiting import WaitingNotFoundError
from wethaq.platform.actors import ANONYMOUS, SYSTEM, Actor

EARLIER = "/appointments/earlier/"


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_counseling()
    await a_counselor(hours=(9, 15))


async def _freed() -> None:
    """Somebody cancels the first hour of the earlier day."""
    family = await a_family(now=real_now())
    appointment = await an_appointment(family, ahead(9, days=5), now=real_now())
    await changing.cancel_appointment(appointment.id, actor=family, now=real_now())


async def _waits(actor: Actor, hour: int = 9) -> Any:
    appointment = await an_appointment(actor, ahead(hour, days=9), now=real_now())
    await waiting.wait_for_earlier(appointment.id, actor=actor, now=real_now())
    return appointment


async def _token(actor: Actor) -> str:
    assert actor.person_id
    return (await newest_link(actor.person_id, under=EARLIER)).removeprefix(EARLIER)


async def test_the_first_in_line_is_asked_and_the_time_is_kept() -> None:
    first, second = await a_family(now=real_now()), await a_family(now=real_now())
    await _waits(first)
    await _waits(second, 11)
    await _freed()
    assert await offer_freed_times(actor=SYSTEM, now=real_now()) == 1
    assert await offer_freed_times(actor=SYSTEM, now=real_now()) == 0
    [message] = await messages("counseling_earlier_time")
    assert message["person_id"] == first.person_id
    with pytest.raises(JustTakenError):
        await an_appointment(await a_family(now=real_now()), ahead(9, days=5), now=real_now())


async def test_taking_moves_the_appointment_and_frees_the_old_hour() -> None:
    family = await a_family(now=real_now())
    appointment = await _waits(family)
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    shown = await answering_offers.open_offer(await _token(family), now=real_now())
    await answering_offers.take_offer(shown, actor=ANONYMOUS, now=real_now())
    moved = await get_appointment(appointment.id)
    assert (moved.starts_at, moved.times_moved) == (ahead(9, days=5), 0)
    assert moved.case_id == appointment.case_id
    assert await waiting.list_own_entries(actor=family) == []
    free_again = await FreedTimeRow.select().where(FreedTimeRow.ended_at.is_null())
    assert [row["starts_at"] for row in free_again] == [ahead(9, days=9)]
    with pytest.raises(WaitingNotFoundError):
        await answering_offers.take_offer(shown, actor=ANONYMOUS, now=real_now())


async def test_silence_and_a_no_ask_the_next_and_nobody_twice() -> None:
    first, second = await a_family(now=real_now()), await a_family(now=real_now())
    await _waits(first)
    await _waits(second, 11)
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    later = real_now() + ANSWER_TIME + timedelta(minutes=1)
    assert await offer_freed_times(actor=SYSTEM, now=later) == 1
    with pytest.raises(WaitingNotFoundError):
        await answering_offers.open_offer(await _token(first), now=later)
    shown = await answering_offers.open_offer(await _token(second), now=later)
    await answering_offers.leave_offer(shown, actor=ANONYMOUS, now=later)
    assert await offer_freed_times(actor=SYSTEM, now=later) == 0
    assert len(await messages("counseling_earlier_time")) == 2
    assert await FreedTimeRow.count().where(FreedTimeRow.ended_at.is_null()) == 0
    await an_appointment(await a_family(now=real_now()), ahead(9, days=5), now=later)


async def test_who_found_nothing_free_gets_an_appointment_of_the_time() -> None:
    family = await a_family(now=real_now())
    booking = await a_booking(family, now=real_now())
    await waiting.wait_with_booking(booking.id, actor=family, now=real_now())
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    shown = await answering_offers.open_offer(await _token(family), now=real_now())
    made = await answering_offers.take_offer(shown, actor=ANONYMOUS, now=real_now())
    assert (made.status, made.person_id) == (AppointmentStatus.CONFIRMED, family.person_id)
    assert made.number
    later = real_now() + timedelta(hours=2)
    assert await holding.let_holds_lapse(actor=SYSTEM, now=later) == 0
    assert len(await messages("counseling_confirmed", to=family.person_id)) == 1


async def test_many_workers_offer_a_time_once() -> None:
    for hour in (9, 11, 13):
        await _waits(await a_family(now=real_now()), hour)
    await _freed()
    counts = await asyncio.gather(*(offer_freed_times(actor=SYSTEM, now=real_now()) for _ in range(8)))
    assert sum(counts) == 1
    assert await WaitlistOfferRow.count() == 1
    assert len(await messages("counseling_earlier_time")) == 1


async def test_of_twenty_acceptances_one_passes() -> None:
    family = await a_family(now=real_now())
    await _waits(family)
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    shown = await answering_offers.open_offer(await _token(family), now=real_now())

    async def take() -> bool:
        try:
            await answering_offers.take_offer(shown, actor=ANONYMOUS, now=real_now())
        except WaitingNotFoundError:
            return False
        return True

    assert sum(await asyncio.gather(*(take() for _ in range(20)))) == 1
    assert len(await messages("counseling_moved")) == 1


async def test_whoever_leaves_gives_the_kept_time_to_the_next() -> None:
    first, second = await a_family(now=real_now()), await a_family(now=real_now())
    await _waits(first)
    await _waits(second, 11)
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    [entry] = await waiting.list_own_entries(actor=first)
    with pytest.raises(WaitingNotFoundError):
        await waiting.leave_waitlist(entry.id, actor=second, now=real_now())
    await waiting.leave_waitlist(entry.id, actor=first, now=real_now())
    assert await offer_freed_times(actor=SYSTEM, now=real_now()) == 1
    assert (await messages("counseling_earlier_time"))[-1]["person_id"] == second.person_id


async def test_a_family_waits_once_and_sees_it(client: Client) -> None:
    browser, actor = await a_visitor(client)
    stranger, _ = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(9, days=9), now=real_now())
    form = {"appointment_id": str(appointment.id)}
    assert (await stranger.post("/counseling/waitlist", form)).status_code == 404
    for _ in range(2):
        sent = await browser.post("/counseling/waitlist", form)
        assert sent.headers["location"] == "/counseling/waitlist?done=joined"
    assert await WaitlistEntryRow.count() == 1
    assert str(appointment.id) in (await browser.get("/counseling/waitlist")).text
    [entry] = await waiting.list_own_entries(actor=actor)
    assert (await stranger.post(f"/counseling/waitlist/{entry.id}/departure")).status_code == 404
    left = await browser.post(f"/counseling/waitlist/{entry.id}/departure")
    assert left.headers["location"] == "/counseling/waitlist?done=left"


async def test_an_offer_is_answered_in_the_account_or_by_its_link(client: Client) -> None:
    browser, actor = await a_visitor(client)
    stranger, _ = await a_visitor(client)
    await _waits(actor)
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    [shown] = await answering_offers.list_own_offers(actor=actor, now=real_now())
    address = f"/counseling/waitlist/offers/{shown.offer.id}"
    assert address in (await browser.get("/counseling/waitlist")).text
    assert (await browser.get(address)).status_code == 200
    assert (await stranger.get(address)).status_code == 404
    link = EARLIER + await _token(actor)
    page = await client.get(link)
    for secret in ("نورة", "ليلى", "الزواج"):
        assert secret not in page.text
    taken = await client.post(f"{link}/acceptance")
    assert taken.headers["location"] == "/appointments/done/taken"
    assert (await client.get(link)).status_code == 404
    assert (await client.post(f"{link}/refusal")).status_code == 404
    assert (await browser.post(f"{address}/acceptance")).status_code == 404


async def test_no_offer_names_anybody_or_the_service() -> None:
    family = await a_family(now=real_now(), first_name="مها")
    await _waits(family)
    await _freed()
    await offer_freed_times(actor=SYSTEM, now=real_now())
    [message] = await messages("counseling_earlier_time")
    for secret in ("مها", "ليلى", "الزواج", "marital"):
        assert secret not in message["body"] + (message["subject"] or "")


async def test_where_no_time_is_free_the_page_offers_to_wait(client: Client) -> None:
    browser, actor = await a_visitor(client)
    booking = await a_booking(
        actor, now=real_now(), service="couple", modality=Modality.IN_PERSON, spouse_address="he@mail.example"
    )
    path = f"/counseling/bookings/{booking.id}"
    assert f'action="{path}/waitlist"' in (await browser.get(f"{path}/time")).text
    stranger, _ = await a_visitor(client)
    assert (await stranger.post(f"{path}/waitlist")).status_code == 404
    sent = await browser.post(f"{path}/waitlist")
    assert sent.headers["location"] == "/counseling/waitlist?done=joined"
