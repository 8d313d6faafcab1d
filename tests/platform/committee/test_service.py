"""The committee at work, on real rows and real connections."""

import asyncio
from datetime import timedelta

import pytest

from tests.fixtures import NOW
from tests.platform.accounts.builders import a_member_of_staff, actor_for, last_message_to
from tests.platform.committee.builders import (
    a_case,
    a_committee,
    a_meeting,
    a_sitting,
    an_item,
    decide,
    sit,
)
from tests.platform.intake.builders import an_officer
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.committee import agenda, closing, decisions, meetings, members, release, voting
from wethaq.platform.committee.decision_export import export_decisions
from wethaq.platform.committee.errors import (
    AlreadyOnAgendaError,
    ConflictOfInterestError,
    DecisionReasonMissingError,
    MeetingNotOpenError,
    NotAMemberError,
    NotPresentError,
    NotTheChairError,
    QuorumMissingError,
    RecusedError,
    ReleasedAlreadyError,
    ReleaseTooEarlyError,
    SeatTakenError,
    SecondPersonNeededError,
    VotedAlreadyError,
    VotedOnFirstDecisionError,
)
from wethaq.platform.committee.jobs import remind_of_due_decisions
from wethaq.platform.committee.policy.meetings import ItemStatus, MeetingStatus
from wethaq.platform.committee.policy.release import DecisionStatus
from wethaq.platform.committee.policy.rules import CommitteeRules
from wethaq.platform.committee.policy.voting import Choice, Verdict
from wethaq.platform.committee.rule_versions import change_rules
from wethaq.platform.committee.tables import VoteRow
from wethaq.platform.documents.letters import list_letters
from wethaq.platform.intake import appealing
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.policy.statuses import RequestStatus

pytestmark = pytest.mark.usefixtures("database")
AFTER_TWO_WEEKS = NOW + timedelta(days=14)


async def test_fifty_votes_at_once_count_as_one() -> None:
    committee = await a_committee()
    _, item_id, _ = await a_sitting(committee)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    results = await asyncio.gather(
        *(voting.cast_vote(item_id, Choice.ACCEPT, actor=committee.actors[1], now=NOW) for _ in range(50)),
        return_exceptions=True,
    )
    assert results.count(None) == 1
    assert {type(result) for result in results if result is not None} == {VotedAlreadyError}
    assert await VoteRow.count().where(VoteRow.item_id == item_id) == 1
    assert (await agenda.get_item(item_id)).votes_cast == 1


async def test_votes_and_the_count_never_pass_each_other() -> None:
    committee = await a_committee()
    _, item_id, _ = await a_sitting(committee)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    for actor in committee.actors[:3]:
        await voting.cast_vote(item_id, Choice.ACCEPT, actor=actor, now=NOW)
    late = [voting.cast_vote(item_id, Choice.REFUSE, actor=actor, now=NOW) for actor in committee.actors[3:]]
    count = decisions.close_vote(item_id, ["A1"], actor=committee.chair, now=NOW)
    await asyncio.gather(*late, count, return_exceptions=True)
    decision = await decisions.find_decision_of_item(item_id)
    assert decision is not None
    assert decision.tally.cast == await VoteRow.count().where(VoteRow.item_id == item_id)


async def test_the_decision_is_prepared_and_the_applicant_learns_of_it_only_with_the_letter() -> None:
    committee = await a_committee()
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.REFUSE)
    assert (await intake.get_request(request.id)).status is RequestStatus.IN_COMMITTEE
    officer = an_officer()
    for early in (NOW, AFTER_TWO_WEEKS - timedelta(seconds=1)):
        with pytest.raises(ReleaseTooEarlyError):
            await release.release_decision(decision_id, actor=officer, now=early)
    assert await list_letters(request_id=request.id) == []
    letter_id = await release.release_decision(decision_id, actor=officer, now=AFTER_TWO_WEEKS)
    decided = await intake.get_request(request.id)
    assert decided.status is RequestStatus.REFUSED
    assert decided.decision_id == decision_id
    assert [letter.id for letter in await list_letters(request_id=request.id)] == [letter_id]


