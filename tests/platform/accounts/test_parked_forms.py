"""An expired login in mid-form loses nothing that was typed (policy H1)."""

from datetime import UTC, datetime, timedelta

from litestar import Request, Response, get, post

from tests.client import Client
from tests.platform.accounts.builders import PASSWORD, a_beneficiary, a_mobile, csrf_of, signed_in
from wethaq.platform.accounts.controllers import CONTROLLERS
from wethaq.platform.accounts.middleware import SessionMiddleware
from wethaq.platform.accounts.tables import ParkedForm, Session
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.web.application import create_app
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.parked import restored_values
from wethaq.platform.web.rendering import csrf_field

STORY = "قصة طويلة كتبتها على مهل"


@get("/story", opt=SIGNED_IN)
async def show_story() -> Response[str]:
    values = restored_values()
    return Response(
        f"{csrf_field()}<p>{values.get('story', '')}|{values.get('days', '')}|{'password' in values}</p>"
    )


@post("/story/sending", opt=SIGNED_IN)
async def send_story(request: Request) -> Response[str]:
    return Response(str((await request.form()).get("story")), status_code=200)


@post("/open-form", opt=PUBLIC)
async def send_open_form() -> Response[str]:
    return Response("taken", status_code=200)


app = create_app([*CONTROLLERS, show_story, send_story, send_open_form], middleware=[SessionMiddleware()])
TYPED = {"story": STORY, "days": ["1", "2"], "password": "secret", "form_page": "/story?part=2"}


async def expire() -> None:
    await Session.update({Session.last_seen_at: datetime.now(UTC) - timedelta(hours=1)}, force=True)


async def a_browser(client: Client, mobile: str) -> Client:
    return await signed_in(Client(app), await a_beneficiary(mobile))


async def test_what_was_typed_is_there_again_after_signing_in(client: Client) -> None:
    mobile = a_mobile()
    browser = await a_browser(client, mobile)
    await expire()
    refused = await browser.post("/story/sending", TYPED)
    assert refused.headers["location"].startswith("/sign-in?parked=")
    door = await browser.follow(refused)
    assert "محفوظ" in door.text
    entered = await browser.post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert entered.headers["location"] == "/story?part=2"
    page = await browser.follow(entered)
    assert STORY in page.text
    assert "[&#39;1&#39;, &#39;2&#39;]" in page.text or "['1', '2']" in page.text
    assert page.text.endswith("|False</p>")


async def test_the_words_stay_until_the_form_is_sent_again(client: Client) -> None:
    mobile = a_mobile()
    browser = await a_browser(client, mobile)
    await expire()
    await browser.post("/story/sending", TYPED)
    await browser.post("/sign-in", {"address": mobile, "password": PASSWORD})
    for _ in range(2):
        assert STORY in (await browser.get("/story?part=2")).text
    assert STORY not in (await browser.get("/story")).text
    await browser.get("/story?part=2")
    sent = await browser.post("/story/sending", TYPED)
    assert sent.text == STORY
    assert await ParkedForm.count() == 0
    assert STORY not in (await browser.get("/story?part=2")).text


async def test_another_person_on_the_same_device_sees_none_of_it(client: Client) -> None:
    browser = await a_browser(client, a_mobile())
    other = a_mobile()
    await a_beneficiary(other)
    await expire()
    await browser.post("/story/sending", TYPED)
    entered = await browser.post("/sign-in", {"address": other, "password": PASSWORD})
    assert entered.headers["location"] == "/my-file"
    assert STORY not in (await browser.get("/story?part=2")).text


async def test_the_words_lie_sealed_in_the_database(client: Client) -> None:
    browser = await a_browser(client, a_mobile())
    await expire()
    await browser.post("/story/sending", TYPED)
    rows = await ENGINE._run_in_new_connection("SELECT fields FROM accounts_parked_form")
    assert len(rows) == 1
    assert STORY not in rows[0]["fields"]


async def test_a_form_without_the_sessions_own_token_is_not_kept(client: Client) -> None:
    browser = await a_browser(client, a_mobile())
    await expire()
    await browser.post("/story/sending", {**TYPED, "csrf_token": csrf_of("another session")})
    await browser.post("/story/sending", TYPED, headers={"sec-fetch-site": "cross-site"})
    assert await ParkedForm.count() == 0


async def test_a_signed_out_session_keeps_nothing(client: Client) -> None:
    browser = await a_browser(client, a_mobile())
    token = str(browser.http.cookies.get("__Host-sid"))
    await browser.post("/sign-out")
    browser.http.cookies.set("__Host-sid", token, domain="wethaq.test")
    await browser.post("/story/sending", TYPED)
    assert await ParkedForm.count() == 0


async def test_a_public_form_goes_through_without_the_session(client: Client) -> None:
    browser = await a_browser(client, a_mobile())
    await expire()
    assert (await browser.post("/open-form", TYPED)).text == "taken"
    assert await ParkedForm.count() == 0


async def test_a_page_address_that_leads_off_the_site_is_not_followed(client: Client) -> None:
    mobile = a_mobile()
    browser = await a_browser(client, mobile)
    await expire()
    await browser.post("/story/sending", {**TYPED, "form_page": "//evil.example/story"})
    entered = await browser.post("/sign-in", {"address": mobile, "password": PASSWORD})
    assert entered.headers["location"] == "/story/sending"
