"""What both sides and the guardian see on their own phones, and what strangers and the untold don't."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from tests.client import Client
from tests.matching.people import open_matching
from tests.matching.proposals_world import Pair, a_pair, a_plan, a_proposal, a_wali, one_yes
from tests.platform.accounts.builders import (
    a_beneficiary,
    a_member_of_staff,
    a_mobile,
    a_person,
    an_account_of,
    signed_in,
)
from wethaq.matching import answering, meeting_keeping
from wethaq.matching.ending import close_proposal
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.stages import Stage
from wethaq.matching.proposals import get_proposal
from wethaq.matching.purposes import CLASSES, SHOW
from wethaq.matching.tables import FeedbackRow, FreezeRow, PhotoOpeningRow, PhotoRow, WaliRow
from wethaq.matching.walis import INVITATION_PATH
from wethaq.platform.actors import Role
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import open_row
from wethaq.platform.documents.storage import write_sealed
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.records import Sex

PATH = "/matching/proposals"
LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])
HARMLESS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16,}\b")
"""The address that was asked for, a form's token and the reference of one request: they differ each time."""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching(now=now())


async def a_world(stage: Stage) -> tuple[Pair, UUID]:
    pair = await a_pair(now=now() - timedelta(hours=1))
    return pair, await a_proposal(pair, stage, now=now() - timedelta(hours=1))


async def yes(pair: Pair, proposal_id: UUID) -> None:
    await one_yes(pair, await get_proposal(proposal_id), now=now())


@LANGUAGES
async def test_her_page_shows_the_summary_and_asks_for_an_answer(client: Client, language: str) -> None:
    pair, proposal_id = await a_world(Stage.SUMMARY)
    hers = await signed_in(client, pair.woman.account_id)
    page = await hers.get(f"{language}{PATH}/{proposal_id}")
    assert page.status_code == 200
    assert f"{PATH}/{proposal_id}/agreement" in page.text
    assert "سالم" not in page.text
    assert page.headers["cache-control"] == "no-store"
    listed = await hers.get(f"{language}{PATH}")
    assert str(proposal_id) in listed.text


async def test_who_must_not_know_gets_the_404_of_what_was_never_there(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.SUMMARY)
    stranger, staff = await a_beneficiary(), await a_member_of_staff(Role.MATCHMAKER)
    for account in (pair.man.account_id, pair.wali.account_id, stranger, staff):
        browser = await signed_in(client, account)
        for suffix in ("", "/agreement", "/refusal", "/concern", "/feedback", "/photo"):
            there = await browser.get(f"{PATH}/{proposal_id}{suffix}")
            never = await browser.get(f"{PATH}/{new_id()}{suffix}")
            assert (there.status_code, never.status_code) == (404, 404)
            assert HARMLESS.sub("", there.text) == HARMLESS.sub("", never.text)
        for suffix in (
            "/agreement",
            "/refusal",
            "/concern",
            "/without-photo",
            "/photo-opening",
            "/wali-contact",
        ):
            assert (
                await browser.post(f"{PATH}/{proposal_id}{suffix}", {"concern": "money"})
            ).status_code == 404
        assert (await browser.get(f"/matching/wali/{proposal_id}")).status_code == 404
    nobody = await client.get(f"{PATH}/{proposal_id}")
    assert nobody.status_code == 303


@LANGUAGES
async def test_what_she_declined_is_for_him_as_what_was_never_made(client: Client, language: str) -> None:
    """Every page of his, byte by byte and status by status: before, after her decline, and after the time."""
    pair = await a_pair(now=now())
    his = await signed_in(client, pair.man.account_id)
    pages = [PATH, "/my-file", "/my-file/openings", "/my-file/consents", f"{PATH}/{new_id()}"]

    async def all_he_sees() -> list[tuple[int, str]]:
        answers = [await his.get(f"{language}{path}") for path in pages]
        return [(each.status_code, HARMLESS.sub("", each.text)) for each in answers]

    never = await all_he_sees()
    proposal_id = await a_proposal(pair, Stage.SUMMARY, now=now())
    hers = await signed_in(client, pair.woman.account_id)
    assert (await hers.get(f"{PATH}/{proposal_id}")).status_code == 200
    assert await all_he_sees() == never
    pages[-1] = f"{PATH}/{proposal_id}"
    answered = await hers.post(f"{PATH}/{proposal_id}/refusal", {"words": "لا يناسبني"})
    assert answered.status_code == 303
    assert await all_he_sees() == never
    assert await Message.count().where(Message.person_id == pair.man.person_id) == 0


