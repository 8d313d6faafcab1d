"""What a family does with appointments it has: seen by it, by a stranger, and by whoever has a link."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.client import Client
from tests.counseling.people import a_counselor, a_family, a_room, an_appointment, open_counseling
from tests.counseling.visits import a_visitor, ahead, messages, newest_link, real_now
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from wethaq.counseling import changing_by_link
from wethaq.counseling.loading import AppointmentNotFoundError, get_appointment
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.actors import ANONYMOUS, Role
from wethaq.platform.database.sealing import open_row

OWN = "/counseling/appointments"
PAGES = ("", "/cancellation", "/times", "/calendar.ics")


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_counseling()
    await a_counselor(about_ar="ماجستير إرشاد أسري")


async def test_a_family_sees_when_how_and_with_whom(client: Client) -> None:
    await a_room()
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now(), modality=Modality.IN_PERSON)
    listed = await browser.get(OWN)
    page = await browser.get(f"{OWN}/{appointment.id}")
    assert str(appointment.id) in listed.text
    assert page.status_code == 200
    for expected in ("غرفة السكينة", "ماجستير إرشاد أسري", "هـ", "9:00"):
        assert expected in page.text, expected


async def test_nobody_else_can_tell_that_the_appointment_exists(client: Client) -> None:
    appointment = await an_appointment(await a_family(now=real_now()), ahead(), now=real_now())
    stranger, _ = await a_visitor(client)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    for page in PAGES:
        address, nowhere = f"{OWN}/{appointment.id}{page}", f"{OWN}/{uuid4()}{page}"
        for browser in (stranger, officer):
            assert (await browser.get(address)).status_code == 404, page
            assert (await browser.get(nowhere)).status_code == 404, page
        assert (await client.get(address)).headers["location"].startswith("/sign-in")
    for act in ("cancellation", "move", "absence"):
        sent = await stranger.post(f"{OWN}/{appointment.id}/{act}", {"starts_at": ahead(10).isoformat()})
        assert sent.status_code == 404, act
    assert (await get_appointment(appointment.id)).status is AppointmentStatus.CONFIRMED


async def test_cancelling_is_asked_once_more_and_the_words_stay_with_us(client: Client) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    path = f"{OWN}/{appointment.id}"
    assert (await browser.get(f"{path}/cancellation")).status_code == 200
    assert (await get_appointment(appointment.id)).status is AppointmentStatus.CONFIRMED
    sent = await browser.post(f"{path}/cancellation", {"words": "سافرنا فجأة"})
    assert sent.headers["location"] == f"{path}?done=cancelled"
    assert "أُلغي الموعد" in (await browser.follow(sent)).text
    assert (await get_appointment(appointment.id)).status is AppointmentStatus.CANCELLED
    assert all("سافرنا" not in row["body"] for row in await messages())
    row = await AppointmentRow.select().where(AppointmentRow.id == appointment.id).first()
    assert row
    assert open_row(AppointmentRow, row)["family_words"] == "سافرنا فجأة"


async def test_too_late_says_whom_to_call_and_keeps_what_was_typed(client: Client) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    await AppointmentRow.update({AppointmentRow.starts_at: real_now() + timedelta(hours=3)}).where(
        AppointmentRow.id == appointment.id
    )
    path = f"{OWN}/{appointment.id}"
    sent = await browser.post(f"{path}/cancellation", {"words": "سافرنا فجأة"})
    assert sent.status_code == 409
    assert "سافرنا فجأة" in sent.text
    assert "/contact" in sent.text
    assert (await browser.get(f"{path}/times")).status_code == 409
    assert "/cancellation" not in (await browser.get(path)).text


async def test_a_family_moves_to_another_free_time_of_the_same_counselor(client: Client) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    path = f"{OWN}/{appointment.id}"
    shown = await browser.get(f"{path}/times?from={ahead().date().isoformat()}")
    assert f'value="{ahead(10).isoformat()}"' in shown.text
    assert f'value="{ahead().isoformat()}"' not in shown.text
    sent = await browser.post(f"{path}/move", {"starts_at": ahead(10).isoformat()})
    assert sent.headers["location"] == f"{path}?done=moved"
    assert (await get_appointment(appointment.id)).starts_at == ahead(10)
    part = await browser.get(f"{path}/times", headers={"HX-Request": "true"})
    assert "<html" not in part.text


@pytest.mark.parametrize("typed", ["", "tomorrow", "9999-12-31T23:59:59+00:00", "2026-12-06T09:00:00"])
async def test_a_time_that_is_none_is_asked_again(client: Client, typed: str) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    sent = await browser.post(f"{OWN}/{appointment.id}/move", {"starts_at": typed})
    assert sent.status_code == 422
    assert "starts_at-error" in sent.text


async def test_who_comes_second_sees_the_nearest_times(client: Client) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    await an_appointment(await a_family(now=real_now()), ahead(10, 30), now=real_now())
    sent = await browser.post(f"{OWN}/{appointment.id}/move", {"starts_at": ahead(10, 30).isoformat()})
    assert sent.status_code == 409
    assert 'name="starts_at"' in sent.text
    assert (await get_appointment(appointment.id)).starts_at == ahead()


async def test_the_saved_entry_names_nothing_and_nobody_else(client: Client) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    saved = await browser.get(f"{OWN}/{appointment.id}/calendar.ics")
    assert saved.headers["content-type"].startswith("text/calendar")
    assert "attachment" in saved.headers["content-disposition"]
    text = saved.text.replace("\r\n ", "")
    assert "METHOD:REQUEST" in text
    assert text.count("ATTENDEE") == 1
    for secret in ("marital", "ليلى", "الزواج", "appointments/link"):
        assert secret not in text


async def test_the_video_link_is_shown_half_an_hour_before(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wethaq.platform.settings import get_settings

    monkeypatch.setattr(get_settings(), "video_base_url", "https://meet.example/wethaq")
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now(), modality=Modality.VIDEO)
    assert "meet.example" not in (await browser.get(f"{OWN}/{appointment.id}")).text
    soon = real_now() + timedelta(minutes=29)
    await AppointmentRow.update(
        {AppointmentRow.starts_at: soon, AppointmentRow.ends_at: soon + timedelta(hours=1)}
    ).where(AppointmentRow.id == appointment.id)
    assert "meet.example" in (await browser.get(f"{OWN}/{appointment.id}")).text


async def test_a_link_shows_the_time_and_no_more(client: Client) -> None:
    _, actor = await a_visitor(client)
    await an_appointment(actor, ahead(), now=real_now())
    assert actor.person_id
    page = await client.get(await newest_link(actor.person_id))
    assert page.status_code == 200
    assert "9:00" in page.text
    for secret in ("نورة", "ليلى", "الزواج", "marital"):
        assert secret not in page.text, secret
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]


async def test_a_link_moves_once_and_the_next_message_brings_the_next(client: Client) -> None:
    _, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(), now=real_now())
    assert actor.person_id
    link = await newest_link(actor.person_id)
    assert (await client.get(f"{link}/times")).status_code == 200
    sent = await client.post(f"{link}/move", {"starts_at": ahead(10).isoformat()})
    assert sent.headers["location"] == "/appointments/done/moved"
    assert (await get_appointment(appointment.id)).starts_at == ahead(10)
    assert (await client.get(link)).status_code == 404
    fresh = await newest_link(actor.person_id)
    assert fresh != link
    await client.get(f"{fresh}/cancellation")
    sent = await client.post(f"{fresh}/cancellation", {"words": ""})
    assert sent.headers["location"] == "/appointments/done/cancelled"
    assert (await get_appointment(appointment.id)).status is AppointmentStatus.CANCELLED


async def test_used_old_and_invented_links_look_alike(client: Client) -> None:
    _, actor = await a_visitor(client)
    await an_appointment(actor, ahead(), now=real_now())
    assert actor.person_id
    link = await newest_link(actor.person_id)
    await client.get(f"{link}/cancellation")
    await client.post(f"{link}/cancellation")
    for page in ("", "/cancellation", "/times", "/absence"):
        used, invented = await client.get(link + page), await client.get("/appointments/link/nowhere" + page)
        assert used.status_code == invented.status_code == 404
        assert "انتهى هذا الرابط" in used.text
        assert used.text.replace(link, "") == invented.text.replace("/appointments/link/nowhere", "")


async def test_a_refusal_leaves_the_link_as_it_was(client: Client) -> None:
    _, actor = await a_visitor(client)
    await an_appointment(actor, ahead(), now=real_now())
    assert actor.person_id
    link = await newest_link(actor.person_id)
    await client.get(f"{link}/times")
    sent = await client.post(f"{link}/move", {"starts_at": ahead(20).isoformat()})
    assert sent.status_code == 409
    assert (await client.get(link)).status_code == 200


async def test_of_fifty_uses_at_once_one_passes(client: Client) -> None:
    _, actor = await a_visitor(client)
    await an_appointment(actor, ahead(), now=real_now())
    assert actor.person_id
    token = (await newest_link(actor.person_id)).rsplit("/", 1)[1]

    async def use() -> bool:
        try:
            await changing_by_link.cancel_by_link(token, actor=ANONYMOUS, now=real_now())
        except AppointmentNotFoundError:
            return False
        return True

    assert sum(await asyncio.gather(*(use() for _ in range(50)))) == 1
    assert len(await messages("counseling_cancelled")) == 1
