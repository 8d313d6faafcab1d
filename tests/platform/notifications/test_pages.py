"""The mailbox is there in the demonstration alone; staff see reasons, never words."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from uuid import uuid4

import pytest
from litestar.types import ASGIApp, Receive, Scope, Send

from tests.client import Client
from tests.platform.invitations.builders import STARTS_AT, an_invitation
from tests.platform.notifications.builders import RecordingCourier, a_mail, the_message
from tests.platform.people.builders import a_person
from wethaq.platform.actors import STAFF_ROLES, Actor, Channel, Role
from wethaq.platform.invitations.messages import request_ics
from wethaq.platform.notifications.controllers import CONTROLLERS
from wethaq.platform.notifications.dead_letters import PAGE_SIZE
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.errors import PermanentDeliveryError
from wethaq.platform.notifications.service import notify, send_to_address
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.settings import get_settings
from wethaq.platform.web.application import create_app

KEEPERS = {Role.ADMINISTRATOR, Role.MANAGER, Role.RELATIONS_OFFICER}
NOBODY = Actor()
As = Callable[[Actor], Client]


def with_role(role: Role) -> Actor:
    return Actor(account_id=uuid4(), roles=frozenset({role}))


def signed_in(actor: Actor) -> Callable[[ASGIApp], ASGIApp]:
    """Return a middleware for which somebody has signed in already; the accounts part is above this one."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("state", {})["actor"] = actor
            await app(scope, receive, send)

        return serve

    return wrap


@pytest.fixture
async def as_(database: None) -> AsyncIterator[As]:
    """Return a browser in which the given actor has signed in."""
    browsers: list[Client] = []

    def open_browser(actor: Actor) -> Client:
        browsers.append(Client(create_app(CONTROLLERS, middleware=[signed_in(actor)])))
        return browsers[-1]

    yield open_browser
    for browser in browsers:
        await browser.http.aclose()


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "is_demo", True)


async def a_dead_mail(now: datetime, **context: object) -> object:
    message_id = await a_mail(now, **context)
    courier = RecordingCourier(error=PermanentDeliveryError("smtp_550"))
    await deliver_due(now, couriers={Channel.EMAIL: courier, Channel.SMS: courier}, jitter=lambda: 0)
    return message_id


async def test_outside_of_the_demonstration_there_is_no_mailbox(as_: As, now: datetime) -> None:
    message_id = await a_mail(now)
    for path in ("/demo/mailbox", f"/demo/mailbox/{message_id}"):
        assert (await as_(with_role(Role.ADMINISTRATOR)).get(path)).status_code == 404


@pytest.mark.usefixtures("demo")
async def test_the_mailbox_shows_messages_as_their_readers_see_them(as_: As, now: datetime) -> None:
    assert (await as_(NOBODY).get("/demo/mailbox")).status_code == 200
    mail = await a_mail(now, name="<b>نورة</b>")
    code = {"code": "481 920"}
    text = await send_to_address(Channel.SMS, "+966501234567", "test_code", code, language="ar", now=now)
    page = await as_(NOBODY).get(f"/demo/mailbox/{mail}")
    assert "noura@example.com" in page.text
    assert 'href="https://wethaq.test/requests/7"' in page.text
    assert "<b>نورة</b>" not in page.text
    phone = await as_(NOBODY).get(f"/en/demo/mailbox/{text}?channel=sms")
    assert "481 920" in phone.text
    assert "noura@example.com" not in phone.text
    assert (await as_(NOBODY).get(f"/demo/mailbox/{uuid4()}")).status_code == 404


@pytest.mark.usefixtures("demo")
async def test_the_mailbox_shows_when_an_invitation_is_and_hands_it_out(as_: As, now: datetime) -> None:
    ics = request_ics(an_invitation(organizer=get_settings().mail_from), now=now)
    mail = await a_mail(now, calendar=ics)
    page = (await as_(NOBODY).get(f"/demo/mailbox/{mail}")).text
    assert "دعوة تقويم" in page
    assert f'datetime="{STARTS_AT.isoformat()}"' in page
    file = await as_(NOBODY).get(f"/demo/mailbox/{mail}/invite.ics")
    assert file.content == ics.encode()
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert file.headers["content-disposition"] == 'attachment; filename="invite.ics"'
    plain = await a_mail(now)
    assert (await as_(NOBODY).get(f"/demo/mailbox/{plain}/invite.ics")).status_code == 404


async def test_outside_of_the_demonstration_no_invitation_is_handed_out(as_: As, now: datetime) -> None:
    mail = await a_mail(now, calendar=request_ics(an_invitation(organizer=get_settings().mail_from), now=now))
    assert (await as_(NOBODY).get(f"/demo/mailbox/{mail}/invite.ics")).status_code == 404


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
async def test_only_those_who_keep_the_messages_see_what_did_not_arrive(as_: As, role: Role) -> None:
    answer = await as_(with_role(role)).get("/desk/messages")
    assert answer.status_code == (200 if role in KEEPERS else 403)


async def test_the_page_gives_the_reason_and_neither_words_nor_address(as_: As, now: datetime) -> None:
    await a_dead_mail(now, name="مزروعة")
    page = (await as_(with_role(Role.ADMINISTRATOR)).get("/desk/messages")).text
    assert "رفضها خادم البريد" in page
    assert "test_reply" in page
    assert not any(secret in page for secret in ("noura@example.com", "مزروعة", "وصلنا ردكم"))


async def test_who_can_not_be_written_to_safely_is_shown_to_the_officer_who_can_call(
    as_: As, now: datetime
) -> None:
    person = await a_person(email=None, safe_contact=frozenset({SafeContactRule.NO_TEXT_MESSAGES}))
    message_id = await notify(person.id, "test_reply", {"name": "نورة"}, now=now)
    officer, administrator = as_(with_role(Role.RELATIONS_OFFICER)), as_(with_role(Role.ADMINISTRATOR))
    assert f"/desk/people/{person.id}" in (await officer.get("/desk/messages")).text
    assert str(person.id) not in (await administrator.get("/desk/messages")).text
    assert (await officer.post(f"/desk/messages/{message_id}/retry")).status_code == 409


async def test_a_message_is_sent_once_more_on_request(as_: As, now: datetime) -> None:
    message_id = await a_dead_mail(now)
    browser = as_(with_role(Role.MANAGER))
    await browser.get("/desk/messages")
    assert (await browser.post(f"/desk/messages/{message_id}/retry")).status_code == 303
    row = await the_message(message_id)  # type: ignore[arg-type]  # an id
    assert (row["status"], row["attempts"]) == ("pending", 0)
    assert (await browser.post(f"/desk/messages/{message_id}/retry")).status_code == 404
    assert (await as_(with_role(Role.TRAINER)).post(f"/desk/messages/{message_id}/retry")).status_code == 403


async def test_a_long_list_comes_in_pages(as_: As, now: datetime) -> None:
    for _ in range(PAGE_SIZE + 1):
        await a_mail(now)
    courier = RecordingCourier(error=PermanentDeliveryError("smtp_550"))
    await deliver_due(now, couriers={Channel.EMAIL: courier}, jitter=lambda: 0)
    browser = as_(with_role(Role.MANAGER))
    assert "?page=2" in (await browser.get("/desk/messages")).text
    assert (await browser.get("/desk/messages?page=2")).text.count("smtp_550") == 1
    assert (await browser.get("/desk/messages?page=0")).status_code == 400
