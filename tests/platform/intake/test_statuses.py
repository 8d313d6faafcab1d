"""Where a request may go."""

import pytest

from wethaq.platform.intake.policy.statuses import (
    DECIDED,
    NEXT_STATUSES,
    OPEN_STATUSES,
    SIGNED,
    AnswersAreSettledError,
    RequestStatus,
    StepNotPossibleError,
    ensure_can_edit,
    ensure_can_move,
)

S = RequestStatus
ENDED = {S.REFUSED_FINALLY, S.CLOSED, S.WITHDRAWN}


def test_every_status_says_what_may_follow() -> None:
    assert set(NEXT_STATUSES) == set(RequestStatus)


def test_every_status_can_be_reached_from_a_draft() -> None:
    reached, frontier = {S.DRAFT}, {S.DRAFT}
    while frontier:
        frontier = {after for status in frontier for after in NEXT_STATUSES[status]} - reached
        reached |= frontier
    assert reached == set(RequestStatus)


def test_what_has_ended_never_begins_again() -> None:
    assert {status for status, following in NEXT_STATUSES.items() if not following} == ENDED


def test_an_open_request_can_be_withdrawn_and_a_delivered_one_can_not() -> None:
    assert S.IN_COMMITTEE in OPEN_STATUSES
    assert S.DELIVERED not in OPEN_STATUSES
    assert not OPEN_STATUSES & ENDED


def test_nothing_is_decided_without_having_been_declared() -> None:
    before = {s for s, following in NEXT_STATUSES.items() if following & {S.ACCEPTED, S.REFUSED}}
    assert before == {S.DECLARED, S.IN_COMMITTEE, S.IN_APPEAL}
    assert {s for s, following in NEXT_STATUSES.items() if S.DECLARED in following} == {S.IN_VERIFICATION}
    assert DECIDED < SIGNED


def test_a_step_that_the_journey_does_not_know_is_refused() -> None:
    with pytest.raises(StepNotPossibleError):
        ensure_can_move(S.DRAFT, S.ACCEPTED)


@pytest.mark.parametrize("status", sorted(set(RequestStatus) - {S.DRAFT, S.RETURNED}))
def test_the_applicant_changes_nothing_that_we_are_working_on(status: RequestStatus) -> None:
    with pytest.raises(AnswersAreSettledError):
        ensure_can_edit(status, is_officer=False)


@pytest.mark.parametrize("status", sorted(SIGNED))
def test_nobody_changes_what_is_settled(status: RequestStatus) -> None:
    with pytest.raises(AnswersAreSettledError):
        ensure_can_edit(status, is_officer=True)