async def test_who_has_opened_my_file_names_the_reading_once_he_is_told(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.SUMMARY)
    hers = await signed_in(client, pair.woman.account_id)
    his = await signed_in(client, pair.man.account_id)
    await hers.get(f"{PATH}/{proposal_id}")
    words = "The anonymous summary of your profile"
    assert words not in (await his.get("/en/my-file/openings")).text
    page = await hers.get(f"{PATH}/{proposal_id}/agreement")
    assert page.status_code == 200
    assert (await hers.post(f"{PATH}/{proposal_id}/agreement")).status_code == 303
    told = (await his.get("/en/my-file/openings")).text
    assert told.count(words) == 1
    assert "نورة" not in told
    await hers.get(f"{PATH}/{proposal_id}")
    assert (await his.get("/en/my-file/openings")).text.count(words) == 2


async def test_each_step_shows_more_and_names_come_last(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.DETAILS)
    his = await signed_in(client, pair.man.account_id)
    while (await get_proposal(proposal_id)).rule.stage is not Stage.GUARDIANS:
        assert "العطوي" not in _main((await his.get(f"{PATH}/{proposal_id}")).text)
        await yes(pair, proposal_id)
    page = _main((await his.get(f"{PATH}/{proposal_id}")).text)
    assert "عبدالله سالم العطوي" in page
    hers = await signed_in(client, pair.woman.account_id)
    assert "+966" not in _main((await hers.get(f"{PATH}/{proposal_id}")).text)


async def test_a_revocation_holds_from_the_next_request(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.DETAILS)
    hers = await signed_in(client, pair.woman.account_id)
    assert "Tabuk" in (await hers.get(f"/en{PATH}/{proposal_id}")).text
    await consent.withdraw(pair.man.person_id, SHOW[Level.SUMMARY].code, actor=pair.man.actor, now=now())
    page = (await hers.get(f"/en{PATH}/{proposal_id}")).text
    assert "Not completed" in page
    assert "Bachelor" not in page


async def test_a_yes_that_opens_more_asks_for_its_text_and_loses_nothing(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.SUMMARY)
    await consent.withdraw(pair.woman.person_id, SHOW[Level.DETAILS].code, actor=pair.woman.actor, now=now())
    hers = await signed_in(client, pair.woman.account_id)
    asked = await hers.get(f"/en{PATH}/{proposal_id}/agreement")
    assert "What you agree to" in asked.text
    refused = await hers.post(f"/en{PATH}/{proposal_id}/agreement")
    assert refused.status_code == 422
    assert (await get_proposal(proposal_id)).rule.yeses == frozenset()
    text = await consent.current_text(SHOW[Level.DETAILS].code)
    agreed = await hers.post(f"/en{PATH}/{proposal_id}/agreement", {"agrees": str(text.id)})
    assert agreed.status_code == 303
    again = await hers.post(f"/en{PATH}/{proposal_id}/agreement")
    assert again.status_code == 409
    assert "nothing for you to answer" in again.text


async def test_one_button_freezes_and_nothing_is_shown_any_more(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.DETAILS)
    his = await signed_in(client, pair.man.account_id)
    await his.get(f"{PATH}/{proposal_id}/concern")
    empty = await his.post(f"/en{PATH}/{proposal_id}/concern", {"words": "طلبوا مالًا"})
    assert empty.status_code == 422
    assert "طلبوا مالًا" in empty.text
    assert (await his.post(f"{PATH}/{proposal_id}/concern", {"concern": "money"})).status_code == 303
    assert await FreezeRow.count() == 1
    hers = await signed_in(client, pair.woman.account_id)
    page = (await hers.get(f"/en{PATH}/{proposal_id}")).text
    assert "on hold" in page
    assert "Bachelor" not in page


async def test_feedback_goes_to_the_matchmaker_alone(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.DETAILS)
    his = await signed_in(client, pair.man.account_id)
    await his.get(f"{PATH}/{proposal_id}/feedback")
    sent = await his.post(f"{PATH}/{proposal_id}/feedback", {"criteria": ["city", "bad"], "words": "بعيدة"})
    assert sent.status_code == 303
    [row] = await FeedbackRow.select()
    assert row["criteria"] == "city"
    hers = await signed_in(client, pair.woman.account_id)
    assert "بعيدة" not in (await hers.get(f"{PATH}/{proposal_id}")).text


async def a_photo_of(profile_id: UUID) -> None:
    out, document_id = BytesIO(), new_id()
    Image.new("RGB", (400, 500), (180, 140, 110)).save(out, "JPEG")
    await write_sealed(document_id, out.getvalue())
    await PhotoRow.update({PhotoRow.kind: "photo", PhotoRow.document_id: document_id}).where(
        PhotoRow.profile_id == profile_id
    )


