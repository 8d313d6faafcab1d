"""Whoever is invited reads when and how, agrees alone or doesn't, and is waited for only so long."""

from datetime import timedelta
from typing import Any

import pytest

from tests.client import Client
from tests.counseling.people import a_booking, a_counselor, open_counseling
from tests.counseling.visits import a_visitor, ahead, messages, real_now
from tests.platform.accounts.builders import a_beneficiary, actor_for, signed_in
from wethaq.counseling import changing, confirming, holding
from wethaq.counseling.inviting import give_up_unanswered
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.purposes import PROCESSING
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.consent import service as consent

HIS = "fahad@mail.example"
OWN = "/counseling/appointments"


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_counseling()
    await a_counselor()


async def _a_couple(client: Client) -> tuple[Client, Actor, Any, str]:
    """She asks for an hour for both; returns her browser, her, the appointment, and his link."""
    browser, her = await a_visitor(client)
    booking = await a_booking(
        her, now=real_now(), service="couple", modality=Modality.VIDEO, spouse_address=HIS
    )
    await holding.hold_time(booking.id, ahead(), actor=her, now=real_now())
    asked = await confirming.send_booking(booking.id, actor=her, now=real_now())
    [message] = await messages("counseling_spouse_invited")
    start = message["body"].index("/counseling/invitations/")
    return browser, her, asked, message["body"][start:].split()[0]


async def _accept(browser: Client, link: str) -> Any:
    text = await consent.current_text(PROCESSING.code)
    await browser.get(link)
    form = {"is_read": "yes", "agrees": "yes", "text_id": str(text.id)}
    return await browser.post(f"{link}/acceptance", form)


async def test_without_a_sign_in_nobody_is_named(client: Client) -> None:
    _, _, _, link = await _a_couple(client)
    page = await client.get(link)
    assert page.status_code == 200
    assert "9:00" in page.text
    for secret in ("نورة", "ليلى", "الزوج", "couple"):
        assert secret not in page.text, secret
    assert f"next={link}" in page.text
    assert "noindex" in page.headers["x-robots-tag"]


async def test_who_signs_in_reads_agrees_and_comes(client: Client) -> None:
    _, _, asked, link = await _a_couple(client)
    account = await a_beneficiary()
    him = await signed_in(client, account)
    assert "نورة" in (await him.get(link)).text
    assert "العطوي" not in (await him.get(link)).text
    incomplete = await him.post(f"{link}/acceptance", {"is_read": "yes"})
    assert incomplete.status_code == 422
    assert "agrees-error" in incomplete.text
    sent = await _accept(him, link)
    assert sent.headers["location"] == f"{OWN}/{asked.id}?done=accepted"
    assert (await him.follow(sent)).status_code == 200
    assert (await get_appointment(asked.id)).status is AppointmentStatus.CONFIRMED
    actor = await actor_for(account)
    assert actor.person_id
    assert await consent.has_consent(actor.person_id, PROCESSING.code, now=real_now())
    assert (await client.get(link)).status_code == 404


async def test_whoever_comes_along_sees_it_and_moves_it_for_nobody(client: Client) -> None:
    browser, _, asked, link = await _a_couple(client)
    him = await signed_in(client, await a_beneficiary())
    await _accept(him, link)
    path = f"{OWN}/{asked.id}"
    assert (await him.get(path)).status_code == 200
    for page in ("/cancellation", "/times"):
        assert (await him.get(path + page)).status_code == 404
    assert (await him.post(f"{path}/move", {"starts_at": ahead(10).isoformat()})).status_code == 404
    assert (await browser.get(f"{path}/absence")).status_code == 404
    assert (await him.get(f"{path}/absence")).status_code == 200
    sent = await him.post(f"{path}/absence")
    assert sent.headers["location"] == f"{OWN}?done=left"
    assert (await get_appointment(asked.id)).status is AppointmentStatus.CANCELLED
    told = await messages("counseling_incomplete")
    assert len(told) == 2
    assert all("METHOD:CANCEL" in row["calendar"] for row in told if row["calendar"])


async def test_a_no_needs_no_account_and_looks_like_silence(client: Client) -> None:
    _, her, asked, link = await _a_couple(client)
    await client.get(link)
    sent = await client.post(f"{link}/refusal")
    assert sent.headers["location"] == "/appointments/done/refused"
    assert (await get_appointment(asked.id)).status is AppointmentStatus.CANCELLED
    [after_no] = await messages("counseling_incomplete")
    assert after_no["person_id"] == her.person_id
    _, _, again, _ = await _another(client, her)
    assert await give_up_unanswered(actor=SYSTEM, now=real_now() + timedelta(hours=47)) == 0
    assert await give_up_unanswered(actor=SYSTEM, now=real_now() + timedelta(hours=49)) == 1
    assert (await get_appointment(again.id)).status is AppointmentStatus.CANCELLED
    after_silence = (await messages("counseling_incomplete"))[-1]
    assert after_silence["body"] == after_no["body"]


async def _another(client: Client, her: Actor) -> tuple[None, Actor, Any, None]:
    booking = await a_booking(
        her, now=real_now(), service="couple", modality=Modality.VIDEO, spouse_address=HIS
    )
    await holding.hold_time(booking.id, ahead(), actor=her, now=real_now())
    return None, her, await confirming.send_booking(booking.id, actor=her, now=real_now()), None


async def test_who_invited_does_not_answer_their_own_invitation(client: Client) -> None:
    browser, _, _, link = await _a_couple(client)
    assert (await browser.get(link)).status_code == 409


async def test_an_invitation_to_what_is_cancelled_has_ended(client: Client) -> None:
    _, her, asked, link = await _a_couple(client)
    await changing.cancel_appointment(asked.id, actor=her, now=real_now())
    assert (await client.get(link)).status_code == 404
    assert (await client.post(f"{link}/refusal")).status_code == 404
