"""The pages of a profile: for its owner, for a colleague at the desk, and for nobody else."""

import io
from typing import Any

import pytest
from PIL import Image

from tests.client import Client
from tests.matching.builders import NOW
from tests.matching.intake_people import apply
from tests.matching.people import AnApplicant, an_applicant, open_matching
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, signed_in
from wethaq.matching.blocks import BlockKind, add_block
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.profiles import get_profile
from wethaq.matching.stating import sensitive_rows
from wethaq.matching.tables import ProfileRow
from wethaq.platform import audit
from wethaq.platform.actors import Role
from wethaq.platform.people.records import Sex

HOME = "/en/matching/profile"
PAGES = [
    "",
    "/facts",
    "/facts/height",
    "/facts/relocation",
    "/facts/disability",
    "/words/about_self",
    "/words/hoped_for",
    "/words/employer",
    "/wishes",
    "/wishes/age",
    "/wishes/education",
    "/wishes/relocation",
    "/counselling",
    "/wali",
    "/references",
    "/references/1",
    "/blocks",
    "/steps",
    "/appearance",
    "/covenant",
    "/closure",
]


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_matching()


async def _own(client: Client, **changes: Any) -> tuple[Client, AnApplicant]:
    changes.setdefault("state", ProfileState.DRAFT.value)
    one = await an_applicant(**changes)
    return await signed_in(client, one.account_id), one


@pytest.mark.parametrize("page", PAGES)
async def test_an_owner_reads_every_page(client: Client, page: str) -> None:
    browser, _ = await _own(client)
    shown = await browser.get(HOME + page)
    assert shown.status_code == 200, shown.text


async def test_a_colleague_at_the_desk_reads_the_same_pages_and_the_owner_sees_it(client: Client) -> None:
    one = await an_applicant(state=ProfileState.DRAFT.value)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    for page in PAGES:
        shown = await officer.get(f"/en/desk/matching/people/{one.person_id}/profile{page}")
        assert shown.status_code == 200, page
    openings = await audit.list_openings(one.person_id)
    assert {opening.purpose for opening in openings} == {"matching.building"}


async def test_an_active_profile_is_its_keepers_alone(client: Client) -> None:
    one = await an_applicant()
    desk = f"/en/desk/matching/people/{one.person_id}/profile"
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert (await officer.get(desk)).status_code == 404
    keeper, colleague = [await a_member_of_staff(Role.MATCHMAKER) for _ in range(2)]
    await ProfileRow.update({ProfileRow.matchmaker_id: keeper}).where(ProfileRow.id == one.profile_id)
    assert (await (await signed_in(client, keeper)).get(desk)).status_code == 200
    assert (await (await signed_in(client, colleague)).get(desk)).status_code == 404


async def test_what_was_told_in_confidence_is_not_read_at_the_desk(client: Client) -> None:
    one = await an_applicant(state=ProfileState.DRAFT.value, facts={"lineage": "tribal"})
    await add_block(one.person_id, BlockKind.FAMILY, "البلوي", actor=one.actor, now=NOW)
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    desk = f"/en/desk/matching/people/{one.person_id}/profile"
    assert "البلوي" not in (await officer.get(f"{desk}/blocks")).text
    assert "Tribal" not in (await officer.get(f"{desk}/facts")).text
    assert "checked" not in (await officer.get(f"{desk}/facts/lineage")).text


async def test_a_stranger_finds_nothing_and_others_are_turned_away(client: Client) -> None:
    one = await an_applicant()
    stranger = await signed_in(client, await a_beneficiary())
    for page in PAGES[1:]:
        assert (await stranger.get(HOME + page)).status_code in {303, 404}, page
    desk = f"/en/desk/matching/people/{one.person_id}/profile"
    assert (await stranger.get(desk)).status_code == 403
    trainer = await signed_in(client, await a_member_of_staff(Role.TRAINER))
    assert (await trainer.get(desk)).status_code == 403
    assert (await client.get(HOME)).status_code == 303


