"""The whole way of a proposal in the database: both sides, her guardian, the office, and every end."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.matching.builders import NOW, TODAY
from tests.matching.people import an_applicant, open_matching
from tests.matching.proposals_world import (
    Pair,
    a_draft,
    a_matchmaker,
    a_pair,
    a_proposal,
    a_wali,
    one_yes,
)
from wethaq.matching import answering, contracts, ending, freezing, proposing
from wethaq.matching.freezing import Concern, FreezeDecision
from wethaq.matching.policy.agreement import FrozenError, NotYourTurnError, Party
from wethaq.matching.policy.eligibility import NotEligibleError
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.opening import OtherConsentMissingError, OwnConsentMissingError
from wethaq.matching.policy.premarital_exam import CertificateMissingError, ExamCertificate
from wethaq.matching.policy.stages import (
    WAY,
    AlreadyHeldError,
    ProposalHasMovedOnError,
    Stage,
)
from wethaq.matching.proposals import get_proposal
from wethaq.matching.purposes import CLASSES, FOLLOW_UP, SHOW
from wethaq.matching.tables import (
    FeedbackRow,
    FollowUpRow,
    FreezeRow,
    PlaceRow,
    ProfileRow,
    ProposalRow,
    ProposalStepRow,
    YesRow,
)
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.sealing import open_row
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.next_steps import list_next_steps
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.records import Sex

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


async def stage_of(proposal_id: UUID) -> Stage:
    return (await get_proposal(proposal_id)).rule.stage


async def places_of(*profile_ids: UUID) -> list[int]:
    rows = await PlaceRow.select().where(PlaceRow.profile_id.is_in(list(profile_ids)))
    return sorted(row["place"] for row in rows)


async def messages() -> list[tuple[UUID | None, str]]:
    rows = await Message.select().order_by(Message.created_at)
    return [(row["person_id"], row["kind"]) for row in rows]


async def test_the_way_leads_through_every_stage_and_each_step_is_kept() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.EXAM)
    rows = await ProposalStepRow.select().where(ProposalStepRow.proposal_id == proposal_id)
    walked = sorted((row["made_at"], WAY.index(Stage(row["to_stage"]))) for row in rows)
    assert [place for _, place in walked] == list(range(len(WAY) - 1))


async def test_he_reads_and_hears_nothing_before_her_yes() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.SUMMARY)
    assert await messages() == [(pair.woman.person_id, "matching_news")]
    with pytest.raises(NotFoundError):
        await answering.agree_to_step(proposal_id, actor=pair.man.actor, now=NOW)
    await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)
    assert (await messages())[1:] == [(pair.man.person_id, "matching_news")]


async def test_a_decline_of_hers_leaves_no_trace_with_him() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.SUMMARY)
    await answering.decline_proposal(
        proposal_id, words="بعيد عنا", criteria=["city"], actor=pair.woman.actor, now=NOW
    )
    assert await stage_of(proposal_id) is Stage.DECLINED
    assert pair.man.person_id not in {person for person, _ in await messages()}
    [row] = await FeedbackRow.select()
    assert (row["criteria"], open_row(FeedbackRow, row)["words"]) == ("city", "بعيد عنا")
    assert await places_of(pair.woman.profile_id, pair.man.profile_id) == []


async def test_a_stranger_and_another_matchmaker_find_no_proposal() -> None:
    pair, other = await a_pair(), await a_pair()
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    for actor in (other.woman.actor, other.wali.actor, pair.wali.actor, other.staff):
        with pytest.raises(NotFoundError):
            await answering.agree_to_step(proposal_id, actor=actor, now=NOW)
        with pytest.raises(NotFoundError):
            await answering.agree_as_wali(proposal_id, actor=actor, now=NOW)
        with pytest.raises(NotFoundError):
            await ending.close_proposal(proposal_id, "", actor=actor, now=NOW)


async def test_a_matchmaker_has_no_say_in_a_proposal_of_their_own() -> None:
    pair = await a_pair()
    proposal_id = await a_draft(pair)
    own = Actor(account_id=pair.staff.account_id, roles=pair.staff.roles, person_id=pair.man.person_id)
    with pytest.raises(NotFoundError):
        await proposing.approve_draft(proposal_id, actor=own, now=NOW)


async def test_at_most_two_are_open_before_the_families() -> None:
    staff = a_matchmaker()
    pairs = [await a_pair(staff=staff) for _ in range(3)]
    woman = pairs[0].woman
    drafts = [
        await proposing.make_draft(woman.profile_id, each.man.profile_id, actor=staff, now=NOW)
        for each in pairs
    ]
    for draft in drafts[:2]:
        await proposing.approve_draft(draft, actor=staff, now=NOW)
    with pytest.raises((AlreadyHeldError, NotEligibleError)):
        await proposing.approve_draft(drafts[2], actor=staff, now=NOW)
    assert await places_of(woman.profile_id) == [1, 2]
    assert await stage_of(drafts[2]) is Stage.DRAFT


async def two_of_one_woman(stage: Stage) -> tuple[Pair, UUID, Pair, UUID]:
    """Two proposals of one woman that both wait at a stage."""
    first = await a_pair()
    second_man = await an_applicant(Sex.MALE, matchmaker_id=first.staff.account_id)
    second = Pair(first.woman, second_man, first.wali, first.staff)
    return first, await a_proposal(first, stage), second, await a_proposal(second, stage)


async def test_from_the_families_on_there_is_one_alone() -> None:
    first, one, second, other = await two_of_one_woman(Stage.DETAILS)
    while await stage_of(one) is not Stage.GUARDIANS:
        await one_yes(first, await get_proposal(one))
    with pytest.raises(AlreadyHeldError):
        await _walk_on(second, other, Stage.GUARDIANS)
    assert await places_of(first.woman.profile_id) == [0, 2]


async def test_an_engagement_ends_all_others_without_a_word_of_why() -> None:
    first, one, second, other = await two_of_one_woman(Stage.DETAILS)
    while await stage_of(one) is not Stage.ENGAGED:
        await one_yes(first, await get_proposal(one))
    assert await stage_of(other) is Stage.MARRIED_ELSEWHERE
    assert await places_of(first.woman.profile_id, second.man.profile_id) == [0]
    for actor in (first.woman.actor, first.man.actor):
        assert [step.service for step in await list_next_steps(actor=actor)] == ["before-marriage"]
    assert await list_next_steps(actor=second.man.actor) == []


async def test_what_bars_a_pair_bars_its_next_step() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    await ProfileRow.update({ProfileRow.marital_proof_on: TODAY - timedelta(days=91)}).where(
        ProfileRow.id == pair.man.profile_id
    )
    with pytest.raises(NotEligibleError):
        await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)


async def test_a_yes_asks_for_the_consent_to_what_it_opens() -> None:
    staff = a_matchmaker()
    woman = await an_applicant(up_to=Level.SUMMARY, matchmaker_id=staff.account_id)
    man = await an_applicant(Sex.MALE, matchmaker_id=staff.account_id)
    pair = Pair(woman, man, await a_wali(woman.profile_id), staff)
    proposal_id = await a_proposal(pair, Stage.SUMMARY)
    with pytest.raises(OwnConsentMissingError):
        await answering.agree_to_step(proposal_id, actor=woman.actor, now=NOW)
    assert await YesRow.count() == 0
    text = await consent.current_text(SHOW[Level.DETAILS].code)
    await answering.agree_to_step(proposal_id, text_ids=[text.id], actor=woman.actor, now=NOW)
    assert await consent.has_consent(woman.person_id, SHOW[Level.DETAILS].code, now=NOW)


async def test_nobody_goes_on_whom_the_other_side_would_show_nothing() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.SUMMARY)
    await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)
    await consent.withdraw(pair.woman.person_id, SHOW[Level.DETAILS].code, actor=pair.woman.actor, now=NOW)
    with pytest.raises(OtherConsentMissingError):
        await answering.agree_to_step(proposal_id, actor=pair.man.actor, now=NOW)


@pytest.mark.parametrize("level", [Level.SUMMARY, Level.DETAILS])
async def test_a_consent_taken_back_ends_what_has_shown_it(level: Level) -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    await consent.withdraw(pair.man.person_id, SHOW[level].code, actor=pair.man.actor, now=NOW)
    found = await get_proposal(proposal_id)
    assert found.rule.stage is Stage.REVOKED
    assert await places_of(*found.profile_ids) == []


async def test_names_and_guardians_never_cost_a_face() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    await answering.leave_photo_out(proposal_id, actor=pair.woman.actor, now=NOW)
    for purpose in (SHOW[Level.PHOTO], CLASSES[ConsentClass.PHOTO]):
        await consent.withdraw(pair.woman.person_id, purpose.code, actor=pair.woman.actor, now=NOW)
    while await stage_of(proposal_id) is not Stage.GUARDIANS:
        await one_yes(pair, await get_proposal(proposal_id))
    await consent.withdraw(pair.man.person_id, SHOW[Level.PHOTO].code, actor=pair.man.actor, now=NOW)
    assert await stage_of(proposal_id) is Stage.GUARDIANS


async def test_where_nobody_has_a_picture_the_photo_is_left_out_by_itself() -> None:
    pair = await a_pair(has_pictures=False)
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    for _ in range(3):
        await one_yes(pair, await get_proposal(proposal_id))
    assert await stage_of(proposal_id) is Stage.GUARDIANS


async def test_leaving_the_photo_out_asks_her_anew() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)
    await answering.leave_photo_out(proposal_id, actor=pair.man.actor, now=NOW)
    with pytest.raises(NotYourTurnError):
        await answering.agree_to_step(proposal_id, actor=pair.man.actor, now=NOW)
    await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)
    await answering.agree_to_step(proposal_id, actor=pair.man.actor, now=NOW)
    with pytest.raises(NotYourTurnError):
        await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)


async def test_her_guardian_answers_after_both_and_staff_may_take_his_yes_down() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.PHOTO)
    with pytest.raises(NotYourTurnError):
        await answering.record_wali_yes(proposal_id, "سارة", actor=pair.staff, now=NOW)
    for actor in (pair.woman.actor, pair.man.actor):
        await answering.agree_to_step(proposal_id, actor=actor, now=NOW)
    await answering.record_wali_yes(proposal_id, "سارة البلوي", actor=pair.staff, now=NOW)
    assert await stage_of(proposal_id) is Stage.GUARDIANS
    [row] = await YesRow.select().where(YesRow.party == "wali")
    assert row["is_on_behalf"]
    assert open_row(YesRow, row)["witness"] == "سارة البلوي"


async def test_his_no_is_known_to_staff_alone() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.PHOTO)
    for actor in (pair.woman.actor, pair.man.actor):
        await answering.agree_to_step(proposal_id, actor=actor, now=NOW)
    await answering.decline_as_wali(proposal_id, words="", actor=pair.wali.actor, now=NOW)
    assert (await get_proposal(proposal_id)).ended_by == "wali"


@pytest.mark.parametrize(("stage", "days"), [(Stage.SUMMARY, 7), (Stage.PHOTO, 7), (Stage.GUARDIANS, 21)])
async def test_what_nobody_answers_expires_once(stage: Stage, days: int) -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, stage)
    last = NOW + timedelta(days=days)
    assert await ending.expire_overdue(actor=SYSTEM, now=last - timedelta(seconds=1)) == 0
    assert await ending.expire_overdue(actor=SYSTEM, now=last) == 1
    assert await ending.expire_overdue(actor=SYSTEM, now=last) == 0
    assert await stage_of(proposal_id) is Stage.EXPIRED


async def test_a_request_for_money_stops_everything_until_staff_decide() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.DETAILS)
    await freezing.report_concern(proposal_id, Concern.MONEY, "طلب تحويلًا", actor=pair.woman.actor, now=NOW)
    with pytest.raises(FrozenError):
        await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=NOW)
    with pytest.raises(FrozenError):
        await freezing.report_concern(proposal_id, Concern.OTHER, "", actor=pair.man.actor, now=NOW)
    later = NOW + timedelta(days=20)
    assert await ending.expire_overdue(actor=SYSTEM, now=later) == 0
    await freezing.decide_freeze(proposal_id, FreezeDecision.RELEASED, "سوء فهم", actor=pair.staff, now=later)
    await answering.agree_to_step(proposal_id, actor=pair.woman.actor, now=later)
    [row] = await FreezeRow.select()
    assert row["decision"] == "released"
    assert "تحويل" not in row["words"]
    with pytest.raises(ProposalHasMovedOnError):
        await freezing.decide_freeze(proposal_id, FreezeDecision.CLOSED, "", actor=pair.staff, now=later)


async def test_staff_close_what_they_found_to_be_wrong() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.ENGAGED)
    await freezing.report_concern(proposal_id, Concern.THREAT, "", actor=pair.man.actor, now=NOW)
    await freezing.decide_freeze(proposal_id, FreezeDecision.CLOSED, "", actor=pair.staff, now=NOW)
    assert await stage_of(proposal_id) is Stage.CLOSED_BY_STAFF
    assert await places_of(pair.woman.profile_id) == []


async def test_no_contract_without_both_certificates_and_calls_only_by_consent() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.EXAM)
    text = await consent.current_text(FOLLOW_UP.code)
    await consent.grant(
        pair.woman.person_id, FOLLOW_UP.code, text_id=text.id, actor=pair.woman.actor, now=NOW
    )
    seen = ExamCertificate(TODAY - timedelta(days=3), is_compatible=True)
    await contracts.record_certificate(proposal_id, Party.MAN, seen, actor=pair.staff, now=NOW)
    with pytest.raises(CertificateMissingError):
        await contracts.record_contract(proposal_id, TODAY, actor=pair.staff, now=NOW)
    await contracts.record_certificate(proposal_id, Party.WOMAN, seen, actor=pair.staff, now=NOW)
    await contracts.record_contract(proposal_id, TODAY, actor=pair.staff, now=NOW)
    assert await stage_of(proposal_id) is Stage.CONTRACTED
    assert {row["state"] for row in await ProfileRow.select()} == {"closed"}
    rows = await FollowUpRow.select().order_by(FollowUpRow.due_on)
    assert [(row["profile_id"], row["after_months"]) for row in rows] == [
        (pair.woman.profile_id, 6),
        (pair.woman.profile_id, 12),
    ]


async def test_the_same_two_are_not_drafted_twice_nor_while_they_cool_off() -> None:
    pair = await a_pair()
    proposal_id = await a_draft(pair)
    with pytest.raises(ProposalHasMovedOnError):
        await a_draft(pair)
    await ending.close_proposal(proposal_id, "", actor=pair.staff, now=NOW)
    with pytest.raises(NotEligibleError):
        await a_draft(pair, now=NOW + timedelta(days=30))


async def test_messages_say_only_that_something_waits() -> None:
    pair = await a_pair()
    await a_proposal(pair, Stage.EXAM)
    rows = [open_row(Message, row) for row in await Message.select()]
    assert rows
    told = " ".join(f"{row['subject']} {row['body']} {row['calendar'] or ''}" for row in rows)
    for secret in ("matching", "زواج", "خطب", "رشيح", "نظرة", "سالم", "نورة", "marri", "propos"):
        assert secret not in told.replace("العطوي", "")
    assert await ProposalRow.count() == 1


async def _walk_on(pair: Pair, proposal_id: UUID, stage: Stage) -> None:
    while await stage_of(proposal_id) is not stage:
        await one_yes(pair, await get_proposal(proposal_id))