async def test_a_decision_is_released_once_however_many_press() -> None:
    committee = await a_committee()
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.ACCEPT)
    results = await asyncio.gather(
        *(release.release_decision(decision_id, actor=an_officer(), now=AFTER_TWO_WEEKS) for _ in range(6)),
        return_exceptions=True,
    )
    assert sum(not isinstance(result, BaseException) for result in results) == 1
    assert {type(result) for result in results if isinstance(result, BaseException)} == {ReleasedAlreadyError}
    assert len(await list_letters(request_id=request.id)) == 1


async def test_an_urgent_release_takes_a_reason_and_two_people() -> None:
    committee = await a_committee()
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.ACCEPT)
    officer = an_officer()
    await release.ask_urgent_release(decision_id, "موعد عملية جراحية", actor=committee.chair, now=NOW)
    with pytest.raises(SecondPersonNeededError):
        await release.approve_urgent_release(decision_id, actor=committee.chair, now=NOW)
    with pytest.raises(ReleaseTooEarlyError):
        await release.release_decision(decision_id, actor=officer, now=NOW)
    manager = await actor_for(await a_member_of_staff(Role.MANAGER))
    await release.approve_urgent_release(decision_id, actor=manager, now=NOW)
    await release.release_decision(decision_id, actor=officer, now=NOW)
    assert (await intake.get_request(request.id)).status is RequestStatus.ACCEPTED


async def test_without_a_quorum_no_vote_opens_or_is_cast_or_counted() -> None:
    committee = await a_committee()
    meeting_id, item_id, _ = await a_sitting(committee, present=2)
    with pytest.raises(QuorumMissingError):
        await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    everybody = frozenset(member.id for member in committee.members)
    await meetings.mark_attendance(meeting_id, everybody, actor=committee.chair, now=NOW)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    for actor in committee.actors[:3]:
        await voting.cast_vote(item_id, Choice.ACCEPT, actor=actor, now=NOW)
    two = frozenset(member.id for member in committee.members[:2])
    await meetings.mark_attendance(meeting_id, two, actor=committee.chair, now=NOW)
    with pytest.raises(NotPresentError):
        await voting.cast_vote(item_id, Choice.ACCEPT, actor=committee.actors[3], now=NOW)
    with pytest.raises(QuorumMissingError):
        await decisions.close_vote(item_id, ["A1"], actor=committee.chair, now=NOW)


async def test_a_member_with_a_part_in_the_case_stays_out_of_it() -> None:
    committee = await a_committee()
    request = await a_case(
        officer=Actor(account_id=committee.actors[1].account_id, roles=frozenset({Role.RELATIONS_OFFICER}))
    )
    meeting_id = await a_meeting(committee)
    item_id = await an_item(meeting_id, request.id)
    await members.mark_relative(committee.members[2].id, request.person_id, "ابن عم", actor=SYSTEM, now=NOW)
    await sit(committee, meeting_id)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    await voting.recuse(item_id, "جار للأسرة", actor=committee.actors[3], now=NOW)
    for number, error in ((1, ConflictOfInterestError), (2, ConflictOfInterestError), (3, RecusedError)):
        with pytest.raises(error):
            await voting.cast_vote(item_id, Choice.ACCEPT, actor=committee.actors[number], now=NOW)


async def test_strangers_and_former_members_do_not_vote() -> None:
    committee = await a_committee(6)
    _, item_id, _ = await a_sitting(committee)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    await members.end_seat(committee.members[5].id, actor=SYSTEM, now=NOW)
    for outsider in (an_officer(), committee.actors[5]):
        with pytest.raises(NotAMemberError):
            await voting.cast_vote(item_id, Choice.ACCEPT, actor=outsider, now=NOW)
    with pytest.raises(NotTheChairError):
        await decisions.close_vote(item_id, ["A1"], actor=committee.actors[1], now=NOW)


async def test_the_presiding_members_vote_breaks_a_tie() -> None:
    committee = await a_committee(4)
    _, item_id, _ = await a_sitting(committee)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    choices = (Choice.REFUSE, Choice.ACCEPT, Choice.ACCEPT, Choice.REFUSE)
    for actor, choice in zip(committee.actors, choices, strict=True):
        await voting.cast_vote(item_id, choice, actor=actor, now=NOW)
    with pytest.raises(DecisionReasonMissingError):
        await decisions.close_vote(item_id, ["A1"], actor=committee.chair, now=NOW)
    count = await decisions.close_vote(item_id, ["R1"], actor=committee.chair, now=NOW)
    assert count.tally.verdict is Verdict.REFUSED
    assert count.tally.by_casting_vote