async def test_a_photo_is_opened_on_purpose_marked_and_closed_after_72_hours(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.PHOTO)
    await a_photo_of(pair.woman.profile_id)
    his = await signed_in(client, pair.man.account_id)
    path = f"{PATH}/{proposal_id}"
    assert (await his.get(f"{path}/photo")).status_code == 404
    assert f"{path}/photo-opening" in (await his.get(path)).text
    for _ in range(2):
        assert (await his.post(f"{path}/photo-opening")).status_code == 303
    assert await PhotoOpeningRow.count() == 1
    shown = await his.get(f"{path}/photo")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "no-store"
    assert "attachment" not in shown.headers.get("content-disposition", "")
    picture = Image.open(BytesIO(shown.content))
    assert len(picture.getcolors(1 << 20) or []) > 50
    for account in (pair.woman.account_id, pair.wali.account_id):
        assert (await (await signed_in(client, account)).get(f"{path}/photo")).status_code == 404
    await PhotoOpeningRow.update({PhotoOpeningRow.expires_at: now()}).where(
        PhotoOpeningRow.proposal_id == proposal_id
    )
    assert (await his.get(f"{path}/photo")).status_code == 404


@pytest.mark.parametrize("purpose", [SHOW[Level.PHOTO].code, CLASSES[ConsentClass.PHOTO].code])
async def test_a_photo_closes_with_either_consent(client: Client, purpose: str) -> None:
    pair, proposal_id = await a_world(Stage.PHOTO)
    await a_photo_of(pair.woman.profile_id)
    his = await signed_in(client, pair.man.account_id)
    await his.get(f"{PATH}/{proposal_id}")
    await his.post(f"{PATH}/{proposal_id}/photo-opening")
    assert (await his.get(f"{PATH}/{proposal_id}/photo")).status_code == 200
    await consent.withdraw(pair.woman.person_id, purpose, actor=pair.woman.actor, now=now())
    assert (await his.get(f"{PATH}/{proposal_id}/photo")).status_code == 404


async def test_the_meeting_stands_on_the_page_and_neutrally_in_the_calendar(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.MEETING)
    plan = a_plan(pair, now().replace(microsecond=0) + timedelta(days=2), room="غرفة الضيافة")
    await meeting_keeping.set_meeting(proposal_id, plan, actor=pair.staff, now=now())
    hers = await signed_in(client, pair.woman.account_id)
    page = (await hers.get(f"{PATH}/{proposal_id}")).text
    assert "غرفة الضيافة" in page
    assert "فهد سالم العطوي" in page


async def sent_link() -> str:
    rows = await Message.select().where(Message.kind == "matching_wali_invited").order_by(Message.created_at)
    body: str = open_row(Message, rows[-1])["body"]
    assert "ولي" not in body.replace("للمزيد", "")
    found = re.search(rf"{INVITATION_PATH}/([\w-]+)", body)
    assert found
    return f"{INVITATION_PATH}/{found.group(1)}"


async def an_unlinked_wali() -> tuple[Pair, UUID, str]:
    """Both have said yes before the families; her guardian has no account, and may be contacted."""
    pair, proposal_id = await a_world(Stage.PHOTO)
    mobile = a_mobile()
    await WaliRow.update({WaliRow.ended_at: now()}).where(WaliRow.profile_id == pair.woman.profile_id)
    await a_wali(pair.woman.profile_id, is_linked=False, now=now(), mobile=mobile, may_be_contacted_at=None)
    for _ in range(2):
        await yes(pair, proposal_id)
    return pair, proposal_id, mobile


async def test_he_is_invited_only_once_she_allows_it_and_answers_from_his_own_account(client: Client) -> None:
    pair, proposal_id, mobile = await an_unlinked_wali()
    assert await Message.count().where(Message.kind == "matching_wali_invited") == 0
    hers = await signed_in(client, pair.woman.account_id)
    assert "wali-contact" in (await hers.get(f"{PATH}/{proposal_id}")).text
    assert (await hers.post(f"{PATH}/{proposal_id}/wali-contact")).status_code == 303
    link = await sent_link()
    assert (await client.get(link)).status_code == 200
    person_id = await a_person(sex=Sex.MALE, mobile=mobile)
    his = await signed_in(client, await an_account_of(person_id, mobile))
    assert (await his.get(f"/matching/wali/{proposal_id}")).status_code == 404
    await his.get(link)
    assert (await his.post(f"{link}/acceptance")).status_code == 303
    assert (await his.post(f"{link}/acceptance")).status_code == 404
    page = await his.get(f"/en/matching/wali/{proposal_id}")
    assert page.status_code == 200
    assert "Bachelor" in page.text
    assert "سالم عبدالله" not in _main(page.text)
    assert str(proposal_id) in (await his.get("/matching/wali")).text
    await his.get(f"/matching/wali/{proposal_id}/agreement")
    assert (await his.post(f"/matching/wali/{proposal_id}/agreement")).status_code == 303
    assert (await get_proposal(proposal_id)).rule.stage is Stage.GUARDIANS
    assert "سالم" in _main((await his.get(f"/matching/wali/{proposal_id}")).text)