async def test_without_a_request_the_way_leads_to_it(client: Client) -> None:
    stranger = await signed_in(client, await a_beneficiary())
    shown = await stranger.get(HOME)
    assert "/en/requests/new/matching" in shown.text
    begun = await stranger.post(f"{HOME}/beginning", {})
    assert begun.status_code == 409


async def test_an_answer_leads_to_the_next_question_and_not_stated_is_one(client: Client) -> None:
    browser, one = await _own(client)
    kept = await browser.post(f"{HOME}/facts/height", {"answer": "١٦٥"})
    assert kept.status_code == 303
    left = await browser.post(f"{HOME}/facts/smoking", {"answer": "not_stated", "next": "save"})
    assert left.headers["location"] == HOME
    profile = await get_profile(one.profile_id)
    assert (profile.facts["height"], profile.facts["smoking"]) == (165, None)
    several = await browser.post(f"{HOME}/facts/relocation", {"answer": ["own_city", "region"]})
    assert several.status_code == 303
    assert (await get_profile(one.profile_id)).facts["relocation"] == {"own_city", "region"}


@pytest.mark.parametrize(
    ("trait", "answer"),
    [
        ("height", "12"),
        ("height", "abc"),
        ("height", ""),
        ("smoking", ""),
        ("smoking", "pipe"),
        ("height", "9" * 40),
    ],
)
async def test_what_is_no_answer_comes_back_with_what_was_typed(
    client: Client, trait: str, answer: str
) -> None:
    browser, _ = await _own(client)
    back = await browser.post(f"{HOME}/facts/{trait}", {"answer": answer})
    assert back.status_code == 422
    assert "error-summary" in back.text
    if trait == "height" and answer:
        assert f'value="{answer}"' in back.text


async def test_what_is_not_asked_of_somebody_is_not_there(client: Client) -> None:
    browser, _ = await _own(client, sex=Sex.MALE)
    for page in (
        "/facts/dress",
        "/facts/age",
        "/facts/complexion",
        "/facts/nothing",
        "/wishes/wives_now",
        "/wali",
    ):
        assert (await browser.get(HOME + page)).status_code == 404, page


async def test_a_disability_asks_for_its_own_consent_on_its_page(client: Client) -> None:
    browser, one = await _own(client, classes=())
    page = f"{HOME}/facts/disability"
    refused = await browser.post(page, {"answer": "a_matter", "words": "أستعمل كرسيًّا متحركًا"})
    assert refused.status_code == 422
    assert "أستعمل كرسيًّا متحركًا" in refused.text
    assert await sensitive_rows(one.profile_id) == {}
    shown = (await browser.get(page)).text
    text_id = shown.split('name="consent" value="')[1].split('"')[0]
    given = {"answer": "a_matter", "words": "أستعمل كرسيًّا متحركًا", "consent": text_id}
    assert (await browser.post(page, given)).status_code == 303
    kept = (await sensitive_rows(one.profile_id))["disability"]
    assert (kept["value"], kept["words"]) == ("a_matter", "أستعمل كرسيًّا متحركًا")
    assert (await browser.post(page, {"answer": "not_stated"})).status_code == 303
    assert await sensitive_rows(one.profile_id) == {}


@pytest.mark.parametrize(
    "words", ["اتصلوا على 0501234567", "me@example.org", "instagram.com/me", "٠٥٠ ١٢٣ ٤٥٦٧"]
)
async def test_own_words_name_nobody(client: Client, words: str) -> None:
    browser, one = await _own(client)
    back = await browser.post(f"{HOME}/words/about_self", {"words": words})
    assert back.status_code == 422
    assert (await get_profile(one.profile_id)).about_self is None


async def test_a_wish_is_kept_with_its_weight_and_its_window(client: Client) -> None:
    browser, one = await _own(client)
    numbers = {"low": "25", "high": "40", "ideal_low": "28", "ideal_high": "35"}
    await browser.post(f"{HOME}/wishes/age", {"importance": "hard", "excludes_unstated": "yes", **numbers})
    await browser.post(
        f"{HOME}/wishes/education",
        {"importance": "plain", "welcome": ["bachelor"], "acceptable": ["bachelor", "diploma"]},
    )
    wishes = {wish.trait: wish for wish in (await get_profile(one.profile_id)).wishes}
    assert wishes["age"].is_hard
    assert wishes["age"].window is not None
    assert wishes["education"].acceptable == {"diploma"}


