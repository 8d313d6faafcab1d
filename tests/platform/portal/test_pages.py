"""The portal's pages as their readers meet them, through the real app and the real database."""

import re
from uuid import uuid4

import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    a_beneficiary,
    a_member_of_staff,
    an_email,
    last_message_to,
    signed_in,
)
from wethaq.platform.actors import Role
from wethaq.platform.portal.service_list import offered_services
from wethaq.platform.portal.tables import InquiryRow, PageOpinionRow
from wethaq.platform.settings import get_settings

PUBLIC_PAGES = ["/", "/services", "/privacy", "/policy", "/accessibility", "/contact", "/ask", "/ask/answer"]
QUESTION = "كيف أصلح بين ولديّ؟"
LATIN = re.compile(r">[^<]*[A-Za-z]{4,}[^<]*<")


@pytest.mark.parametrize("language", ["", "/en"])
async def test_every_public_page_answers_in_both_languages(client: Client, language: str) -> None:
    for path in [*PUBLIC_PAGES, *(service.path for service in offered_services())]:
        answer = await client.get(language + path if path != "/" else language or "/")
        assert answer.status_code == 200, path
        assert f'lang="{"en" if language else "ar"}"' in answer.text
        assert answer.text.count("<h1") == 1, path
        assert "set-cookie" not in answer.headers


async def test_arabic_pages_hold_no_english(client: Client) -> None:
    for path in [*PUBLIC_PAGES, *(service.path for service in offered_services())]:
        body = (await client.get(path)).text.split("<body>", 1)[1]
        left = [text for text in LATIN.findall(body) if "English" not in text]
        assert left == [], path


async def test_the_contact_page_names_what_is_set_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'href="tel:+' not in (await client.get("/contact")).text
    monkeypatch.setattr(get_settings(), "contact_phone", "+966140000000")
    monkeypatch.setattr(get_settings(), "contact_address_ar", "تبوك، حي الروضة")

    page = (await client.get("/contact")).text

    assert page.count('href="tel:+966140000000"') == 2
    assert "تبوك، حي الروضة" in page
    assert "mailto:" not in page


async def test_the_toggle_keeps_the_page(client: Client) -> None:
    arabic = await client.get("/services/counseling?from=home")
    assert 'href="/en/services/counseling?from=home"' in arabic.text
    english = await client.get("/en/services/counseling")
    assert 'href="/services/counseling"' in english.text


async def test_an_unknown_service_gets_a_friendly_404(client: Client) -> None:
    answer = await client.get("/services/nothing")
    assert answer.status_code == 404
    assert "لم نجد هذه الصفحة" in answer.text


async def test_home_offers_five_services_and_the_support_request(client: Client) -> None:
    assert [service.clause for service in offered_services()] == ["S1", "S2", "S4", "S3", "S5", "T3"]
    home = (await client.get("/")).text
    assert all(service.path in home for service in offered_services())


async def test_a_service_that_is_not_open_says_how_to_be_served_today(client: Client) -> None:
    for service in offered_services():
        text = (await client.get("/en" + service.path)).text
        assert ("opens later" in text) != service.is_open
        assert service.is_open or service.meanwhile.split(".")[0] in text


async def test_sensitive_pages_offer_a_quick_exit_and_others_do_not(client: Client) -> None:
    assert "data-exit" in (await client.get("/services/counseling")).text
    assert "data-exit" not in (await client.get("/services/research")).text


async def test_the_policy_shows_every_clause_by_its_id(client: Client) -> None:
    text = (await client.get("/policy")).text
    for clause in ("G3", "G9", "B5", "H1", "H5", "H7", "R1", "R3"):
        assert f'id="{clause}"' in text
    assert "خلال مدة لا تقل عن أسبوعين" in text


async def test_an_opinion_is_stored_with_its_reasons_and_without_its_giver(client: Client) -> None:
    await client.get("/privacy")
    page = await client.post("/page-opinions", {"page": "/privacy", "answer": "no"})
    action = re.search(r'action="(/page-opinions/[0-9a-f-]+/reasons)"', page.text)
    assert action
    thanks = await client.post(action[1], {"reasons": ["hard_to_understand", "nonsense"]})
    assert thanks.status_code == 200
    row = await PageOpinionRow.select().first()
    assert row
    assert (row["page_path"], row["is_useful"], row["reasons"]) == ("/privacy", False, "hard_to_understand")


async def test_reasons_for_an_opinion_that_nobody_gave_are_refused(client: Client) -> None:
    answer = await client.post(f"/page-opinions/{uuid4()}/reasons", {"reasons": "did_not_work"})
    assert answer.status_code == 404