async def test_a_link_that_was_passed_on_lets_nobody_in(client: Client) -> None:
    pair, proposal_id, _ = await an_unlinked_wali()
    hers = await signed_in(client, pair.woman.account_id)
    await hers.get(f"{PATH}/{proposal_id}")
    await hers.post(f"{PATH}/{proposal_id}/wali-contact")
    link = await sent_link()
    other = a_mobile()
    man = await signed_in(client, await an_account_of(await a_person(sex=Sex.MALE, mobile=other), other))
    refused = await man.post(f"{link}/acceptance")
    assert refused.status_code == 409
    assert (await hers.post(f"{link}/acceptance")).status_code == 404
    assert (await client.get(f"{INVITATION_PATH}/invented")).status_code == 404
    assert await WaliRow.count().where(WaliRow.linked_at.is_not_null(), WaliRow.ended_at.is_null()) == 0


async def test_he_says_no_and_both_read_only_that_it_ended(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.PHOTO)
    for _ in range(2):
        await yes(pair, proposal_id)
    his = await signed_in(client, pair.wali.account_id)
    await his.get(f"/matching/wali/{proposal_id}/refusal")
    sent = await his.post(f"/matching/wali/{proposal_id}/refusal", {"words": "بعيد"})
    assert sent.status_code == 303
    for account in (pair.woman.account_id, pair.man.account_id):
        page = (await (await signed_in(client, account)).get(f"/en{PATH}/{proposal_id}")).text
        assert "Not completed" in page
        assert "بعيد" not in page


async def test_her_guardian_stops_it_too_and_neither_reads_that_it_was_he(client: Client) -> None:
    pair, proposal_id = await a_world(Stage.PHOTO)
    for _ in range(2):
        await yes(pair, proposal_id)
    his = await signed_in(client, pair.wali.account_id)
    path = f"/matching/wali/{proposal_id}"
    assert f"{path}/concern" in (await his.get(path)).text
    await his.get(f"{path}/concern")
    empty = await his.post(f"/en{path}/concern", {"words": "طلبوا مالًا"})
    assert empty.status_code == 422
    assert "طلبوا مالًا" in empty.text
    assert (await his.post(f"{path}/concern", {"concern": "money", "words": "طلبوا مالًا"})).status_code == 303
    reported = await FreezeRow.select().first()
    assert reported is not None
    assert reported["reported_by_party"] == "wali"
    for account in (pair.woman.account_id, pair.man.account_id):
        page = (await (await signed_in(client, account)).get(f"/en{PATH}/{proposal_id}")).text
        assert "on hold" in page
        assert "guardian" not in _main(page)


async def test_all_ends_look_alike_to_the_other_side(client: Client) -> None:
    """A decline, a withdrawal of a consent, and the office's decision: the same page but for number and time."""
    seen = set()
    for end in ("decline", "revoke", "close"):
        pair, proposal_id = await a_world(Stage.DETAILS)
        if end == "decline":
            await answering.decline_proposal(proposal_id, actor=pair.man.actor, now=now())
        elif end == "revoke":
            await consent.withdraw(
                pair.man.person_id, SHOW[Level.DETAILS].code, actor=pair.man.actor, now=now()
            )
        else:
            await close_proposal(proposal_id, "", actor=pair.staff, now=now())
        hers = await signed_in(client, pair.woman.account_id)
        page = _main((await hers.get(f"/en{PATH}/{proposal_id}")).text)
        page = page.replace(str(proposal_id), "").replace(str(proposal_id)[:8].upper(), "")
        seen.add(re.sub(r"<time[^>]*>.*?</time>|value=\"[^\"]*\"", "", page))
    assert len(seen) == 1


def _main(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


async def test_without_its_audit_row_nothing_is_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, proposal_id = await a_world(Stage.DETAILS)
    hers = await signed_in(client, pair.woman.account_id)

    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("The trail can't be written.")

    monkeypatch.setattr("wethaq.platform.audit.recording._append", fails)
    page = await hers.get(f"/en{PATH}/{proposal_id}")
    assert page.status_code == 500
    assert "Bachelor" not in page.text
