"""The pages of consent: its owner succeeds, a stranger finds nothing, everybody may check a receipt."""

import json
import re

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for, signed_in
from tests.platform.consent.builders import published_texts
from wethaq.platform.actors import Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.records import Grant
from wethaq.platform.security import signing
from wethaq.platform.web.dependencies import provide_now

PAGE = "/my-file/consents"
PURPOSE = "contact.sms"


@pytest.fixture
async def owner(client: Client) -> tuple[Client, Client]:
    """Return a person's browser and a stranger's; the texts are published."""
    await published_texts()
    return await signed_in(client, await a_beneficiary()), await signed_in(client, await a_beneficiary())


async def _give(browser: Client, purpose: str = PURPOSE) -> Grant:
    text = await consent.current_text(purpose)
    answer = await browser.post(f"{PAGE}/{purpose}", {"text_id": str(text.id)})
    assert answer.status_code == 303, answer.text
    page = await browser.follow(answer)
    found = re.search(r"/receipts/([0-9a-f-]{36})/receipt\.pdf", page.text)
    assert found, page.text
    code = re.search(r">([A-Z2-7]{16})<", page.text)
    assert code
    grant = await consent.find_grant_by_code(code.group(1))
    assert grant
    return grant


async def test_a_person_gives_and_withdraws_with_one_click_each(owner: tuple[Client, Client]) -> None:
    browser, _ = owner
    page = await browser.get(f"{PAGE}/{PURPOSE}")
    assert page.status_code == 200
    grant = await _give(browser)
    await consent.require(grant.person_id, PURPOSE, now=provide_now())
    answer = await browser.post(f"{PAGE}/{PURPOSE}/withdrawal")
    assert answer.status_code == 303
    assert not await consent.has_consent(grant.person_id, PURPOSE, now=provide_now())
    assert (await browser.get(PAGE)).status_code == 200


async def test_a_receipt_is_the_owners_alone(owner: tuple[Client, Client]) -> None:
    browser, stranger = owner
    grant = await _give(browser)
    for form in ("pdf", "json"):
        path = f"{PAGE}/receipts/{grant.id}/receipt.{form}"
        assert (await browser.get(path)).status_code == 200
        assert (await stranger.get(path)).status_code == 404


async def test_a_receipt_can_be_checked_with_the_public_key_alone(owner: tuple[Client, Client]) -> None:
    browser, _ = owner
    grant = await _give(browser)
    document = (await browser.get(f"{PAGE}/receipts/{grant.id}/receipt.json")).json()
    body = json.dumps(document["receipt"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    signature = document["signature"]
    encoded = signature["value"].partition(".")[2]
    assert signing.verify_with(signature["public_key"], body, encoded)


async def test_everybody_may_check_a_receipt_and_nobody_learns_whose_it_is(
    client: Client, owner: tuple[Client, Client]
) -> None:
    browser, _ = owner
    grant = await _give(browser)
    shown = f"{grant.receipt_code[:4]}-{grant.receipt_code[4:8]} {grant.receipt_code[8:].lower()}"
    answer = await client.get("/receipts", params={"code": shown})
    page = await client.follow(answer)
    assert page.status_code == 200
    assert str(grant.person_id) not in page.text
    assert "نورة" not in page.text
    assert (await client.get("/receipts/AAAAAAAAAAAAAAAA")).status_code == 404
    assert (await client.get("/receipts")).status_code == 200


async def test_every_version_of_a_text_has_a_permanent_public_address(
    client: Client, owner: tuple[Client, Client]
) -> None:
    text = await consent.current_text("notice.responsibilities")
    for prefix, word in (("", "مسؤولياتك"), ("/en", "Your responsibilities")):
        page = await client.get(f"{prefix}/policy-texts/{text.id}")
        assert page.status_code == 200
        assert word in page.text
        assert text.sha256 in page.text


async def test_nobody_consents_to_words_that_were_replaced_meanwhile(owner: tuple[Client, Client]) -> None:
    browser, _ = owner
    other = await consent.current_text("research")
    answer = await browser.post(f"{PAGE}/{PURPOSE}", {"text_id": str(other.id)})
    assert answer.status_code == 409


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/{PURPOSE}", "/my-file/data-copy"])
async def test_a_stranger_is_asked_to_sign_in(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code in {303, 401}


async def test_a_copy_of_my_data_comes_as_json_and_as_pdf(owner: tuple[Client, Client]) -> None:
    browser, _ = owner
    grant = await _give(browser)
    assert (await browser.get("/my-file/data-copy")).status_code == 200
    copy = await browser.post("/my-file/data-copy/json")
    assert copy.status_code == 200
    assert grant.receipt_code in copy.text
    pdf = await browser.post("/my-file/data-copy/pdf")
    assert pdf.content.startswith(b"%PDF")


async def test_the_register_of_processing_is_for_stewards(
    client: Client, owner: tuple[Client, Client]
) -> None:
    steward = await signed_in(client, await a_member_of_staff(Role.DATA_STEWARD))
    page = await steward.get("/desk/processing-register")
    assert page.status_code == 200
    assert "contact.sms" in page.text
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert (await officer.get("/desk/processing-register")).status_code == 403


async def test_a_child_that_is_not_in_ones_care_is_not_there(owner: tuple[Client, Client]) -> None:
    browser, _ = owner
    other = await actor_for(await a_beneficiary())
    assert (await browser.get(f"{PAGE}?child={other.person_id}")).status_code == 404
