"""The application's form with HTMX: an answer is saved when its field is left, a file shows its way."""

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, actor_for, signed_in
from tests.platform.documents.builders import a_picture
from tests.platform.intake.builders import a_draft, open_intake
from wethaq.platform.intake.answering import list_answers
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.web.dependencies import provide_now

HTMX = {"hx-request": "true"}
Applying = tuple[Client, RequestRecord]


@pytest.fixture
async def applying(client: Client) -> Applying:
    await open_intake()
    account = await a_beneficiary()
    return await signed_in(client, account), await a_draft(await actor_for(account), now=provide_now())


async def test_leaving_a_field_saves_its_answer_and_stays(applying: Applying) -> None:
    browser, request = applying
    at = f"/requests/{request.id}/questions/household_size"
    assert f'hx-post="{at}"' in (await browser.get(at)).text
    saved = await browser.post(at, {"household_size": "٥"}, headers=HTMX)
    assert (saved.status_code, "<html" in saved.text) == (200, False)
    assert (await list_answers(request.id))["household_size"] == "5"
    assert 'value="٥"' in saved.text
    assert 'id="announcement"' in saved.text
    plain = await browser.post(at, {"household_size": "٥"})
    assert plain.status_code == 303


async def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(applying: Applying) -> None:
    browser, request = applying
    at = f"/requests/{request.id}/questions/household_size"
    wrong = await browser.post(at, {"household_size": "خمسة <b>"}, headers=HTMX)
    assert wrong.status_code == 422
    assert "<html" not in wrong.text
    assert 'id="household_size-error"' in wrong.text
    assert 'aria-invalid="true"' in wrong.text
    assert 'value="خمسة &lt;b&gt;"' in wrong.text
    assert await list_answers(request.id) == {}


async def test_several_choices_stay_ticked(applying: Applying) -> None:
    browser, request = applying
    at = f"/requests/{request.id}/questions/support_kinds"
    saved = await browser.post(at, {"support_kinds": ["living", "housing"]}, headers=HTMX)
    assert saved.text.count(" checked") == 2


async def test_a_file_goes_on_by_a_header_and_a_bad_one_comes_back_alone(applying: Applying) -> None:
    browser, request = applying
    at = f"/requests/{request.id}/documents/income_proof"
    page = await browser.get(at)
    assert "data-upload hidden" in page.text
    bad = await browser.post(at, files={"file": ("a.pdf", b"<svg>", "application/pdf")}, headers=HTMX)
    assert (bad.status_code, "<html" in bad.text) == (422, False)
    assert 'id="file-error"' in bad.text
    good = await browser.post(at, files={"file": ("راتب.jpg", a_picture(), "image/jpeg")}, headers=HTMX)
    assert good.status_code == 204
    assert good.headers["hx-redirect"] == f"/requests/{request.id}/documents"


async def test_a_stranger_saves_nothing(client: Client, applying: Applying) -> None:
    _, request = applying
    stranger = await signed_in(client, await a_beneficiary())
    at = f"/requests/{request.id}/questions/household_size"
    refused = await stranger.post(at, {"household_size": "5"}, headers=HTMX)
    assert refused.status_code == 404
    assert refused.headers["hx-retarget"] == "#notice"
