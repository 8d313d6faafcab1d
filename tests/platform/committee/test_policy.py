"""The committee's rules, without a database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.committee.errors import (
    CannotRecuseAfterVoteError,
    ConflictOfInterestError,
    DecisionReasonMissingError,
    ItemsUndecidedError,
    MeetingNotOpenError,
    MeetingNotPlannedError,
    NothingToApproveError,
    NotPresentError,
    QuorumMissingError,
    ReasonForRecusalMissingError,
    RecusedError,
    ReleasedAlreadyError,
    ReleaseTooEarlyError,
    RulesImpossibleError,
    SecondPersonNeededError,
    UrgentReasonMissingError,
    VotedOnFirstDecisionError,
    VotesMissingError,
    VotingNotOpenError,
)
from wethaq.platform.committee.policy.conflicts import Bar, Case, Member, bar_of, ensure_can_recuse
from wethaq.platform.committee.policy.meetings import (
    ItemStatus,
    MeetingStatus,
    ensure_can_close,
    ensure_item_can_move,
    ensure_open,
    ensure_planned,
    ensure_takes_items,
)
from wethaq.platform.committee.policy.reasons import DECISION_REASONS, ensure_reasons, reasons_for
from wethaq.platform.committee.policy.release import (
    DecisionStatus,
    Urgency,
    ensure_can_approve_urgency,
    ensure_can_ask_urgency,
    ensure_can_release,
)
from wethaq.platform.committee.policy.rules import CommitteeRules, ensure_rules_possible, quorum_needed
from wethaq.platform.committee.policy.voting import (
    Choice,
    Quorum,
    Verdict,
    Vote,
    count_votes,
    ensure_can_vote,
    ensure_enough_votes,
    ensure_quorum,
    quorum_of,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RULES = CommitteeRules()
APPLICANT = uuid4()
FIRST, SECOND = uuid4(), uuid4()


def a_member(*, is_chair: bool = False, is_alternate: bool = False, person_id: UUID | None = None) -> Member:
    return Member(uuid4(), uuid4(), person_id or uuid4(), "عضو", is_chair, is_alternate)


def a_case(**changes: object) -> Case:
    return Case(**({"is_appeal": False, "party_ids": frozenset({APPLICANT})} | changes))  # type: ignore[arg-type]


def votes_of(*choices: Choice) -> list[Vote]:
    return [Vote(uuid4(), choice) for choice in choices]


@pytest.mark.parametrize(
    ("entitled", "needed"), [(0, 3), (3, 3), (4, 3), (5, 3), (6, 4), (7, 4), (8, 5), (9, 5)]
)
def test_a_quorum_is_more_than_half_and_three_at_least(entitled: int, needed: int) -> None:
    assert quorum_needed(RULES, entitled) == needed


@pytest.mark.parametrize(("per_cent", "needed"), [(50, 5), (60, 6), (67, 7), (75, 7), (100, 9)])
def test_a_larger_share_is_rounded_up(per_cent: int, needed: int) -> None:
    assert quorum_needed(CommitteeRules(quorum_per_cent=per_cent), 9) == needed


@pytest.mark.parametrize(
    "rules",
    [
        CommitteeRules(quorum_minimum=1),
        CommitteeRules(quorum_minimum=16),
        CommitteeRules(quorum_per_cent=49),
        CommitteeRules(quorum_per_cent=101),
    ],
)
def test_figures_that_let_nearly_nobody_decide_are_refused(rules: CommitteeRules) -> None:
    with pytest.raises(RulesImpossibleError):
        ensure_rules_possible(rules)


def test_a_member_with_a_part_in_the_case_neither_makes_nor_raises_the_quorum() -> None:
    members = [a_member() for _ in range(6)]
    present = frozenset(member.id for member in members[:4])
    assert quorum_of(RULES, members, present, a_case()) == Quorum(needed=4, present=4)
    barred = a_case(recused=frozenset({members[0].id}))
    assert quorum_of(RULES, members, present, barred) == Quorum(needed=3, present=3)


def test_without_a_quorum_no_vote_opens() -> None:
    ensure_quorum(Quorum(needed=3, present=3))
    with pytest.raises(QuorumMissingError):
        ensure_quorum(Quorum(needed=3, present=2))


def test_whoever_has_a_part_in_a_case_is_kept_out_of_it() -> None:
    member = a_member()
    assert bar_of(member, a_case()) is None
    assert bar_of(a_member(person_id=APPLICANT), a_case()) is Bar.OWN_CASE
    assert bar_of(member, a_case(entered_by=member.account_id)) is Bar.ENTERED
    assert bar_of(member, a_case(worked_on_by=frozenset({member.account_id}))) is Bar.VERIFIED
    assert bar_of(member, a_case(relatives=frozenset({member.id}))) is Bar.RELATIVE
    assert bar_of(member, a_case(recused=frozenset({member.id}))) is Bar.RECUSED


def test_an_appeal_is_heard_by_people_who_did_not_vote() -> None:
    voter, alternate = a_member(), a_member(is_alternate=True)
    appeal = a_case(is_appeal=True, voted_before=frozenset({voter.id}))
    assert bar_of(voter, appeal) is Bar.VOTED_BEFORE
    assert bar_of(alternate, appeal) is None
    assert bar_of(alternate, a_case()) is Bar.NO_SEAT_HERE
    with pytest.raises(VotedOnFirstDecisionError):
        ensure_can_vote(voter, frozenset({voter.id}), appeal)


def test_a_member_who_is_away_barred_or_recused_cannot_vote() -> None:
    member = a_member()
    ensure_can_vote(member, frozenset({member.id}), a_case())
    with pytest.raises(NotPresentError):
        ensure_can_vote(member, frozenset(), a_case())
    with pytest.raises(ConflictOfInterestError):
        ensure_can_vote(member, frozenset({member.id}), a_case(entered_by=member.account_id))
    with pytest.raises(RecusedError):
        ensure_can_vote(member, frozenset({member.id}), a_case(recused=frozenset({member.id})))


def test_a_member_steps_back_before_voting_and_says_why() -> None:
    ensure_can_recuse(has_voted=False, reason="جار")
    with pytest.raises(ReasonForRecusalMissingError):
        ensure_can_recuse(has_voted=False, reason="  ")
    with pytest.raises(CannotRecuseAfterVoteError):
        ensure_can_recuse(has_voted=True, reason="جار")


def test_the_majority_of_those_for_and_against_decides() -> None:
    tally = count_votes(
        votes_of(Choice.ACCEPT, Choice.ACCEPT, Choice.REFUSE, Choice.ABSTAIN, Choice.ABSTAIN),
        presiding=None,
        has_casting_vote=True,
    )
    assert (tally.verdict, tally.in_favour, tally.against, tally.abstained) == (Verdict.ACCEPTED, 2, 1, 2)
    assert not tally.by_casting_vote


def test_the_presiding_member_breaks_a_tie_where_the_rules_say_so() -> None:
    votes = votes_of(Choice.ACCEPT, Choice.REFUSE)
    accepting = votes[0].member_id
    tally = count_votes(votes, presiding=accepting, has_casting_vote=True)
    assert tally.verdict is Verdict.ACCEPTED
    assert tally.by_casting_vote
    assert count_votes(votes, presiding=accepting, has_casting_vote=False).verdict is Verdict.NONE


def test_a_tie_decides_nothing_when_the_presiding_member_abstained_or_stayed_out() -> None:
    votes = votes_of(Choice.ACCEPT, Choice.REFUSE, Choice.ABSTAIN)
    assert count_votes(votes, presiding=votes[2].member_id, has_casting_vote=True).verdict is Verdict.NONE
    assert count_votes(votes, presiding=uuid4(), has_casting_vote=True).verdict is Verdict.NONE


@given(st.lists(st.sampled_from(Choice), max_size=15), st.booleans(), st.integers(0, 14))
def test_a_verdict_never_contradicts_the_votes(
    choices: list[Choice], has_casting_vote: bool, chair: int
) -> None:
    votes = votes_of(*choices)
    presiding = votes[chair].member_id if chair < len(votes) else None
    tally = count_votes(votes, presiding=presiding, has_casting_vote=has_casting_vote)
    assert tally.cast == len(choices)
    if tally.verdict is Verdict.ACCEPTED:
        assert tally.in_favour >= tally.against
    if tally.verdict is Verdict.REFUSED:
        assert tally.against >= tally.in_favour
    if tally.in_favour != tally.against:
        assert tally.verdict is not Verdict.NONE


def test_a_count_waits_until_the_quorum_has_voted() -> None:
    ensure_enough_votes(votes_of(*[Choice.ABSTAIN] * 3), Quorum(3, 5))
    with pytest.raises(VotesMissingError):
        ensure_enough_votes(votes_of(Choice.ACCEPT, Choice.ACCEPT), Quorum(3, 5))


def test_a_decision_gives_reasons_that_fit_its_outcome() -> None:
    assert [reason.code for reason in ensure_reasons(["R1", "R1", "R3"], Verdict.REFUSED)] == ["R1", "R3"]
    for codes in ([], ["A1"], ["R1", "A1"], ["nonsense"]):
        with pytest.raises(DecisionReasonMissingError):
            ensure_reasons(codes, Verdict.REFUSED)
    assert len({reason.code for reason in DECISION_REASONS}) == len(DECISION_REASONS)
    assert reasons_for(Verdict.ACCEPTED)
    assert reasons_for(Verdict.REFUSED)


def test_a_decision_is_never_released_early_by_one_hand() -> None:
    earliest = NOW + timedelta(days=3)
    waiting = DecisionStatus.PREPARED
    for urgency in (None, Urgency("مرض", FIRST), Urgency("مرض", FIRST, FIRST)):
        with pytest.raises(ReleaseTooEarlyError):
            ensure_can_release(waiting, earliest, NOW, urgency)
    ensure_can_release(waiting, earliest, NOW, Urgency("مرض", FIRST, SECOND))
    ensure_can_release(waiting, earliest, earliest, None)
    ensure_can_release(waiting, None, NOW, None)


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=40)), st.booleans(), st.booleans())
def test_before_the_date_only_a_second_person_opens_the_way(
    wait: timedelta, is_asked: bool, is_seconded: bool
) -> None:
    submitted_at, earliest = NOW, NOW + timedelta(days=14)
    urgency = Urgency("عاجل", FIRST, SECOND if is_seconded else None) if is_asked else None
    try:
        ensure_can_release(DecisionStatus.PREPARED, earliest, submitted_at + wait, urgency)
    except ReleaseTooEarlyError:
        assert wait < timedelta(days=14)
        assert not (is_asked and is_seconded)
    else:
        assert wait >= timedelta(days=14) or (is_asked and is_seconded)


def test_an_earlier_release_needs_a_reason_and_another_person() -> None:
    waiting = DecisionStatus.PREPARED
    with pytest.raises(UrgentReasonMissingError):
        ensure_can_ask_urgency(waiting, " ")
    with pytest.raises(NothingToApproveError):
        ensure_can_approve_urgency(waiting, None, SECOND)
    for approver in (FIRST, None):
        with pytest.raises(SecondPersonNeededError):
            ensure_can_approve_urgency(waiting, Urgency("عاجل", FIRST), approver)
    ensure_can_approve_urgency(waiting, Urgency("عاجل", FIRST), SECOND)


@pytest.mark.parametrize("status", [DecisionStatus.RELEASED, DecisionStatus.VOID])
def test_a_decision_leaves_the_house_once(status: DecisionStatus) -> None:
    with pytest.raises(ReleasedAlreadyError):
        ensure_can_release(status, None, NOW, None)


def test_a_meeting_does_not_close_over_an_open_vote() -> None:
    ensure_can_close(MeetingStatus.OPEN, frozenset({ItemStatus.DECIDED, ItemStatus.WAITING}))
    with pytest.raises(ItemsUndecidedError):
        ensure_can_close(MeetingStatus.OPEN, frozenset({ItemStatus.VOTING}))
    with pytest.raises(MeetingNotOpenError):
        ensure_can_close(MeetingStatus.PLANNED, frozenset())


def test_the_agenda_is_settled_when_the_meeting_is_over() -> None:
    ensure_takes_items(MeetingStatus.OPEN)
    for status in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED):
        with pytest.raises(MeetingNotPlannedError):
            ensure_takes_items(status)
        with pytest.raises(MeetingNotOpenError):
            ensure_open(status)
    with pytest.raises(MeetingNotPlannedError):
        ensure_planned(MeetingStatus.OPEN)


def test_a_decided_case_is_not_voted_on_again() -> None:
    ensure_item_can_move(ItemStatus.WAITING, ItemStatus.VOTING)
    for status in (ItemStatus.DECIDED, ItemStatus.PUT_OFF):
        for target in ItemStatus:
            with pytest.raises(VotingNotOpenError):
                ensure_item_can_move(status, target)