async def test_a_stranger_asks_and_finds_the_answer_by_the_code(client: Client) -> None:
    code = await ask(client)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert QUESTION in (await officer.get("/desk/questions")).text
    await answer_the_only_question(officer, "بالحوار أولًا.")
    found = await client.post("/ask/answer", {"code": code.lower().replace("-", " ")})
    assert "بالحوار أولًا." in found.text


async def test_the_answer_is_sent_to_whoever_left_an_address(client: Client) -> None:
    address = an_email()
    await ask(client, address=address)
    officer = await signed_in(client, await a_member_of_staff(Role.CALL_CENTRE_AGENT))
    await answer_the_only_question(officer, "تفضّلوا بزيارتنا.")
    assert "تفضّلوا بزيارتنا." in await last_message_to(address)


async def test_a_question_is_answered_once(client: Client) -> None:
    await ask(client)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    row = await InquiryRow.select(InquiryRow.id).first()
    assert row
    await answer_the_only_question(officer, "نعم.")
    second = await officer.post(f"/desk/questions/{row['id']}/answer", {"answer": "لا."})
    assert second.status_code == 409


async def test_a_wrong_code_finds_nothing_and_says_so(client: Client) -> None:
    await ask(client)
    answer = await client.post("/ask/answer", {"code": "22222-22222"})
    assert answer.status_code == 422
    assert QUESTION not in answer.text


async def test_an_unreadable_address_loses_nothing_that_was_typed(client: Client) -> None:
    await client.get("/ask")
    answer = await client.post("/ask", {"question": QUESTION, "name": "", "address": "nowhere"})
    assert answer.status_code == 422
    assert QUESTION in answer.text
    assert "nowhere" in answer.text
    assert 'href="#address"' in answer.text


async def test_home_tells_of_answers_only_when_there_are_five(client: Client) -> None:
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    for answered in range(1, 6):
        await ask(client)
        row = await InquiryRow.select(InquiryRow.id).where(InquiryRow.answered_at.is_null()).first()
        assert row
        await officer.post(f"/desk/questions/{row['id']}/answer", {"answer": "نعم."})
        assert ("أجبنا عن 5 أسئلة" in (await client.get("/")).text) == (answered == 5)


async def test_questions_are_kept_sealed(client: Client) -> None:
    await ask(client)
    row = await InquiryRow.select().first()
    assert row
    assert QUESTION not in str(row)


@pytest.mark.parametrize("path", ["/desk/questions", f"/desk/questions/{uuid4()}"], ids=["all", "one"])
async def test_only_answerers_open_the_questions(client: Client, path: str) -> None:
    assert (await client.get(path)).status_code == 303
    beneficiary = await signed_in(client, await a_beneficiary())
    assert (await beneficiary.get(path)).status_code == 403
    member = await signed_in(client, await a_member_of_staff(Role.COMMITTEE_MEMBER))
    assert (await member.get(path)).status_code == 403


async def test_my_file_greets_its_owner_and_says_what_is_next(client: Client) -> None:
    owner = await signed_in(client, await a_beneficiary())
    page = await owner.get("/my-file")
    assert page.status_code == 200
    assert "ليس لك طلب قائم" in page.text
    assert (await owner.get("/my-file/openings")).status_code == 200


async def test_staff_who_have_no_file_are_led_to_their_work(client: Client) -> None:
    chair = await signed_in(client, await a_member_of_staff(Role.COMMITTEE_CHAIR))
    assert (await chair.get("/my-file")).headers["location"] == "/committee"
    assert 'class="brand" href="/committee"' in (await chair.get("/committee")).text


async def test_my_file_is_for_those_who_have_signed_in(client: Client) -> None:
    assert (await client.get("/my-file")).status_code == 303


async def ask(client: Client, address: str = "") -> str:
    """Ask as anybody may; returns the code."""
    await client.get("/ask")
    page = await client.post("/ask", {"question": QUESTION, "name": "", "address": address})
    code = re.search(r'<bdi class="number" dir="ltr">([0-9A-Z]{5}-[0-9A-Z]{5})</bdi>', page.text)
    assert code, page.text
    return code[1]


async def answer_the_only_question(officer: Client, text: str) -> None:
    row = await InquiryRow.select(InquiryRow.id).first()
    assert row
    await officer.get(f"/desk/questions/{row['id']}")
    answered = await officer.post(f"/desk/questions/{row['id']}/answer", {"answer": text})
    assert answered.status_code == 303