@pytest.mark.parametrize(
    "sent",
    [
        {"importance": "hard", "low": "40", "high": "30"},
        {"importance": "hard", "low": "x", "high": "30"},
        {"importance": "hard"},
        {"low": "20", "high": "30"},
        {"importance": "loud", "low": "20", "high": "30"},
    ],
)
async def test_a_wish_that_nothing_meets_is_refused(client: Client, sent: dict[str, str]) -> None:
    browser, one = await _own(client)
    assert (await browser.post(f"{HOME}/wishes/age", sent)).status_code == 422
    assert (await get_profile(one.profile_id)).wishes == ()


async def test_counselling_tells_counts_and_hides_few(client: Client) -> None:
    browser, _ = await _own(client, facts={"smoking": "yes"})
    for city in ("tabuk",) * 6 + ("duba",) * 2:
        await an_applicant(Sex.MALE, facts={"city": city})
    shown = await browser.get(f"{HOME}/counselling")
    assert "8 people" in shown.text
    await browser.post(f"{HOME}/wishes/city", {"importance": "hard", "welcome": ["tabuk"]})
    counted = (await browser.get(f"{HOME}/counselling")).text
    assert "6 people" in counted
    assert "a few people" in counted


async def test_a_guardian_is_named_and_contacted_only_with_her_permission(client: Client) -> None:
    browser, one = await _own(client)
    named = {"name": "سالم العطوي", "relation": "father", "mobile": "0507654321"}
    assert (await browser.post(f"{HOME}/wali", named)).status_code == 303
    assert "May we contact him?" in (await browser.get(f"{HOME}/wali")).text
    await browser.post(f"{HOME}/wali/permission", {})
    assert "You have allowed it" in (await browser.get(f"{HOME}/wali")).text
    await browser.post(f"{HOME}/wali/permission/withdrawal", {})
    assert "You have allowed it" not in (await browser.get(f"{HOME}/wali")).text
    bad = await browser.post(f"{HOME}/wali", {**named, "mobile": "123"})
    assert bad.status_code == 422
    assert "سالم العطوي" in bad.text
    assert one.profile_id


async def test_two_references_are_two_people(client: Client) -> None:
    browser, _ = await _own(client)
    first = {"name": "أم خالد", "relation": "neighbour", "mobile": "0507654321"}
    assert (await browser.post(f"{HOME}/references/1", first)).status_code == 303
    assert (await browser.post(f"{HOME}/references/2", first)).status_code == 422
    assert (await browser.post(f"{HOME}/references/2", {**first, "mobile": "0507654322"})).status_code == 303
    assert (await browser.get(f"{HOME}/references/3")).status_code == 404


async def test_whom_somebody_blocks_is_only_theirs_to_see_and_to_remove(client: Client) -> None:
    browser, _ = await _own(client)
    await browser.post(f"{HOME}/blocks", {"kind": "family", "label": "البلوي"})
    shown = (await browser.get(f"{HOME}/blocks")).text
    assert "البلوي" in shown
    removal = shown.split(f'action="{HOME}/blocks/')[1].split('"')[0]
    other, _ = await _own(client)
    assert (await other.post(f"{HOME}/blocks/{removal}", {})).status_code == 404
    assert (await browser.post(f"{HOME}/blocks/{removal}", {})).status_code == 303
    assert (await browser.post(f"{HOME}/blocks", {"kind": "mobile", "label": "12"})).status_code == 422


