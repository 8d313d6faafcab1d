"""H5 and G1: the dates that are promised."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.intake.policy.deadlines import (
    AppealedBeforeError,
    AppealTooLateError,
    EarlyReply,
    ReplyTooEarlyError,
    SecondPersonMissingError,
    ServiceLevel,
    appeal_until,
    ensure_can_appeal,
    ensure_can_reply,
    reply_dates,
    service_level,
)
from wethaq.platform.intake.policy.statuses import DecisionPath, RequestStatus
from wethaq.platform.intake.policy.terms import ServiceTerms, TermsImpossibleError, change_terms
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.localisation.working_calendar import is_working_day

SUBMITTED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TERMS = ServiceTerms()


def test_the_committee_replies_after_two_weeks_at_the_earliest() -> None:
    dates = reply_dates(DecisionPath.COMMITTEE, TERMS, SUBMITTED)
    assert dates.earliest_at == SUBMITTED + timedelta(days=14)
    with pytest.raises(ReplyTooEarlyError):
        ensure_can_reply(dates.earliest_at, SUBMITTED + timedelta(days=14, microseconds=-1))
    ensure_can_reply(dates.earliest_at, SUBMITTED + timedelta(days=14))


def test_an_officer_may_reply_at_once() -> None:
    assert reply_dates(DecisionPath.DIRECT, TERMS, SUBMITTED).earliest_at is None
    ensure_can_reply(None, SUBMITTED)


def test_an_urgent_reply_needs_a_reason_and_a_second_person() -> None:
    officer, chair = uuid4(), uuid4()
    earliest = SUBMITTED + timedelta(days=14)
    with pytest.raises(ReplyTooEarlyError):
        ensure_can_reply(earliest, SUBMITTED, EarlyReply(" ", officer, chair))
    with pytest.raises(SecondPersonMissingError):
        ensure_can_reply(earliest, SUBMITTED, EarlyReply("إخلاء خلال يومين", officer, officer))
    ensure_can_reply(earliest, SUBMITTED, EarlyReply("إخلاء خلال يومين", officer, chair))


def test_days_on_which_the_applicant_was_awaited_do_not_count() -> None:
    without = reply_dates(DecisionPath.COMMITTEE, TERMS, SUBMITTED).latest_on
    paused = reply_dates(DecisionPath.COMMITTEE, TERMS, SUBMITTED, [(date(2026, 11, 24), date(2026, 12, 8))])
    assert paused.latest_on > without
    assert paused.earliest_at == SUBMITTED + timedelta(days=14)


@given(
    st.integers(0, 5_000).map(lambda days: SUBMITTED + timedelta(days=days, hours=days % 24)),
    st.integers(0, 90),
    st.integers(1, 120),
)
def test_the_latest_day_is_a_working_day_after_the_earliest(at: datetime, first: int, last: int) -> None:
    terms = ServiceTerms(reply_not_before_days=first, reply_within_working_days=last)
    dates = reply_dates(DecisionPath.COMMITTEE, terms, at)
    assert dates.earliest_at is not None
    assert dates.latest_on >= riyadh_date(dates.earliest_at)
    assert is_working_day(dates.latest_on)


def test_an_appeal_is_heard_once_and_in_time() -> None:
    until = appeal_until(SUBMITTED, TERMS)
    assert until > SUBMITTED + timedelta(days=30)
    ensure_can_appeal(until, until - timedelta(seconds=1), has_appealed=False)
    with pytest.raises(AppealTooLateError):
        ensure_can_appeal(until, until, has_appealed=False)
    with pytest.raises(AppealedBeforeError):
        ensure_can_appeal(until, SUBMITTED, has_appealed=True)


@pytest.mark.parametrize(
    ("due_on", "level"),
    [
        (date(2026, 11, 21), ServiceLevel.LATE),
        (date(2026, 11, 22), ServiceLevel.AT_RISK),
        (date(2026, 11, 23), ServiceLevel.AT_RISK),
        (date(2026, 11, 24), ServiceLevel.ON_TRACK),
        (None, ServiceLevel.NO_DEADLINE),
    ],
)
def test_a_stage_is_late_after_its_day_and_at_risk_before_it(
    due_on: date | None, level: ServiceLevel
) -> None:
    assert service_level(RequestStatus.IN_VERIFICATION, due_on, SUBMITTED) is level


def test_a_returned_request_waits_for_the_applicant_and_not_for_us() -> None:
    assert service_level(RequestStatus.RETURNED, None, SUBMITTED) is ServiceLevel.AWAITING_APPLICANT


def test_terms_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(TermsImpossibleError):
        change_terms(TERMS, numbers={"reply_within_working_days": 5}, required_items=None)
    with pytest.raises(TermsImpossibleError):
        change_terms(TERMS, numbers={"reply_not_before_days": 91}, required_items=None)


def test_terms_survive_storage() -> None:
    terms = change_terms(TERMS, numbers={"reply_not_before_days": 20}, required_items=frozenset({"lease"}))
    assert ServiceTerms.from_values(terms.as_values()) == terms
    assert ServiceTerms.from_values({"unknown": 3}) == TERMS
