"""Who gets which page and file, with which headers, and what anybody may learn from a code."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from litestar.types import ASGIApp, Receive, Scope, Send

from tests.client import Client
from tests.platform.documents.builders import a_pdf, an_acceptance
from wethaq.platform.actors import STAFF_ROLES, SYSTEM, Actor, Role
from wethaq.platform.documents import letters
from wethaq.platform.documents.controllers import CONTROLLERS
from wethaq.platform.documents.demo import publish_demo_documents
from wethaq.platform.documents.letters import Letter, issue_letter
from wethaq.platform.documents.uploads import store_upload
from wethaq.platform.web.application import create_app

CODE = "7KQM2WXPRT9CHV4D"
OWNER = Actor(account_id=uuid4(), person_id=uuid4(), roles=frozenset({Role.BENEFICIARY}))
STRANGER = Actor(account_id=uuid4(), person_id=uuid4(), roles=frozenset({Role.BENEFICIARY}))
NOBODY = Actor()
MANAGER = Actor(account_id=uuid4(), roles=frozenset({Role.MANAGER}))

As = Callable[[Actor], Client]


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
async def letter(database: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Letter:
    monkeypatch.setattr(letters, "_new_code", lambda: CODE)
    return await issue_letter("acceptance", OWNER.person_id, None, an_acceptance(), actor=SYSTEM, now=now)


@pytest.mark.parametrize("language", ["", "/en"])
async def test_a_code_tells_kind_number_and_date_and_nothing_of_the_person(
    as_: As, letter: Letter, language: str
) -> None:
    page = await as_(NOBODY).get(f"{language}/check/{CODE}")
    assert page.status_code == 200
    assert letter.number in page.text
    assert ("إشعار بقبول طلب" if not language else "Acceptance of a request") in page.text
    assert "2026" in page.text
    assert not any(secret in page.text for secret in ("نورة", "العطوي", "W-1448-00231", "دعم مستفيد"))


async def test_a_typed_code_leads_to_its_page_in_the_same_language(as_: As, letter: Letter) -> None:
    answer = await as_(NOBODY).get("/en/check", params={"code": "7kqm 2wxp-rt9c hv4d"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en/check/{CODE}")


async def test_an_unknown_code_and_one_that_is_none_are_answered_plainly(as_: As) -> None:
    assert "لا نعرف خطابًا بهذا الرمز" in (unknown := await as_(NOBODY).get("/check/AAAABBBBCCCCDDDD")).text
    assert unknown.status_code == 404
    for typed in ("0", "<script>", "﷽" * 500, "\x00", "A" * 5000):
        wrong = await as_(NOBODY).get("/check", params={"code": typed})
        assert wrong.status_code == 422
        assert 'href="#code"' in wrong.text
        assert (await as_(NOBODY).get(f"/check/{quote(typed, safe='')}")).status_code == 404


async def test_a_letter_is_saved_by_its_owner_and_unknown_to_others(as_: As, letter: Letter) -> None:
    answer = await as_(OWNER).get(f"/letters/{letter.id}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{letter.number}.pdf"')
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF")
    assert (await as_(STRANGER).get(f"/letters/{letter.id}")).status_code == 404
    assert (await as_(MANAGER).get(f"/letters/{letter.id}")).status_code == 404
    assert (await as_(NOBODY).get(f"/letters/{letter.id}")).status_code == 303


async def test_a_pdf_that_was_sent_is_never_shown_in_the_page(as_: As, now: datetime) -> None:
    assert OWNER.person_id
    file_id = await store_upload(
        a_pdf(), "إثبات.pdf", owner_person_id=OWNER.person_id, kind="test", actor=OWNER, now=now
    )
    answer = await as_(OWNER).get(f"/files/{file_id}")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert quote("إثبات.pdf") in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    for stranger in (STRANGER, MANAGER):
        assert (await as_(stranger).get(f"/files/{file_id}")).status_code == 404
    assert (await as_(OWNER).get(f"/files/{UUID(int=7)}")).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
async def test_everybody_reads_the_bylaws_and_saves_them_as_pdf(
    as_: As, now: datetime, language: str
) -> None:
    await publish_demo_documents(actor=SYSTEM, now=now)
    browser = as_(NOBODY)
    assert f"{language}/publications/bylaws" in (await browser.get(f"{language}/publications")).text
    page = await browser.get(f"{language}/publications/support_guide")
    assert page.status_code == 200
    assert 'id="article-15"' in page.text
    assert "<details" not in page.text.split('class="prose')[1].split("</article>")[0], (
        "Citing is for the desk."
    )
    assert (await browser.get(f"{language}/publications/bylaws/pdf")).content.startswith(b"%PDF")
    for nowhere in ("nothing", "bylaws?version=9", "bylaws?version=x"):
        assert (await browser.get(f"/publications/{nowhere}")).status_code in {400, 404}


async def test_staff_cite_an_article_with_its_version(as_: As, now: datetime) -> None:
    await publish_demo_documents(actor=SYSTEM, now=now)
    page = await as_(MANAGER).get("/desk/documents/support_guide")
    assert "دليل سياسة الدعم للمستفيدين، الإصدار 1، المادة 9: مدة الرد" in page.text
    assert (await as_(MANAGER).get("/desk/documents")).status_code == 200


def a_version(**changes: Any) -> dict[str, Any]:
    texts = {
        "title_ar": "اللائحة",
        "title_en": "Bylaws",
        "body_ar": "## المادة 1\nنص",
        "body_en": "## Article 1\nText",
    }
    return {**texts, "is_public": "yes", **changes}


async def test_a_manager_publishes_a_version_and_the_old_one_stays(as_: As, now: datetime) -> None:
    await publish_demo_documents(actor=SYSTEM, now=now)
    browser = as_(MANAGER)
    await browser.get("/desk/documents/bylaws/versions/new")
    assert (await browser.post("/desk/documents/bylaws/versions", a_version())).status_code == 303
    assert "الإصدار 2" in (await browser.get("/publications/bylaws")).text
    old = await browser.get("/publications/bylaws?version=1")
    assert "هذا الإصدار لم يعد ساريًا" in old.text
    assert (await browser.post("/desk/documents/bylaws/versions", a_version())).status_code == 409


async def test_what_is_wrong_in_a_version_is_said_and_nothing_typed_is_lost(as_: As, now: datetime) -> None:
    browser = as_(MANAGER)
    assert (await browser.get("/desk/documents/bylaws/versions/new")).status_code == 200
    for changes in ({"title_en": ""}, {"body_en": "no article at all"}):
        page = await browser.post("/desk/documents/bylaws/versions", a_version(**changes))
        assert page.status_code in {409, 422}
        assert 'role="alert"' in page.text
        assert "## المادة 1" in page.text


@pytest.mark.parametrize("role", sorted(STAFF_ROLES - {Role.MANAGER}))
async def test_other_staff_read_and_do_not_publish(as_: As, role: Role) -> None:
    browser = as_(Actor(account_id=uuid4(), roles=frozenset({role})))
    assert (await browser.get("/desk/documents")).status_code == 200
    assert (await browser.get("/desk/documents/bylaws/versions/new")).status_code == 403
    assert (await browser.post("/desk/documents/bylaws/versions", a_version())).status_code == 403