async def test_a_step_is_allowed_and_taken_back_on_its_page(client: Client) -> None:
    browser, _ = await _own(client, up_to=Level.NOTHING)
    shown = (await browser.get(f"{HOME}/steps")).text
    text_id = shown.split('name="text_id" value="')[1].split('"')[0]
    given = {"purpose": "matching.show.summary", "text_id": text_id}
    assert (await browser.post(f"{HOME}/steps", given)).status_code == 303
    assert "You have agreed to this" in (await browser.get(f"{HOME}/steps")).text
    assert (await browser.post(f"{HOME}/steps/withdrawal", given)).status_code == 303
    assert "You have agreed to this" not in (await browser.get(f"{HOME}/steps")).text
    assert (await browser.post(f"{HOME}/steps", {**given, "purpose": "research"})).status_code == 404


async def test_a_photo_is_kept_sealed_with_its_consent_and_destroyed_on_demand(client: Client) -> None:
    browser, one = await _own(client, classes=(ConsentClass.PHOTO,))
    assert (await browser.post(f"{HOME}/appearance", {"choice": "photo"})).status_code == 303
    sent = await browser.post(
        f"{HOME}/appearance/photo", {}, files={"file": ("me.jpg", a_picture(), "image/jpeg")}
    )
    assert sent.status_code == 303, sent.text
    picture = await browser.get(f"{HOME}/appearance/photo")
    assert picture.headers["content-type"] == "image/jpeg"
    other, _ = await _own(client)
    assert (await other.get(f"{HOME}/appearance/photo")).status_code == 404
    await browser.post(f"{HOME}/appearance/photo/removal", {})
    assert (await browser.get(f"{HOME}/appearance/photo")).status_code == 404
    assert one.profile_id


async def test_a_photo_is_looked_at_by_its_matchmaker_and_nobody_else_at_the_desk(client: Client) -> None:
    browser, one = await _own(client)
    await browser.post(f"{HOME}/appearance", {"choice": "photo"})
    await browser.post(f"{HOME}/appearance/photo", {}, files={"file": ("me.jpg", a_picture(), "image/jpeg")})
    photo = f"/en/desk/matching/people/{one.person_id}/profile/appearance/photo"
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert (await officer.get(photo)).status_code == 404
    assert (await officer.post(f"{photo}/approval", {})).status_code == 404
    matchmaker = await signed_in(client, await a_member_of_staff(Role.MATCHMAKER))
    assert (await matchmaker.get(photo)).headers["content-type"] == "image/jpeg"
    assert (await matchmaker.post(f"{photo}/approval", {})).status_code == 303
    assert "Looked at by staff" in (await browser.get(f"{HOME}/appearance")).text
    openings = await audit.list_openings(one.person_id)
    assert "matching.photo_review" in {opening.purpose for opening in openings}


async def test_the_covenant_is_signed_with_a_full_name(client: Client) -> None:
    browser, one = await _own(client)
    text_id = (await browser.get(f"{HOME}/covenant")).text.split('name="text_id" value="')[1].split('"')[0]
    short = await browser.post(f"{HOME}/covenant", {"text_id": text_id, "signed_name": "نورة"})
    assert short.status_code == 422
    await browser.post(f"{HOME}/covenant", {"text_id": text_id, "signed_name": "نورة العطوي"})
    assert (await get_profile(one.profile_id)).covenant_at is not None


async def test_an_owner_pauses_goes_on_leaves_and_comes_back(client: Client) -> None:
    browser, one = await _own(client, state=ProfileState.ACTIVE.value)

    async def after(step: str) -> ProfileState:
        assert (await browser.post(f"{HOME}/{step}", {})).status_code == 303
        return (await get_profile(one.profile_id)).state

    assert await after("pause") is ProfileState.PAUSED
    assert await after("resumption") is ProfileState.IN_REVIEW
    assert await after("closure") is ProfileState.CLOSED
    assert (await browser.post(f"{HOME}/pause", {})).status_code == 409
    assert await after("reopening") is ProfileState.DRAFT


async def test_an_unfinished_profile_is_not_sent(client: Client) -> None:
    browser, one = await _own(client)
    refused = await browser.post(f"{HOME}/review", {})
    assert refused.status_code == 409
    assert "Something is still missing" in refused.text
    await apply(one.actor)
    assert (await get_profile(one.profile_id)).state is ProfileState.DRAFT


def a_picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 80), "tan").save(target, "JPEG")
    return target.getvalue()
