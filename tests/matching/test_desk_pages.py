"""The matchmakers' desk as its readers see it: own portfolio, nothing of others', and no page for the wrong role."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.client import Client
from tests.matching.desk import AtDesk, a_kept_profile, a_manager, a_matchmaker, number_of
from tests.matching.people import an_applicant, open_matching
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, signed_in
from wethaq.matching import break_glass, round_keeping
from wethaq.matching.drafts import propose
from wethaq.matching.matchmakers import assign_profile, list_profile_lines
from wethaq.matching.policy.desk_access import ReasonMissingError
from wethaq.matching.portfolio import (
    PROFILE,
    ProfileNotFoundError,
    get_readable_profile,
)
from wethaq.matching.tables import BreakGlassRow, ProposalRow, TraitSwitchRow
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform import audit
from wethaq.platform.actors import Role
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.records import Sex

DESK = "/en/desk/matching"
WHY = "الأم اتصلت تسأل عن حال ابنتها"


@pytest.fixture
async def now(database: None) -> datetime:
    moment = datetime.now(UTC)
    await open_matching(now=moment)
    return moment


@pytest.fixture
async def desk(client: Client, now: datetime) -> AtDesk:
    return await a_matchmaker(client, now=now)


async def _own(desk: AtDesk, now: datetime, sex: Sex = Sex.FEMALE) -> UUID:
    return await a_kept_profile(desk, sex, now=now)


async def test_the_first_page_shows_the_portfolio_and_what_waits(desk: AtDesk, now: datetime) -> None:
    await _own(desk, now)
    stale = await a_kept_profile(desk, now=now, marital_proof_on=None, person_id=None)
    page = await desk.browser.get(DESK)
    assert page.status_code == 200
    assert await number_of(stale) in page.text
    assert "Marital-status proof out of date" in page.text
    assert "References to speak to" in page.text


@pytest.mark.parametrize("path", ["", "/candidates"])
async def test_a_profile_is_its_matchmakers_alone(
    client: Client, desk: AtDesk, now: datetime, path: str
) -> None:
    profile_id = await _own(desk, now)
    address = f"{DESK}/profiles/{profile_id}{path}"
    assert (await desk.browser.get(address)).status_code == 200
    colleague = await a_matchmaker(client, name="خالد العنزي", now=now)
    assert (await colleague.browser.get(address)).status_code == 404
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    assert (await manager.get(address)).status_code == 404
    for role in (Role.RELATIONS_OFFICER, Role.COMMITTEE_CHAIR, Role.COUNSELOR, Role.ADMINISTRATOR):
        other = await signed_in(client, await a_member_of_staff(role))
        assert (await other.get(address)).status_code == 403
    stranger = await client.get(address)
    assert stranger.status_code == 303


async def test_nobody_keeps_their_own_file_at_the_desk(client: Client, desk: AtDesk, now: datetime) -> None:
    applicant = await an_applicant(now=now, matchmaker_id=desk.account_id)
    as_both = desk.actor.__class__(
        account_id=desk.account_id, person_id=applicant.person_id, roles=desk.actor.roles
    )
    with pytest.raises(ProfileNotFoundError):
        await get_readable_profile(applicant.profile_id, actor=as_both, now=now)


async def test_each_reading_reaches_the_applicants_list(desk: AtDesk, now: datetime) -> None:
    applicant = await an_applicant(now=now, matchmaker_id=desk.account_id)
    await desk.browser.get(f"{DESK}/profiles/{applicant.profile_id}")
    await desk.browser.get(f"{DESK}/profiles/{applicant.profile_id}/candidates")
    [opening] = await audit.list_openings(applicant.person_id)
    assert (opening.what, opening.actor_role, opening.purpose) == (
        PROFILE,
        Role.MATCHMAKER,
        "matching.matchmaking",
    )


async def test_breaking_the_glass_opens_for_half_an_hour_and_tells_the_board(
    client: Client, desk: AtDesk, now: datetime
) -> None:
    await a_member_of_staff(Role.COMMITTEE_CHAIR, address="chair@example.org")
    applicant = await an_applicant(now=now, matchmaker_id=desk.account_id, number="M-1448-90001")
    colleague = await a_matchmaker(client, name="خالد العنزي", now=now)
    address = f"{DESK}/profiles/{applicant.profile_id}"
    form = {"number": "M-1448-90001", "reason": WHY}
    opened = await colleague.browser.post(f"{DESK}/reasoned-opening", form)
    assert opened.status_code == 303
    page = await colleague.browser.get(address)
    assert page.status_code == 200
    assert "in your portfolio. It is open" in page.text
    assert "/activation" not in page.text
    [row] = [open_row(BreakGlassRow, each) for each in await BreakGlassRow.select()]
    assert row["reason"] == WHY
    written = [open_row(Message, each) for each in await Message.select()]
    [message] = [each for each in written if each["address"] == "chair@example.org"]
    assert "/desk/matching/openings" in message["body"]
    assert WHY not in message["body"]
    assert {each.purpose for each in await audit.list_openings(applicant.person_id)} == {
        "matching.reasoned_opening"
    }
    later = now + 2 * break_glass.OPENING_LASTS
    with pytest.raises(ProfileNotFoundError):
        await get_readable_profile(applicant.profile_id, actor=colleague.actor, now=later)
    # It opens reading, not the matchmaker's work.
    assert (await colleague.browser.post(f"{address}/activation")).status_code == 404


async def test_the_board_reads_who_opened_what_and_why(client: Client, desk: AtDesk, now: datetime) -> None:
    await an_applicant(now=now, number="M-1448-90002")
    await break_glass.open_profile("M-1448-90002", WHY, actor=desk.actor, now=now)
    chair = await signed_in(client, await a_member_of_staff(Role.COMMITTEE_CHAIR))
    page = await chair.get(f"{DESK}/openings")
    assert page.status_code == 200
    assert WHY in page.text
    assert "M-1448-90002" in page.text
    assert (await desk.browser.get(f"{DESK}/openings")).status_code == 403


@pytest.mark.parametrize("reason", ["", "   ", "نعم"])
async def test_no_glass_breaks_without_a_reason(desk: AtDesk, now: datetime, reason: str) -> None:
    await an_applicant(now=now, number="M-1448-90003")
    with pytest.raises(ReasonMissingError):
        await break_glass.open_profile("M-1448-90003", reason, actor=desk.actor, now=now)
    page = await desk.browser.post(f"{DESK}/reasoned-opening", {"number": "M-1448-90003", "reason": reason})
    assert page.status_code in {409, 422}
    assert "M-1448-90003" in page.text
    assert await BreakGlassRow.count() == 0


async def test_the_search_finds_own_numbers_only(client: Client, desk: AtDesk, now: datetime) -> None:
    own = await _own(desk, now)
    colleague = await a_matchmaker(client, name="خالد العنزي", now=now)
    number = await number_of(own)
    found = await desk.browser.post(f"{DESK}/search", {"number": number.lower()})
    assert found.headers["location"].endswith(f"/profiles/{own}")
    missed = await colleague.browser.post(f"{DESK}/search", {"number": number})
    assert missed.status_code == 422
    assert number in missed.text


async def test_a_manager_sees_numbers_and_assigns(client: Client, desk: AtDesk, now: datetime) -> None:
    applicant = await an_applicant(now=now, number="M-1448-90004", ready_at=now)
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    page = await manager.get(f"{DESK}/assignment")
    assert "M-1448-90004" in page.text
    assert "العطوي" not in page.text
    sent = await manager.post(
        f"{DESK}/assignment/profiles/{applicant.profile_id}", {"account_id": str(desk.account_id)}
    )
    assert sent.status_code == 303
    assert (await desk.browser.get(f"{DESK}/profiles/{applicant.profile_id}")).status_code == 200
    [line] = (await list_profile_lines(actor=await a_manager())).lines
    assert line.matchmaker_id == desk.account_id


async def test_what_is_still_being_written_is_its_owners(client: Client, desk: AtDesk, now: datetime) -> None:
    applicant = await an_applicant(now=now, state="draft", matchmaker_id=desk.account_id)
    assert (await list_profile_lines(actor=await a_manager())).lines == []
    assert (await desk.browser.get(f"{DESK}/profiles/{applicant.profile_id}")).status_code == 404


async def test_drafts_are_decided_one_after_the_other(client: Client, desk: AtDesk, now: datetime) -> None:
    women = [await an_applicant(now=now, matchmaker_id=desk.account_id) for _ in range(2)]
    men = [
        await an_applicant(
            Sex.MALE,
            now=now,
            matchmaker_id=desk.account_id,
            person={"first_name": "سالم", "sex": Sex.MALE},
        )
        for _ in range(3)
    ]
    assert women
    assert men
    round_id = await round_keeping.begin_round(actor=await a_manager(), now=now)
    await round_keeping.plan_waiting_rounds(now=now)
    before = await ProposalRow.count().where(ProposalRow.stage == "draft")
    page = await desk.browser.get(f"{DESK}/drafts")
    assert page.status_code == 200
    rows = await ProposalRow.select(ProposalRow.id).where(ProposalRow.round_id == round_id)
    first, second = (row["id"] for row in rows[:2])
    assert (await desk.browser.get(f"{DESK}/drafts/{first}")).status_code == 200
    colleague = await a_matchmaker(client, name="خالد العنزي", now=now)
    assert (await colleague.browser.get(f"{DESK}/drafts/{first}")).status_code == 404
    assert (await colleague.browser.post(f"{DESK}/drafts/{first}/acceptance")).status_code == 404
    accepted = await desk.browser.post(f"{DESK}/drafts/{first}/acceptance")
    assert accepted.status_code == 303
    assert "/drafts/" in accepted.headers["location"]
    no_reason = await desk.browser.post(f"{DESK}/drafts/{second}/rejection", {"reason": ""})
    assert no_reason.status_code == 422
    rejected = await desk.browser.post(f"{DESK}/drafts/{second}/rejection", {"reason": WHY})
    assert rejected.status_code == 303
    assert await ProposalRow.count().where(ProposalRow.stage == "draft") == before - 2
    assert await ProposalRow.count().where(ProposalRow.stage == "closed_by_staff") == 1
    kept = await ProposalRow.select().where(ProposalRow.id == second).first()
    assert kept is not None
    assert open_row(ProposalRow, kept)["staff_reason"] == WHY


async def test_a_swap_keeps_the_person_and_the_round(desk: AtDesk, now: datetime) -> None:
    woman = await an_applicant(now=now, matchmaker_id=desk.account_id)
    men = [
        await an_applicant(Sex.MALE, now=now, matchmaker_id=desk.account_id, person={"sex": Sex.MALE})
        for _ in range(2)
    ]
    draft_id = await propose(woman.profile_id, men[0].profile_id, actor=desk.actor, now=now)
    page = await desk.browser.post(
        f"{DESK}/drafts/{draft_id}/swap",
        {"candidate_id": str(men[1].profile_id), "swap_reason": "الآخر أقرب إلى سكنها"},
    )
    assert page.status_code == 303
    rows = await ProposalRow.select().order_by(ProposalRow.made_at)
    by_man = {row["man_id"]: row for row in rows}
    assert by_man[men[0].profile_id]["stage"] == "closed_by_staff"
    assert by_man[men[1].profile_id]["stage"] == "draft"
    assert {row["woman_id"] for row in rows} == {woman.profile_id}


async def test_a_candidate_outside_the_portfolio_is_a_number(
    client: Client, desk: AtDesk, now: datetime
) -> None:
    own = await an_applicant(now=now, matchmaker_id=desk.account_id)
    other = await a_matchmaker(client, name="خالد العنزي", now=now)
    man = await an_applicant(
        Sex.MALE,
        now=now,
        matchmaker_id=other.account_id,
        number="M-1448-90007",
        person={"sex": Sex.MALE, "family_name": "الغريب"},
        facts={"city": "tabuk", "lineage": "tribal"},
    )
    page = await desk.browser.get(f"{DESK}/profiles/{own.profile_id}/candidates")
    assert "M-1448-90007" in page.text
    assert "الغريب" not in page.text
    pair = await desk.browser.get(f"{DESK}/profiles/{own.profile_id}/candidates/{man.profile_id}")
    assert pair.status_code == 200
    assert "الغريب" not in pair.text
    assert [each.what for each in await audit.list_openings(man.person_id)] == [PROFILE]


async def test_the_chair_switches_a_trait_with_a_reason(client: Client, now: datetime) -> None:
    chair = await signed_in(client, await a_member_of_staff(Role.COMMITTEE_CHAIR))
    page = await chair.get(f"{DESK}/traits")
    assert page.status_code == 200
    bare = await chair.post(f"{DESK}/traits/smoking", {"state": "off", "reason": ""})
    assert bare.status_code == 422
    done = await chair.post(f"{DESK}/traits/smoking", {"state": "off", "reason": "قرار مجلس الإدارة رقم 12"})
    assert done.status_code == 303
    assert not (await current_vocabulary())["smoking"].is_active
    assert await TraitSwitchRow.count() == 1
    again = await chair.post(f"{DESK}/traits/smoking", {"state": "off", "reason": "قرار مجلس الإدارة رقم 12"})
    assert again.status_code == 409
    assert (await chair.post(f"{DESK}/traits/nothing", {"state": "off", "reason": WHY})).status_code == 404
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert (await officer.get(f"{DESK}/traits")).status_code == 403


async def test_the_manager_reads_figures_and_rounds(client: Client, desk: AtDesk, now: datetime) -> None:
    for sex in (Sex.FEMALE, Sex.MALE):
        for _ in range(6):
            await a_kept_profile(desk, sex, now=now)
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    assert (await manager.get(f"{DESK}/rounds")).status_code == 200
    begun = await manager.post(f"{DESK}/rounds", {"seed": "7"})
    assert begun.status_code == 303
    under_way = await manager.follow(begun)
    assert "is being planned" in under_way.text
    assert 'hx-trigger="every 3s"' in under_way.text
    second = await manager.post(f"{DESK}/rounds")
    assert second.status_code == 409
    await round_keeping.plan_waiting_rounds(now=now)
    done = await manager.follow(begun)
    assert "Could it have been better?" in done.text
    for months in ("", "?months=3", "?months=abc"):
        assert (await manager.get(f"{DESK}/figures{months}")).status_code == 200
    assert (await desk.browser.get(f"{DESK}/figures")).status_code == 403
    assert (await desk.browser.get(f"{DESK}/rounds")).status_code == 200
    assert (await desk.browser.post(f"{DESK}/rounds")).status_code == 403


async def test_a_beneficiary_has_no_desk(client: Client, now: datetime) -> None:
    browser = await signed_in(client, await a_beneficiary())
    for path in ("", "/drafts", "/rounds", "/assignment", "/figures", "/traits", "/openings"):
        assert (await browser.get(f"{DESK}{path}")).status_code == 403


async def test_assigning_takes_drafts_along(client: Client, desk: AtDesk, now: datetime) -> None:
    woman = await an_applicant(now=now, matchmaker_id=desk.account_id)
    man = await an_applicant(Sex.MALE, now=now, matchmaker_id=desk.account_id, person={"sex": Sex.MALE})
    await propose(woman.profile_id, man.profile_id, actor=desk.actor, now=now)
    other = await a_matchmaker(client, name="خالد العنزي", now=now)
    await assign_profile(woman.profile_id, other.account_id, actor=await a_manager(), now=now)
    row = await ProposalRow.select(ProposalRow.matchmaker_id).first()
    assert row is not None
    assert row["matchmaker_id"] == other.account_id


async def test_a_proposal_is_sent_by_a_person_and_closed_with_a_reason(
    client: Client, desk: AtDesk, now: datetime
) -> None:
    woman = await an_applicant(now=now, matchmaker_id=desk.account_id)
    man = await an_applicant(Sex.MALE, now=now, matchmaker_id=desk.account_id, person={"sex": Sex.MALE})
    draft_id = await propose(woman.profile_id, man.profile_id, actor=desk.actor, now=now)
    address = f"{DESK}/proposals/{draft_id}"
    await desk.browser.post(f"{DESK}/drafts/{draft_id}/acceptance")
    page = await desk.browser.get(address)
    assert page.status_code == 200
    assert "Send the proposal" in page.text
    colleague = await a_matchmaker(client, name="خالد العنزي", now=now)
    assert (await colleague.browser.get(address)).status_code == 404
    assert (await colleague.browser.post(f"{address}/sending")).status_code == 404
    assert (await desk.browser.post(f"{address}/sending")).status_code == 303
    row = await ProposalRow.select(ProposalRow.stage).where(ProposalRow.id == draft_id).first()
    assert row is not None
    assert row["stage"] == "summary"
    assert (await desk.browser.post(f"{address}/exam")).status_code == 409
    assert (await desk.browser.post(f"{address}/closure", {"reason": ""})).status_code == 422
    assert (await desk.browser.post(f"{address}/closure", {"reason": WHY})).status_code == 303
    assert WHY in (await desk.browser.get(address)).text
