"""Safety first: what the answers lead to, and by when an urgent call is promised."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tests.counseling.builders import SUNDAY, at
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.safety import (
    ANSWER_WORDS,
    QUESTION_WORDS,
    SafetyAnswer,
    SafetyOutcome,
    SafetyQuestion,
    judge_safety,
)
from wethaq.counseling.policy.urgent_calls import OUTCOME_WORDS, CallOutcome, due_at

NO, YES, UNSAID = SafetyAnswer.NO, SafetyAnswer.YES, SafetyAnswer.UNSAID
THURSDAY, SATURDAY = SUNDAY - timedelta(days=3), SUNDAY - timedelta(days=1)
ALL_ANSWERS = [dict(zip(SafetyQuestion, said, strict=True)) for said in product(SafetyAnswer, repeat=3)]


def test_danger_goes_before_every_other_answer() -> None:
    for answers in ALL_ANSWERS:
        is_first = judge_safety(answers) is SafetyOutcome.IN_DANGER
        assert is_first == (answers[SafetyQuestion.IN_DANGER] is YES)


def test_who_was_hurt_or_despairs_is_offered_a_call() -> None:
    for answers in ALL_ANSWERS:
        if YES in answers.values():
            assert judge_safety(answers) is not SafetyOutcome.SAFE


@pytest.mark.parametrize(
    ("in_danger", "afraid", "self_harm", "outcome"),
    [
        (NO, NO, NO, SafetyOutcome.SAFE),
        (NO, UNSAID, UNSAID, SafetyOutcome.SAFE),
        (UNSAID, NO, NO, SafetyOutcome.NEEDS_CALL),
        (NO, NO, YES, SafetyOutcome.NEEDS_CALL),
        (NO, YES, NO, SafetyOutcome.NEEDS_CALL),
    ],
)
def test_silence_is_no_answer_about_this_moment(
    in_danger: SafetyAnswer, afraid: SafetyAnswer, self_harm: SafetyAnswer, outcome: SafetyOutcome
) -> None:
    answers = dict(zip(SafetyQuestion, (in_danger, afraid, self_harm), strict=True))
    assert judge_safety(answers) is outcome


def test_no_answers_at_all_are_taken_for_silence() -> None:
    assert judge_safety({}) is SafetyOutcome.NEEDS_CALL


def test_everything_has_words() -> None:
    assert set(QUESTION_WORDS) == set(SafetyQuestion)
    assert set(ANSWER_WORDS) == set(SafetyAnswer)
    assert set(OUTCOME_WORDS) == set(CallOutcome)


@pytest.mark.parametrize(
    ("asked_at", "is_in_danger", "due"),
    [
        (at(SUNDAY, 10), False, at(SUNDAY, 12)),
        (at(SUNDAY, 10), True, at(SUNDAY, 10, 30)),
        (at(SUNDAY, 3), True, at(SUNDAY, 8, 30)),
        (at(SUNDAY, 19), False, at(SUNDAY + timedelta(days=1), 9)),
        (at(SUNDAY, 19, 45), True, at(SUNDAY + timedelta(days=1), 8, 15)),
        (at(THURSDAY, 21), False, at(SUNDAY, 10)),
        (at(SATURDAY, 12), True, at(SUNDAY, 8, 30)),
    ],
)
def test_the_promise_counts_the_hours_in_which_somebody_is_there(
    asked_at: datetime, is_in_danger: bool, due: datetime
) -> None:
    assert due_at(asked_at, is_in_danger=is_in_danger) == due


@pytest.mark.parametrize(
    ("part", "due"),
    [
        (PartOfDay.MORNING, at(SUNDAY + timedelta(days=1), 9)),
        (PartOfDay.AFTERNOON, at(SUNDAY, 14)),
        (PartOfDay.EVENING, at(SUNDAY, 19)),
    ],
)
def test_no_call_is_promised_outside_the_hours_that_are_safe(part: PartOfDay, due: datetime) -> None:
    assert due_at(at(SUNDAY, 11), is_in_danger=False, part_of_day=part) == due


def test_a_call_in_danger_is_never_promised_later_than_another() -> None:
    for minutes in range(0, 7 * 24 * 60, 37):
        asked = datetime(2026, 12, 6, tzinfo=UTC) + timedelta(minutes=minutes)
        for part in PartOfDay:
            in_danger = due_at(asked, is_in_danger=True, part_of_day=part)
            assert asked < in_danger <= due_at(asked, is_in_danger=False, part_of_day=part)
