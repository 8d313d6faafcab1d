"""Her guardian: what is stuck with him reaches staff, and calls after the wedding reach whoever agreed."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.matching.builders import NOW, TODAY
from tests.matching.people import open_matching
from tests.matching.proposals_world import Pair, a_matchmaker, a_pair, a_proposal, one_yes
from wethaq.matching import answering, contracts, following_up
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.follow_ups import FollowUpAnswer, due_on
from wethaq.matching.policy.guardians import Escalation, may_send_link
from wethaq.matching.policy.premarital_exam import ExamCertificate
from wethaq.matching.policy.stages import Stage
from wethaq.matching.proposals import get_proposal
from wethaq.matching.purposes import FOLLOW_UP
from wethaq.matching.tables import WaliRow
from wethaq.matching.wali_escalations import list_escalations, note_obstruction
from wethaq.platform.consent import service as consent
from wethaq.platform.errors import NotFoundError

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


async def waiting_for_him() -> tuple[Pair, UUID]:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.PHOTO)
    for _ in range(2):
        await one_yes(pair, await get_proposal(proposal_id))
    return pair, proposal_id


async def why(pair: Pair, days: int = 0) -> list[Escalation]:
    stuck = await list_escalations(actor=pair.staff, now=NOW + timedelta(days=days))
    return [each.why for each in stuck]


async def test_what_is_stuck_with_him_reaches_her_matchmaker_alone() -> None:
    pair, _ = await waiting_for_him()
    assert await why(pair) == []
    assert await why(pair, days=3) == [Escalation.SILENT]
    await WaliRow.update({WaliRow.linked_at: None, WaliRow.person_id: None}).where(
        WaliRow.profile_id == pair.woman.profile_id
    )
    assert await why(pair, days=3) == [Escalation.NO_ACCOUNT_YET]
    await WaliRow.update({WaliRow.may_be_contacted_at: None}).where(
        WaliRow.profile_id == pair.woman.profile_id
    )
    assert await why(pair) == [Escalation.NOT_ALLOWED_YET]
    await note_obstruction(pair.woman.profile_id, "يرفض كل خاطب", actor=pair.staff, now=NOW)
    assert await why(pair) == [Escalation.OBSTRUCTION]
    await WaliRow.update({WaliRow.ended_at: NOW}).where(WaliRow.profile_id == pair.woman.profile_id)
    assert await why(pair) == [Escalation.NO_WALI]
    assert await list_escalations(actor=a_matchmaker(), now=NOW) == []
    assert await list_escalations(actor=pair.woman.actor, now=NOW) == []


async def test_his_no_reaches_her_matchmaker() -> None:
    pair, proposal_id = await waiting_for_him()
    await answering.decline_as_wali(proposal_id, actor=pair.wali.actor, now=NOW)
    assert await why(pair) == [Escalation.REFUSED]


async def test_a_permission_taken_back_closes_his_view() -> None:
    pair, proposal_id = await waiting_for_him()
    await WaliRow.update({WaliRow.may_be_contacted_at: None}).where(
        WaliRow.profile_id == pair.woman.profile_id
    )
    with pytest.raises(NotFoundError):
        await answering.agree_as_wali(proposal_id, actor=pair.wali.actor, now=NOW)


def test_nobodys_phone_is_flooded_with_links() -> None:
    assert may_send_link(None, now=NOW)
    assert not may_send_link(NOW, now=NOW + timedelta(minutes=59))
    assert may_send_link(NOW, now=NOW + timedelta(hours=1))


async def test_calls_after_the_wedding_end_with_the_consent() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.EXAM)
    for who in (pair.woman, pair.man):
        text = await consent.current_text(FOLLOW_UP.code)
        await consent.grant(who.person_id, FOLLOW_UP.code, text_id=text.id, actor=who.actor, now=NOW)
    for party in (Party.WOMAN, Party.MAN):
        seen = ExamCertificate(TODAY, is_compatible=True)
        await contracts.record_certificate(proposal_id, party, seen, actor=pair.staff, now=NOW)
    await contracts.record_contract(proposal_id, TODAY, actor=pair.staff, now=NOW)
    later = NOW + timedelta(days=190)
    assert await following_up.list_due_calls(actor=pair.staff, now=NOW) == []
    assert len(await following_up.list_due_calls(actor=pair.staff, now=later)) == 2
    await consent.withdraw(pair.man.person_id, FOLLOW_UP.code, actor=pair.man.actor, now=later)
    [call] = await following_up.list_due_calls(actor=pair.staff, now=later)
    assert call.person_id == pair.woman.person_id
    with pytest.raises(NotFoundError):
        await following_up.record_follow_up(call.id, FollowUpAnswer.WELL, "", actor=a_matchmaker(), now=later)
    await following_up.record_follow_up(call.id, FollowUpAnswer.WELL, "بخير", actor=pair.staff, now=later)
    assert await following_up.list_due_calls(actor=pair.staff, now=later) == []


def test_half_a_year_later_is_the_last_of_a_short_month() -> None:
    assert due_on(TODAY.replace(month=8, day=31), 6).isoformat() == "2027-02-28"
    assert due_on(TODAY, 12).isoformat() == "2027-12-06"
