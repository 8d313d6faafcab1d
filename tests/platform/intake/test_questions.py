"""Answers: what is accepted, and what is said otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.intake.policy.questions import (
    AnswerKind,
    Choice,
    Question,
    UnacceptableAnswerError,
    next_question,
    previous_question,
    read_answer,
    relevant_answers,
    unanswered,
)

CHOICES = (Choice("one", "One"), Choice("two", "Two"))
PEOPLE = Question("people", "s", "How many?", AnswerKind.NUMBER, minimum=1, maximum=40)
RENTED = Question("rented", "s", "Rented?", AnswerKind.YES_NO)
RENT = Question("rent", "s", "Rent?", AnswerKind.NUMBER, applies=lambda a: a.get("rented") == "yes")
WORDS = Question("words", "s", "Words?", AnswerKind.LONG_TEXT, max_letters=10)
SEVERAL = Question("several", "s", "Which?", AnswerKind.CHOICES, choices=CHOICES)
ALL = (PEOPLE, RENTED, RENT, WORDS)


@pytest.mark.parametrize("typed", ["0", "41", "-1", "3.5", "abc", "9" * 400, "²", ""])
def test_a_number_out_of_bounds_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(UnacceptableAnswerError) as refusal:
        read_answer(PEOPLE, [typed])
    assert refusal.value.message % refusal.value.params


def test_thousands_may_be_separated() -> None:
    rent = Question("rent", "s", "Rent?", AnswerKind.NUMBER, maximum=50_000)
    assert read_answer(rent, ["2,500"]) == read_answer(rent, ["2٬500"]) == "2500"


def test_choices_are_kept_in_the_order_they_are_offered() -> None:
    assert read_answer(SEVERAL, ["two", "one", "two"]) == "one,two"


@given(st.text())
def test_only_what_is_offered_can_be_chosen(typed: str) -> None:
    if typed.strip() in {"one", "two"}:
        return
    with pytest.raises(UnacceptableAnswerError):
        read_answer(SEVERAL, [typed])


def test_a_text_that_is_too_long_is_refused_with_both_lengths() -> None:
    with pytest.raises(UnacceptableAnswerError) as refusal:
        read_answer(WORDS, ["x" * 11])
    assert refusal.value.params == {"length": 11, "limit": 10}


def test_a_question_that_does_not_apply_is_neither_asked_nor_signed() -> None:
    answers = {"people": "3", "rented": "no", "rent": "900", "words": "x"}
    assert relevant_answers(ALL, answers) == {"people": "3", "rented": "no", "words": "x"}
    assert unanswered(ALL, answers) == []
    assert next_question(ALL, "rented", answers) is WORDS
    assert previous_question(ALL, "words", answers) is RENTED


def test_the_first_has_nothing_before_it_and_the_last_nothing_after() -> None:
    assert previous_question(ALL, "people", {}) is None
    assert next_question(ALL, "words", {}) is None