async def test_without_a_casting_vote_a_tie_puts_the_case_off() -> None:
    committee = await a_committee(4)
    await change_rules(
        CommitteeRules(has_casting_vote=False), reason="قرار المجلس 3", actor=committee.chair, now=NOW
    )
    _, item_id, request = await a_sitting(committee)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    for number, actor in enumerate(committee.actors):
        await voting.cast_vote(item_id, Choice.ACCEPT if number % 2 else Choice.REFUSE, actor=actor, now=NOW)
    count = await decisions.close_vote(item_id, [], actor=committee.chair, now=NOW)
    assert count.decision_id is None
    assert (await agenda.get_item(item_id)).status is ItemStatus.PUT_OFF
    assert request.id in {waiting.id for waiting in await agenda.list_cases_without_meeting()}


async def test_a_request_is_on_one_agenda_at_a_time() -> None:
    committee = await a_committee()
    request = await a_case()
    first, second = await a_meeting(committee), await a_meeting(committee)
    results = await asyncio.gather(
        *(an_item(meeting_id, request.id) for meeting_id in (first, second, first)), return_exceptions=True
    )
    assert sum(not isinstance(result, BaseException) for result in results) == 1
    assert {type(result) for result in results if isinstance(result, BaseException)} == {AlreadyOnAgendaError}


async def test_the_minutes_are_sealed_with_a_hash_and_what_was_not_reached_waits() -> None:
    committee = await a_committee()
    meeting_id, item_id, _ = await a_sitting(committee)
    other = await a_case()
    not_reached = await an_item(meeting_id, other.id)
    await decide(committee, item_id, Choice.REFUSE)
    await closing.close_meeting(meeting_id, "شكر الرئيس الحاضرين.", actor=committee.chair, now=NOW)
    meeting = await meetings.get_meeting(meeting_id)
    assert meeting.status is MeetingStatus.CLOSED
    assert meeting.minutes_sha256 is not None
    assert len(meeting.minutes_sha256) == 64
    assert (await agenda.get_item(not_reached)).status is ItemStatus.PUT_OFF
    with pytest.raises(MeetingNotOpenError):
        await voting.open_vote(item_id, actor=committee.chair, now=NOW)


async def test_an_appeal_is_heard_by_members_who_did_not_vote() -> None:
    committee = await a_committee(4, alternates=3)
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.REFUSE, voters=committee.actors[:3])
    await release.release_decision(decision_id, actor=an_officer(), now=AFTER_TWO_WEEKS)
    later = AFTER_TWO_WEEKS + timedelta(days=3)
    applicant = Actor(account_id=None, person_id=request.person_id)
    await appealing.lodge_appeal(request.id, "تغيّر دخلنا", actor=applicant, now=later)
    meeting_id = await a_meeting(committee, now=later)
    appeal_id = await an_item(meeting_id, request.id, now=later)
    assert (await intake.get_request(request.id)).status is RequestStatus.IN_APPEAL
    await sit(committee, meeting_id, now=later)
    await voting.open_vote(appeal_id, actor=committee.chair, now=later)
    with pytest.raises(VotedOnFirstDecisionError):
        await voting.cast_vote(appeal_id, Choice.ACCEPT, actor=committee.chair, now=later)
    for actor in committee.actors[3:]:
        await voting.cast_vote(appeal_id, Choice.ACCEPT, actor=actor, now=later)
    count = await decisions.close_vote(appeal_id, ["A4"], actor=committee.chair, now=later)
    assert count.decision_id is not None
    await release.release_decision(count.decision_id, actor=an_officer(), now=later)
    assert (await intake.get_request(request.id)).status is RequestStatus.ACCEPTED


