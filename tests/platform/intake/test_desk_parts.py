"""The desk's parts for HTMX; each address gives plain forms their 303 (tests/…/test_pages.py)."""

import re

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for, signed_in
from tests.platform.documents.builders import a_picture
from tests.platform.intake.builders import a_submitted_request, open_intake
from wethaq.platform import audit
from wethaq.platform.actors import Role
from wethaq.platform.intake import verifying
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.web.dependencies import provide_now

HTMX = {"hx-request": "true"}
VALID = {"expires_day": "1", "expires_month": "1", "expires_year": "1455", "expires_calendar": "hijri"}


@pytest.fixture
async def request_(client: Client) -> RequestRecord:
    await open_intake()
    return await a_submitted_request(await actor_for(await a_beneficiary()), now=provide_now())


@pytest.fixture
async def officer(client: Client, request_: RequestRecord) -> Client:
    account = await a_member_of_staff(Role.RELATIONS_OFFICER)
    await verifying.take_up(request_.id, actor=await actor_for(account), now=provide_now())
    return await signed_in(client, account)


async def test_a_tick_answers_with_its_row_and_what_hangs_on_it(
    officer: Client, request_: RequestRecord
) -> None:
    page = await officer.get(f"/desk/requests/{request_.id}")
    at = f"/desk/requests/{request_.id}/checklist/identity"
    assert f'hx-post="{at}/match"' in page.text
    ticked = await officer.post(f"{at}/match", VALID, headers=HTMX)

    assert ticked.status_code == 200
    assert "<html" not in ticked.text
    assert re.findall(r'id="(item-\w+)"', ticked.text) == ["item-identity"]
    for place in ("open-items", "completion", "signature-state", "announcement"):
        assert re.search(rf'id="{place}"[^>]* hx-swap-oob', ticked.text), place
        assert f'id="{place}"' in page.text, "what is swapped stands in the page"
    assert ticked.headers["vary"].startswith("HX-Request")
    again = await officer.post(f"{at}/reopening", headers=HTMX)
    assert f'hx-post="{at}/match"' in again.text


async def test_ticking_counts_as_no_further_opening_of_the_file(
    officer: Client, request_: RequestRecord
) -> None:
    await officer.get(f"/desk/requests/{request_.id}")
    before = len(await audit.list_openings(request_.person_id, 50))
    await officer.post(f"/desk/requests/{request_.id}/checklist/identity/match", VALID, headers=HTMX)
    assert len(await audit.list_openings(request_.person_id, 50)) == before


async def test_a_wrong_date_comes_back_in_its_row(officer: Client, request_: RequestRecord) -> None:
    at = f"/desk/requests/{request_.id}/checklist/identity/match"
    wrong = {"expires_day": "40", "expires_year": "1450"}
    part, page = await officer.post(at, wrong, headers=HTMX), await officer.post(at, wrong)
    for answer in (part, page):
        assert answer.status_code == 422
        assert 'value="40"' in answer.text
        assert 'id="identity-expires-error"' in answer.text
    assert "<html" not in part.text
    assert 'class="error-summary"' in page.text


async def test_a_step_that_came_too_late_is_told_in_the_row(officer: Client, request_: RequestRecord) -> None:
    await officer.post(f"/desk/requests/{request_.id}/steps/return", {"reason": "تعريف الراتب"})
    late = await officer.post(f"/desk/requests/{request_.id}/checklist/identity/match", VALID, headers=HTMX)
    assert late.status_code == 409
    assert 'id="item-identity"' in late.text
    assert 'data-tone="danger"' in late.text
    assert "hx-post" not in late.text, "nothing is offered that can't be done"


async def test_a_copy_is_added_to_its_row_and_a_bad_one_refused_there(
    officer: Client, request_: RequestRecord
) -> None:
    at = f"/desk/requests/{request_.id}/checklist/income_proof/documents"
    for files in ({"file": ("a.pdf", b"<svg>", "application/pdf")}, {}):
        refused = await officer.post(at, files=files, headers=HTMX)
        assert refused.status_code == 422
        assert 'id="income_proof-file-error"' in refused.text
    added = await officer.post(at, files={"file": ("راتب.jpg", a_picture(), "image/jpeg")}, headers=HTMX)
    assert added.status_code == 200
    assert re.search(r"/files/[0-9a-f-]{36}", added.text)
    assert "data-upload" not in added.text or 'hx-post="' in added.text


async def test_a_strangers_tick_finds_nothing(client: Client, request_: RequestRecord) -> None:
    stranger = await signed_in(client, await a_member_of_staff(Role.COUNSELOR))
    at = f"/desk/requests/{request_.id}/checklist/identity/match"
    refused = await stranger.post(at, VALID, headers=HTMX)
    assert refused.status_code == 403
    assert refused.headers["hx-retarget"] == "#notice"


async def test_the_thread_is_answered_without_the_page(officer: Client, request_: RequestRecord) -> None:
    at = f"/desk/requests/{request_.id}/messages"
    empty = await officer.post(at, {"message": " "}, headers=HTMX)
    assert empty.status_code == 422
    assert 'aria-invalid="true"' in empty.text
    sent = await officer.post(at, {"message": "الأحد صباحًا"}, headers=HTMX)
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert "الأحد صباحًا" in sent.text
    assert 'id="announcement"' in sent.text


async def test_an_applicant_writes_without_leaving_the_page(client: Client) -> None:
    await open_intake()
    account = await a_beneficiary()
    request = await a_submitted_request(await actor_for(account), now=provide_now())
    browser = await signed_in(client, account)
    at = f"/requests/{request.id}/messages"
    assert f'hx-post="{at}"' in (await browser.get(f"/requests/{request.id}")).text
    sent = await browser.post(at, {"message": "متى أراجعكم؟"}, headers=HTMX)
    assert (sent.status_code, "<html" in sent.text) == (200, False)
    assert "متى أراجعكم؟" in sent.text
    assert (await browser.post(at, {"message": ""}, headers=HTMX)).status_code == 422
    assert (await browser.post(at, {"message": "شكرًا"})).headers["location"].endswith("#thread")


async def test_the_queue_answers_a_choice_with_the_list_alone(
    officer: Client, request_: RequestRecord
) -> None:
    page = await officer.get("/desk")
    assert 'hx-get="/desk"' in page.text
    part = await officer.get("/desk", params={"status": "in_verification", "mine": ""}, headers=HTMX)
    assert "<html" not in part.text
    assert str(request_.number) in part.text
    assert part.headers["hx-push-url"] == "/desk?page=1&status=in_verification"
    assert 'hx-swap-oob="innerHTML"' in part.text
    assert 'hx-swap-oob="innerHTML"' not in page.text
    back = await officer.get("/desk", headers=HTMX | {"hx-history-restore-request": "true"})
    assert "<html" in back.text
