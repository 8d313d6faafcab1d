"""The whole way of a proposal: no step skipped, nobody told too early, nothing open after an end."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.builders import NOW
from wethaq.matching.policy import agreement
from wethaq.matching.policy.agreement import (
    FrozenError,
    NotYourTurnError,
    Party,
    Proposal,
    agree,
    decline,
    level_for,
    must_agree,
    outside_view,
    waits_for,
)
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.stages import (
    ENDS,
    HOLDS_ALONE,
    LEVELS,
    LOCKS,
    MAY_BE_SKIPPED,
    NEXT_STAGES,
    TAKES_A_PLACE,
    WAY,
    AlreadyHeldError,
    OutsideView,
    ProposalHasMovedOnError,
    Stage,
    can_move,
    cools_off_until,
    deadline,
    ends_with_engagement,
    stage_after,
)
from wethaq.platform.errors import RefusedError

QUICK, ALL = 150, 10_000
PEOPLE = [Party.WOMAN, Party.MAN, Party.WALI]
FIRST = [Party.WOMAN, Party.MAN]


def walked_to(stage: Stage, **begun: Any) -> Proposal:
    proposal = Proposal(stage=Stage.DRAFT, entered_at=NOW, **begun)
    while proposal.stage is not stage:
        party = waits_for(proposal)
        assert party
        proposal = agree(proposal, party, now=NOW)
    return proposal


@pytest.mark.parametrize(("stage", "target"), list(product(Stage, Stage)))
def test_no_step_skips_a_stage_or_goes_back(stage: Stage, target: Stage) -> None:
    if not can_move(stage, target):
        return
    assert stage not in ENDS
    if target in WAY:
        between = WAY[WAY.index(stage) + 1 : WAY.index(target)]
        assert WAY.index(target) > WAY.index(stage)
        assert set(between) <= MAY_BE_SKIPPED
    else:
        assert target in ENDS


@pytest.mark.parametrize("stage", list(Stage))
def test_every_open_stage_can_end_and_no_end_goes_on(stage: Stage) -> None:
    assert bool(NEXT_STAGES[stage]) is (stage not in ENDS)
    assert ends_with_engagement(stage) is (stage not in ENDS)
    assert not TAKES_A_PLACE & HOLDS_ALONE
    assert LOCKS <= HOLDS_ALONE


def test_the_way_leads_to_the_contract_with_and_without_a_photo() -> None:
    assert walked_to(Stage.CONTRACTED).stage is Stage.CONTRACTED
    assert stage_after(Stage.DETAILS, skips_photo=True) is Stage.GUARDIANS
    with pytest.raises(ProposalHasMovedOnError):
        stage_after(Stage.DECLINED)


@pytest.mark.parametrize("skips_photo", [True, False])
def test_her_guardian_is_asked_before_s4_after_both_and_never_in_her_place(skips_photo: bool) -> None:
    before = Stage.DETAILS if skips_photo else Stage.PHOTO
    proposal = walked_to(before)
    proposal = replace(proposal, skips_photo=skips_photo)

    assert must_agree(proposal) == (Party.WOMAN, Party.MAN, Party.WALI)
    for party in (Party.MAN, Party.WALI, Party.STAFF):
        with pytest.raises(NotYourTurnError):
            agree(proposal, party, now=NOW)
    said = agree(agree(proposal, Party.WOMAN, now=NOW), Party.MAN, now=NOW)
    assert said.stage is before
    assert agree(said, Party.WALI, now=NOW).stage is Stage.GUARDIANS


def test_he_learns_nothing_of_a_proposal_that_she_declines() -> None:
    offered = walked_to(Stage.SUMMARY)
    declined = decline(offered, Party.WOMAN, now=NOW)
    never = Proposal(stage=Stage.DRAFT, entered_at=NOW)

    for proposal in (offered, declined, never):
        assert outside_view(proposal, Party.MAN) is OutsideView.NOTHING
        assert level_for(proposal, Party.MAN) is Level.NOTHING
    assert outside_view(declined, Party.WOMAN) is OutsideView.NOT_COMPLETED


@pytest.mark.parametrize("end", sorted(NEXT_STAGES[Stage.DETAILS] & ENDS))
def test_all_ends_are_one_word_to_the_other_side(end: Stage) -> None:
    ended = agreement.end(walked_to(Stage.DETAILS), end, now=NOW)

    assert {outside_view(ended, party) for party in FIRST} == {OutsideView.NOT_COMPLETED}
    assert {level_for(ended, party) for party in PEOPLE} == {Level.NOTHING}


def test_a_guardian_who_was_asked_reads_the_end_and_another_one_nothing() -> None:
    before = walked_to(Stage.PHOTO)
    asked = agree(agree(before, Party.WOMAN, now=NOW), Party.MAN, now=NOW)

    assert outside_view(decline(before, Party.MAN, now=NOW), Party.WALI) is OutsideView.NOTHING
    assert outside_view(decline(asked, Party.MAN, now=NOW), Party.WALI) is OutsideView.NOT_COMPLETED


@pytest.mark.parametrize(
    ("stage", "days"),
    [(Stage.SUMMARY, 7), (Stage.DETAILS, 7), (Stage.PHOTO, 7), (Stage.GUARDIANS, 21)],
)
def test_what_nobody_answers_expires_on_its_day(stage: Stage, days: int) -> None:
    proposal = walked_to(stage)
    last = NOW + timedelta(days=days)

    assert deadline(stage, NOW) == last
    assert agreement.expire(proposal, now=last - timedelta(seconds=1)) == proposal
    assert agreement.expire(proposal, now=last).stage is Stage.EXPIRED
    with pytest.raises(ProposalHasMovedOnError):
        agree(proposal, Party.WOMAN, now=last)


def test_after_the_meeting_three_days_are_left() -> None:
    met = agreement.meet(walked_to(Stage.MEETING), now=NOW)

    assert deadline(met.stage, met.entered_at, met_at=met.met_at) == NOW + timedelta(days=3)
    assert agreement.expire(met, now=NOW + timedelta(days=3)).stage is Stage.EXPIRED


def test_an_engagement_doesnt_expire() -> None:
    assert deadline(Stage.ENGAGED, NOW) is None
    assert not can_move(Stage.ENGAGED, Stage.EXPIRED)


@pytest.mark.parametrize("other", sorted(HOLDS_ALONE))
def test_nobody_has_two_families_at_the_table(other: Stage) -> None:
    proposal = agree(agree(walked_to(Stage.PHOTO), Party.WOMAN, now=NOW), Party.MAN, now=NOW)

    with pytest.raises(AlreadyHeldError):
        agree(proposal, Party.WALI, now=NOW, others=[Stage.SUMMARY, other])
    assert agree(proposal, Party.WALI, now=NOW, others=[Stage.SUMMARY]).stage is Stage.GUARDIANS


def test_a_request_for_money_stops_everything_at_once() -> None:
    frozen = agreement.freeze(walked_to(Stage.MEETING))

    assert waits_for(frozen) is None
    assert {level_for(frozen, party) for party in PEOPLE} == {Level.NOTHING}
    with pytest.raises(FrozenError):
        agree(frozen, Party.WOMAN, now=NOW)
    assert agreement.expire(frozen, now=NOW + timedelta(days=99)) == frozen
    assert decline(frozen, Party.WOMAN, now=NOW).stage is Stage.DECLINED
    released = agreement.release(frozen, now=NOW)
    assert waits_for(released) is Party.WOMAN
    with pytest.raises(ProposalHasMovedOnError):
        agreement.release(released, now=NOW)


def test_leaving_the_photo_out_asks_for_a_fresh_yes() -> None:
    said = agree(walked_to(Stage.DETAILS), Party.WOMAN, now=NOW)

    assert agreement.skip_photo(said, now=NOW).yeses == frozenset()
    with pytest.raises(ProposalHasMovedOnError):
        agreement.skip_photo(walked_to(Stage.SUMMARY), now=NOW)


def test_the_same_two_rest_for_half_a_year() -> None:
    assert cools_off_until(NOW) == NOW + timedelta(days=180)


ACTS = ["agree", "decline", "expire", "skip_photo", "freeze", "release", "meet", "revoke", "close"]
events = st.lists(
    st.tuples(st.sampled_from(["agree"] * 8 + ACTS), st.sampled_from(Party), st.integers(0, 30)), max_size=30
)


def live(first: Party, story: list[tuple[str, Party, int]]) -> None:
    """Let things happen in any order, and look after each whether the promises hold."""
    now, proposal = NOW, Proposal(stage=Stage.DRAFT, entered_at=NOW, first=first)
    for act, party, hours in story:
        now += timedelta(hours=hours * 4 if hours > 25 else hours)
        by = waits_for(proposal) or party if act == "agree" and hours % 2 else party
        try:
            following = happen(proposal, act, by, now)
        except RefusedError:
            continue
        ensure_promises(proposal, following, by, act)
        proposal = following


def happen(proposal: Proposal, act: str, party: Party, now: Any) -> Proposal:
    acts: dict[str, Any] = {
        "agree": lambda: agree(proposal, party, now=now),
        "decline": lambda: decline(proposal, party, now=now),
        "expire": lambda: agreement.expire(proposal, now=now),
        "skip_photo": lambda: agreement.skip_photo(proposal, now=now),
        "freeze": lambda: agreement.freeze(proposal),
        "release": lambda: agreement.release(proposal, now=now),
        "meet": lambda: agreement.meet(proposal, now=now),
        "revoke": lambda: agreement.end(proposal, Stage.REVOKED, now=now),
        "close": lambda: agreement.end(proposal, Stage.CLOSED_BY_STAFF, now=now),
    }
    following: Proposal = acts[act]()
    return following


def ensure_promises(before: Proposal, after: Proposal, party: Party, act: str) -> None:
    if after.stage is not before.stage:
        assert can_move(before.stage, after.stage)
        assert after.yeses == frozenset()
        if after.stage not in ENDS or after.stage is Stage.CONTRACTED:
            assert act == "agree"
            assert before.yeses | {party} == set(must_agree(before))
    for reader in PEOPLE:
        level = level_for(after, reader)
        assert level <= LEVELS.get(after.stage, Level.NOTHING)
        if reader not in after.told or after.is_frozen or after.stage in ENDS - {Stage.CONTRACTED}:
            assert level is Level.NOTHING
    if Party.WALI in after.told:
        assert {Party.WOMAN, Party.MAN} <= after.told
    assert before.told <= after.told


@settings(max_examples=QUICK, deadline=None)
@given(st.sampled_from(FIRST), events)
def test_whatever_happens_the_promises_hold(first: Party, story: list[tuple[str, Party, int]]) -> None:
    live(first, story)


@pytest.mark.proof
@settings(max_examples=ALL, deadline=None)
@given(st.sampled_from(FIRST), events)
def test_ten_thousand_lives_of_a_proposal(first: Party, story: list[tuple[str, Party, int]]) -> None:
    live(first, story)