async def test_a_refusal_upon_appeal_is_final_and_its_letter_says_so() -> None:
    committee = await a_committee(4, alternates=3)
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.REFUSE, voters=committee.actors[:3])
    await release.release_decision(decision_id, actor=an_officer(), now=AFTER_TWO_WEEKS)
    applicant = Actor(person_id=request.person_id)
    await appealing.lodge_appeal(request.id, "نرى غير ذلك", actor=applicant, now=AFTER_TWO_WEEKS)
    meeting_id = await a_meeting(committee, now=AFTER_TWO_WEEKS)
    appeal_id = await an_item(meeting_id, request.id, now=AFTER_TWO_WEEKS)
    await sit(committee, meeting_id, now=AFTER_TWO_WEEKS)
    await voting.open_vote(appeal_id, actor=committee.chair, now=AFTER_TWO_WEEKS)
    for actor in committee.actors[3:]:
        await voting.cast_vote(appeal_id, Choice.REFUSE, actor=actor, now=AFTER_TWO_WEEKS)
    count = await decisions.close_vote(appeal_id, ["R7"], actor=committee.chair, now=AFTER_TWO_WEEKS)
    assert count.decision_id is not None
    await release.release_decision(count.decision_id, actor=an_officer(), now=AFTER_TWO_WEEKS)
    assert (await intake.get_request(request.id)).status is RequestStatus.REFUSED_FINALLY
    assert len(await list_letters(request_id=request.id)) == 2


async def test_an_alternate_has_no_seat_where_a_first_decision_is_taken() -> None:
    committee = await a_committee(4, alternates=1)
    _, item_id, _ = await a_sitting(committee)
    await voting.open_vote(item_id, actor=committee.chair, now=NOW)
    with pytest.raises(ConflictOfInterestError):
        await voting.cast_vote(item_id, Choice.ACCEPT, actor=committee.actors[4], now=NOW)


async def test_a_withdrawn_request_is_not_voted_on_and_its_decision_falls_away() -> None:
    committee = await a_committee()
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.ACCEPT)
    await appealing.withdraw_request(request.id, actor=Actor(person_id=request.person_id), now=NOW)
    await release.void_fallen_decisions(NOW)
    assert (await decisions.get_decision(decision_id)).status is DecisionStatus.VOID
    with pytest.raises(ReleasedAlreadyError):
        await release.release_decision(decision_id, actor=an_officer(), now=AFTER_TWO_WEEKS)


async def test_due_decisions_are_reminded_of_once_a_day() -> None:
    committee = await a_committee()
    _, item_id, _ = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.ACCEPT)
    assert await release.list_due_unreminded(NOW) == []
    assert await release.list_due_unreminded(AFTER_TWO_WEEKS) == [decision_id]
    assert await release.list_due_unreminded(AFTER_TWO_WEEKS) == []
    assert await release.list_due_unreminded(AFTER_TWO_WEEKS + timedelta(days=1)) == [decision_id]


async def test_an_account_holds_one_seat_and_the_committee_has_one_chair() -> None:
    committee = await a_committee()
    with pytest.raises(SeatTakenError):
        await members.appoint_member(committee.members[1].account_id, actor=SYSTEM, now=NOW)
    other = await a_member_of_staff(Role.COMMITTEE_CHAIR)
    with pytest.raises(SeatTakenError):
        await members.appoint_member(other, is_chair=True, actor=SYSTEM, now=NOW)


async def test_a_copy_of_my_data_holds_released_decisions_only() -> None:
    committee = await a_committee()
    _, item_id, request = await a_sitting(committee)
    decision_id = await decide(committee, item_id, Choice.REFUSE)
    assert await export_decisions(request.person_id, now=NOW) == []
    await release.release_decision(decision_id, actor=an_officer(), now=AFTER_TWO_WEEKS)
    [section] = await export_decisions(request.person_id, now=AFTER_TWO_WEEKS)
    assert dict(section.records[0])["Request number"] == request.number


async def test_the_officer_in_charge_is_written_to_when_a_decision_is_due() -> None:
    committee = await a_committee()
    address = "officer.of.the.case@example.org"
    officer = await actor_for(await a_member_of_staff(Role.RELATIONS_OFFICER, address=address))
    request = await a_case(officer=officer)
    meeting_id = await a_meeting(committee)
    item_id = await an_item(meeting_id, request.id)
    await sit(committee, meeting_id)
    await decide(committee, item_id, Choice.ACCEPT)
    await remind_of_due_decisions.run(AFTER_TWO_WEEKS)
    assert request.number is not None
    assert request.number in await last_message_to(address)
