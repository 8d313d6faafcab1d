"""Totals and what counts as a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.counseling.policy.measures import (
    HIGHEST_TOTAL,
    QUESTIONS,
    RELIABLE_CHANGE,
    Change,
    Comparison,
    ImpossibleScoresError,
    total_of,
)

totals = st.integers(0, HIGHEST_TOTAL)


def test_the_total_lies_between_none_and_forty() -> None:
    assert total_of(dict.fromkeys(QUESTIONS, 0)) == 0
    assert total_of(dict.fromkeys(QUESTIONS, 10)) == HIGHEST_TOTAL == 40


@pytest.mark.parametrize(
    "wrong", [{}, {"myself": 3}, dict.fromkeys(QUESTIONS, 11), dict.fromkeys(QUESTIONS, -1)]
)
def test_missing_and_impossible_answers_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ImpossibleScoresError):
        total_of(wrong)


@given(totals, totals)
def test_less_than_the_threshold_is_no_change_in_either_direction(before: int, after: int) -> None:
    change = Comparison(before, after).change
    if abs(after - before) < RELIABLE_CHANGE:
        assert change is Change.NONE
    else:
        assert change is (Change.BETTER if after > before else Change.WORSE)
