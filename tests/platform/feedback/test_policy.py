"""G9 in numbers: no result before five answers, and an interval that is honest about few."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.feedback.policy import (
    LEAST_ANSWERS_SHOWN,
    SurveyAnsweredError,
    SurveyClosedError,
    answer_month,
    ensure_can_answer,
    summarise,
    wilson_interval,
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_survey_is_answered_once() -> None:
    with pytest.raises(SurveyAnsweredError):
        ensure_can_answer(NOW + timedelta(days=1), NOW, NOW)


def test_an_old_link_looks_like_one_that_never_was() -> None:
    with pytest.raises(SurveyClosedError):
        ensure_can_answer(NOW, None, NOW)
    assert SurveyClosedError.status == 404


def test_only_the_month_of_an_answer_is_kept() -> None:
    assert answer_month(date(2026, 11, 22)) == date(2026, 11, 1)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=40))
def test_results_appear_from_five_answers_up(scores: list[tuple[int, int]]) -> None:
    result = summarise(scores)
    assert (result is not None) == (len(scores) >= LEAST_ANSWERS_SHOWN)
    if result:
        assert 0 <= result.low <= result.satisfied <= result.high <= 1
        assert 1 <= result.satisfaction <= 5


def test_the_interval_is_wilsons() -> None:
    low, high = wilson_interval(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
