"""The pages of a request: the applicant's way and the officer's desk, without JavaScript."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from httpx import Response

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, a_mobile, actor_for, signed_in
from tests.platform.accounts.builders import a_person as a_walk_in
from tests.platform.documents.builders import a_picture
from tests.platform.intake.builders import (
    ANSWERS,
    a_decided_request,
    a_filled_draft,
    a_forwarded_request,
    a_submitted_request,
    open_intake,
    settle,
    sign,
)
from wethaq.platform.actors import Actor, Role
from wethaq.platform.intake.loading import get_request, list_own_requests
from wethaq.platform.intake.policy.statuses import Outcome, RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.people import service as people

S = RequestStatus
_HASH = re.compile(
    r'name="seen_hash"[^>]* value="([0-9a-f]{64})"|value="([0-9a-f]{64})"[^>]* name="seen_hash"'
)


@pytest.fixture
async def site(client: Client) -> Client:
    await open_intake()
    return client


async def an_applicant(site: Client) -> tuple[Client, Actor]:
    account = await a_beneficiary()
    return await signed_in(site, account), await actor_for(account)


async def an_officer(site: Client, *roles: Role) -> tuple[Client, Actor]:
    account = await a_member_of_staff(*(roles or (Role.RELATIONS_OFFICER,)))
    return await signed_in(site, account), await actor_for(account)


def now() -> datetime:
    return datetime.now(UTC)


async def own_request(actor: Actor) -> RequestRecord:
    return (await list_own_requests(actor=actor))[0]


async def agree_on_screen(browser: Client) -> str:
    """Read the responsibilities, consent, and return the address of the form that opened."""
    assert (await browser.get("/requests/new/support")).status_code == 200
    agreed = await browser.post("/requests/new/support/responsibilities", {"is_read": "yes"})
    asked = await browser.follow(agreed)
    text_ids = re.findall(r'name="consent" value="([0-9a-f-]{36})"', asked.text)
    opened = await browser.post("/requests/new/support/consent", {"consent": text_ids})
    assert (await browser.follow(opened)).status_code == 200
    return str(opened.headers["location"]).removesuffix("/tasks")


async def fill_on_screen(browser: Client, at: str) -> None:
    """Answer every question on its page, and promise the document."""
    for key, typed in ANSWERS.items():
        assert (await browser.get(f"{at}/questions/{key}")).status_code == 200
        assert (await browser.post(f"{at}/questions/{key}", {key: typed})).status_code == 303
    assert (await browser.get(f"{at}/documents/income_proof")).status_code == 200
    promised = await browser.post(f"{at}/documents/income_proof", {"is_promised": "yes"})
    assert promised.headers["location"] == f"{at}/documents"
    assert (await browser.follow(promised)).status_code == 200


async def sign_on_screen(browser: Client, at: str) -> Response:
    """Check the answers and sign what is shown."""
    assert (await browser.get(f"{at}/answers")).status_code == 200
    found = _HASH.search((await browser.get(f"{at}/declaration")).text)
    assert found is not None
    form = {"seen_hash": found[1] or found[2], "is_confirmed": "yes", "signed_name": "نورة سالم العطوي"}
    signed = await browser.post(f"{at}/declaration", form)
    again = await browser.post(f"{at}/declaration", form)
    assert again.headers["location"] == signed.headers["location"]
    return signed


async def test_the_whole_application_goes_without_javascript(site: Client) -> None:
    browser, actor = await an_applicant(site)
    at = await agree_on_screen(browser)
    await fill_on_screen(browser, at)
    confirmed = await browser.follow(await sign_on_screen(browser, at))
    request = await own_request(actor)
    assert at == f"/requests/{request.id}"
    assert request.number is not None
    assert request.number in confirmed.text
    for page in (at, "/requests"):
        assert (await browser.get(page)).status_code == 200
    assert (await browser.get(f"{at}/printout")).content.startswith(b"%PDF-")


async def test_nothing_typed_is_lost_when_an_answer_is_refused(site: Client) -> None:
    browser, actor = await an_applicant(site)
    request = await a_filled_draft(actor, now=now())
    for key, typed in (("household_size", "خمسة <b>"), ("situation", "ض" * 2_001), ("urgency", "yesterday")):
        refused = await browser.post(f"/requests/{request.id}/questions/{key}", {key: typed})
        assert refused.status_code == 422
        assert 'class="error-summary"' in refused.text
        assert f'href="#{key}"' in refused.text
    kept = await browser.post(
        f"/requests/{request.id}/questions/household_size", {"household_size": "خمسة <b>"}
    )
    assert 'value="خمسة &lt;b&gt;"' in kept.text


async def test_somebody_from_elsewhere_is_shown_where_to_turn(site: Client) -> None:
    browser, actor = await an_applicant(site)
    assert actor.person_id is not None
    person = await people.get_person(actor.person_id)
    values = {name: getattr(person, name) for name in people.PersonDetails.__dataclass_fields__}
    elsewhere = people.PersonDetails(**values | {"governorate": "riyadh"})
    await people.update_person(person.id, elsewhere, actor=actor, now=now())
    agreed = await browser.post("/requests/new/support/responsibilities", {"is_read": "yes"})
    assert agreed.headers["location"] == "/requests/new/support/scope"
    referral = await browser.follow(agreed)
    assert referral.status_code == 200
    assert "19911" in referral.text


async def test_the_consent_page_opens_only_after_the_responsibilities(site: Client) -> None:
    browser, _ = await an_applicant(site)
    assert (await browser.get("/requests/new/support/consent")).status_code == 409
    assert (await browser.post("/requests/new/support/responsibilities")).status_code == 422


APPLICANT_PAGES = (
    "tasks",
    "questions/situation",
    "documents",
    "documents/income_proof",
    "answers",
    "declaration",
    "withdrawal",
    "appeal",
    "printout",
    "confirmation",
    "",
)


@pytest.mark.parametrize("path", APPLICANT_PAGES)
async def test_a_stranger_finds_nothing(site: Client, path: str) -> None:
    _, actor = await an_applicant(site)
    stranger, _ = await an_applicant(site)
    request = await a_filled_draft(actor, now=now())
    address = f"/requests/{request.id}/{path}".rstrip("/")
    theirs, nowhere = (
        await stranger.get(address),
        await stranger.get(address.replace(str(request.id), str(uuid4()))),
    )
    assert (theirs.status_code, nowhere.status_code) == (404, 404)
    assert (await site.get(address)).status_code == 303


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMMITTEE_MEMBER, Role.COUNSELOR])
async def test_the_desk_is_closed_to_other_roles(site: Client, role: Role) -> None:
    browser, _ = await an_officer(site, role)
    _, actor = await an_applicant(site)
    request = await a_submitted_request(actor, now=now())
    assert (await browser.get("/desk")).status_code == 403
    assert (await browser.get(f"/desk/requests/{request.id}")).status_code == 403


VALID = {"expires_day": "1", "expires_month": "1", "expires_year": "1455", "expires_calendar": "hijri"}


async def test_the_desk_says_what_is_wrong_with_a_tick(site: Client) -> None:
    browser, _ = await an_officer(site)
    _, applicant = await an_applicant(site)
    base = f"/desk/requests/{(await a_submitted_request(applicant, now=now())).id}"
    await browser.post(f"{base}/steps/verification")
    early = await browser.post(f"{base}/steps/verification-completion")
    assert early.status_code == 409
    assert 'data-tone="danger"' in early.text
    expired = await browser.post(f"{base}/checklist/identity/match", VALID | {"expires_year": "1446"})
    assert expired.status_code == 303
    wrong = await browser.post(
        f"{base}/checklist/identity/match", {"expires_day": "40", "expires_year": "1450"}
    )
    assert wrong.status_code == 422
    assert 'value="40"' in wrong.text
    nameless = await browser.post(f"{base}/checklist/income_proof/exception", {"state": "waived"})
    assert nameless.status_code == 422


async def test_an_officer_carries_a_request_to_the_committee(site: Client) -> None:
    browser, _ = await an_officer(site)
    _, applicant = await an_applicant(site)
    request = await a_submitted_request(applicant, now=now())
    assert str(request.number) in (await browser.get("/desk")).text
    base = f"/desk/requests/{request.id}"
    assert (await browser.get(base)).status_code == 200
    waiver = {"state": "waived", "reason": "رأيت الأصل"}
    for path, form in (
        ("steps/verification", {}),
        ("checklist/identity/match", VALID),
        ("checklist/family_record/match", {}),
        ("checklist/conversation/match", {}),
        ("checklist/income_proof/exception", waiver),
        ("steps/verification-completion", {}),
        ("steps/committee", {}),
    ):
        assert (await browser.post(f"{base}/{path}", form)).status_code == 303, path
    assert (await get_request(request.id)).status is S.IN_COMMITTEE
    assert (await browser.get(f"{base}/printout")).content.startswith(b"%PDF-")


async def test_a_returned_request_is_completed_and_signed_again(site: Client) -> None:
    officer, _ = await an_officer(site)
    browser, actor = await an_applicant(site)
    request = await a_submitted_request(actor, now=now())
    base = f"/desk/requests/{request.id}"
    await officer.post(f"{base}/steps/verification")
    assert (await officer.post(f"{base}/steps/return")).status_code == 422
    await officer.post(f"{base}/steps/return", {"reason": "أرفقي تعريف الراتب"})
    mine = await browser.get(f"/requests/{request.id}")
    assert "أرفقي تعريف الراتب" in mine.text
    await browser.post(f"/requests/{request.id}/questions/household_size", {"household_size": "6"})
    assert (await sign_on_screen(browser, f"/requests/{request.id}")).status_code == 303
    assert (await get_request(request.id)).status is S.IN_VERIFICATION


async def test_a_question_is_answered_in_the_thread(site: Client) -> None:
    officer, _ = await an_officer(site)
    browser, actor = await an_applicant(site)
    request = await a_submitted_request(actor, now=now())
    assert (await browser.post(f"/requests/{request.id}/messages", {"message": " "})).status_code == 422
    await browser.post(f"/requests/{request.id}/messages", {"message": "متى أراجعكم؟ <script>"})
    desk = await officer.get(f"/desk/requests/{request.id}")
    assert "متى أراجعكم؟ &lt;script&gt;" in desk.text
    await officer.post(f"/desk/requests/{request.id}/messages", {"message": "الأحد صباحًا"})
    assert "الأحد صباحًا" in (await browser.get(f"/requests/{request.id}")).text


async def test_a_referral_travels_to_the_social_research_officer_and_back(site: Client) -> None:
    officer, _ = await an_officer(site)
    researcher, _ = await an_officer(site, Role.SOCIAL_RESEARCH_OFFICER)
    _, actor = await an_applicant(site)
    request = await a_submitted_request(actor, now=now())
    base = f"/desk/requests/{request.id}"
    assert (await researcher.get(base)).status_code == 404
    await officer.post(f"{base}/steps/verification")
    await officer.post(f"{base}/steps/referral", {"question": "هل تشملها اللائحة؟"})
    waiting = await researcher.get("/desk/referrals")
    assert "هل تشملها اللائحة؟" in waiting.text
    opened = await researcher.get(base)
    action = re.search(r'action="(/desk/referrals/[0-9a-f-]{36}/answer)"', opened.text)
    assert action is not None
    assert (await researcher.post(action[1])).status_code == 422
    assert (await researcher.post(action[1], {"answer": "نعم"})).status_code == 303
    assert (await get_request(request.id)).status is S.IN_VERIFICATION


async def test_a_request_is_taken_in_for_somebody_on_the_telephone(site: Client) -> None:
    agent, actor = await an_officer(site, Role.CALL_CENTRE_AGENT)
    person_id = await a_walk_in(mobile=a_mobile())
    assert (await agent.get("/desk/intake")).status_code == 200
    assert (await agent.get(f"/desk/intake/{person_id}")).status_code == 200
    form = {"service": "support", "channel": "phone", "method": "phone"}
    assert (await agent.post(f"/desk/intake/{person_id}", form)).status_code == 422
    begun = await agent.post(f"/desk/intake/{person_id}", form | {"witness": "سعد العنزي"})
    assert begun.status_code == 303
    request_id = UUID(begun.headers["location"].split("/")[3])
    assert (await agent.follow(begun)).status_code == 200
    partly = await agent.post(
        f"/desk/requests/{request_id}/answers", {**ANSWERS, "household_size": ["x"], "next": "submit"}
    )
    assert partly.status_code == 422
    assert (await get_request(request_id)).status is S.DRAFT
    whole = await agent.post(f"/desk/requests/{request_id}/answers", {**ANSWERS, "next": "submit"})
    assert whole.status_code == 303, whole.text
    request = await get_request(request_id)
    assert (request.status, request.channel, request.entered_by) == (S.SUBMITTED, "phone", actor.account_id)
    assert str(request.number) in (await agent.get("/desk")).text
    outline = await agent.get(f"/desk/requests/{request_id}")
    assert outline.status_code == 200
    assert ANSWERS["situation"][0] not in outline.text


async def test_what_was_taken_in_is_signed_by_telephone_before_a_witness(site: Client) -> None:
    officer, actor = await an_officer(site)
    witness = await a_member_of_staff(Role.CALL_CENTRE_AGENT, name="سعد العنزي")
    person_id = await a_walk_in(mobile=a_mobile())
    form = {"service": "support", "channel": "in_person", "method": "paper"}
    begun = await officer.post(f"/desk/intake/{person_id}", form)
    request_id = UUID(begun.headers["location"].split("/")[3])
    await officer.post(f"/desk/requests/{request_id}/answers", {**ANSWERS, "next": "submit"})
    base = f"/desk/requests/{request_id}"
    await officer.post(f"{base}/steps/verification")
    await settle(request_id, actor, now=now())
    assert (await officer.post(f"{base}/steps/verification-completion")).status_code == 409
    signature = {"method": "phone", "signed_name": "نورة سالم العطوي"}
    assert (await officer.post(f"{base}/declaration", signature)).status_code == 409
    heard = await officer.post(f"{base}/declaration", signature | {"witness_id": str(witness)})
    assert heard.status_code == 303
    assert (await officer.post(f"{base}/steps/verification-completion")).status_code == 303
    assert (await get_request(request_id)).status is S.DECLARED


async def test_a_refusal_can_be_appealed_from_its_page(site: Client) -> None:
    browser, actor = await an_applicant(site)
    _, officer = await an_officer(site)
    decided = await a_decided_request(
        actor, officer, Outcome.REFUSED, now=datetime(2026, 11, 1, 9, tzinfo=UTC)
    )
    mine = await browser.get(f"/requests/{decided.request.id}")
    assert mine.status_code == 200
    if decided.request.appeal_until and now() < decided.request.appeal_until:
        assert f"/requests/{decided.request.id}/appeal" in mine.text
        assert (await browser.post(f"/requests/{decided.request.id}/appeal")).status_code == 422
        sent = await browser.post(f"/requests/{decided.request.id}/appeal", {"grounds": "تغيّر دخلنا"})
        assert sent.status_code == 303


async def test_a_request_is_withdrawn_after_one_more_question(site: Client) -> None:
    browser, actor = await an_applicant(site)
    request = await a_submitted_request(actor, now=now())
    assert (await browser.get(f"/requests/{request.id}/withdrawal")).status_code == 200
    assert (await get_request(request.id)).status is S.SUBMITTED
    assert (await browser.post(f"/requests/{request.id}/withdrawal")).status_code == 303
    assert (await get_request(request.id)).status is S.WITHDRAWN


async def test_tracking_tells_nothing_about_numbers_that_do_not_exist(site: Client) -> None:
    _, actor = await an_applicant(site)
    request = await a_submitted_request(actor, now=now())
    assert (await site.get("/requests/tracking")).status_code == 200
    known = await site.post("/requests/tracking", {"number": request.number})
    unknown = await site.post("/requests/tracking", {"number": "W-1448-99999"})
    assert known.status_code == unknown.status_code == 200
    assert known.text.replace(str(request.number), "W-1448-99999") == unknown.text
    wrong = await site.post("/requests/tracking/code", {"number": request.number, "code": "000000"})
    assert wrong.status_code == 422


async def test_a_manager_changes_the_figures_and_nobody_else(site: Client) -> None:
    manager, _ = await an_officer(site, Role.MANAGER)
    officer, _ = await an_officer(site)
    assert (await officer.get("/desk/terms/support")).status_code == 403
    shown = await manager.get("/desk/terms/support")
    assert shown.status_code == 200
    figures = dict(re.findall(r'name="([a-z_]+_days)" value="(\d+)"', shown.text))
    assert figures["reply_not_before_days"] == "14"
    wrong = await manager.post(
        "/desk/terms/support", figures | {"reply_not_before_days": "900", "reason": "x"}
    )
    assert wrong.status_code == 422
    changed = await manager.post(
        "/desk/terms/support",
        figures | {"reply_not_before_days": "20", "reason": "قرار المجلس", "required_items": "identity"},
    )
    assert changed.status_code == 303
    assert 'value="20"' in (await manager.get("/desk/terms/support")).text


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_every_page_speaks_both_languages(site: Client, prefix: str) -> None:
    browser, actor = await an_applicant(site)
    desk, officer = await an_officer(site)
    request = await a_forwarded_request(actor, officer, now=now())
    for page in (
        f"/requests/{request.id}",
        f"/requests/{request.id}/confirmation",
        "/requests",
        "/requests/new/support",
    ):
        assert (await browser.get(prefix + page)).status_code == 200, page
    for page in (
        "/desk",
        "/desk?level=late&page=9",
        "/desk?status=%00&number=%00%FF",
        f"/desk/requests/{request.id}",
        "/desk/intake",
    ):
        assert (await desk.get(prefix + page)).status_code == 200, page


NAUGHTY = (
    "\x00",
    "\u202e gnp.exe",
    "﷽" * 50,
    "𝔸🧕🏽",
    "'; DROP TABLE--",
    "{{ 7*7 }}",
    "%s %(x)s {0}",
    "\ud800",
    "ا" * 9_000,
)


@pytest.mark.parametrize("words", NAUGHTY, ids=range(len(NAUGHTY)))
async def test_naughty_words_never_break_a_form(site: Client, words: str) -> None:
    browser, actor = await an_applicant(site)
    officer, _ = await an_officer(site)
    manager, _ = await an_officer(site, Role.MANAGER)
    request = await a_submitted_request(actor, now=now())
    other, other_actor = await an_applicant(site)
    draft = await a_filled_draft(other_actor, now=now())
    typed = words.encode("utf-8", "replace").decode()
    base = f"/desk/requests/{request.id}"
    await officer.post(f"{base}/steps/verification")
    sent = [
        await other.post(f"/requests/{draft.id}/questions/situation", {"situation": typed}),
        await other.post(f"/requests/{draft.id}/questions/household_size", {"household_size": typed}),
        await other.post(f"/requests/{draft.id}/declaration", {"signed_name": typed, "seen_hash": typed}),
        await browser.post(f"/requests/{request.id}/messages", {"message": typed}),
        await browser.post(f"/requests/{request.id}/appeal", {"grounds": typed}),
        await site.post("/requests/tracking", {"number": typed}),
        await officer.post(f"{base}/messages", {"message": typed}),
        await officer.post(f"{base}/answers/household_size", {"household_size": "7", "reason": typed}),
        await officer.post(f"{base}/checklist/income_proof/exception", {"state": typed, "reason": typed}),
        await officer.post(
            f"{base}/checklist/identity/match", {"expires_day": typed, "expires_calendar": typed}
        ),
        await officer.post(
            f"{base}/declaration", {"method": "phone", "signed_name": typed, "witness_id": typed}
        ),
        await officer.post(f"{base}/steps/referral", {"question": typed}),
        await officer.get("/desk", params={"number": typed[:200], "page": typed[:200], "level": typed[:200]}),
        await manager.post("/desk/terms/support", {"reason": typed, "reply_not_before_days": typed}),
    ]
    assert [answer.status_code for answer in sent if answer.status_code >= 500] == []
    for page in (f"/requests/{request.id}", f"/requests/{draft.id}/answers"):
        assert (await browser.get(page)).status_code in {200, 404}
    assert (await officer.get(base)).status_code == 200


async def test_a_document_is_uploaded_opened_by_those_who_may_and_asks_for_a_new_signature(
    site: Client,
) -> None:
    browser, actor = await an_applicant(site)
    officer, _ = await an_officer(site)
    stranger, _ = await an_applicant(site)
    request = await a_filled_draft(actor, now=now())
    at = f"/requests/{request.id}/documents/income_proof"
    before = await current_hash(request)
    for content, name in ((b"<svg onload=alert(1)>", "a.pdf"), (b"", "empty.png")):
        refused = await browser.post(at, files={"file": (name, content, "application/pdf")})
        assert refused.status_code == 422
    forbidden = await browser.post(
        f"/requests/{request.id}/documents/identity", files={"file": ("id.jpg", a_picture(), "image/jpeg")}
    )
    assert forbidden.status_code == 409
    sent = await browser.post(at, files={"file": ("راتب.jpg", a_picture(), "image/jpeg")})
    assert sent.status_code == 303
    assert await current_hash(request) != before
    shown = await browser.follow(sent)
    link = re.search(r'href="(/files/[0-9a-f-]{36})"', shown.text)
    assert link is not None
    assert (await browser.get(link[1])).headers["content-disposition"].startswith("attachment")
    assert (await officer.get(link[1])).status_code == 404
    await sign(request.id, actor, now=now())
    assert (await officer.get(link[1])).status_code == 200
    assert (await stranger.get(link[1])).status_code == 404
    gone = await browser.post(f"/requests/{request.id}{link[1]}/removal")
    assert gone.status_code == 409
