"""The steps of opening an account, one question a page, in the order in which they are asked.

The birth date comes early: a child is told of the guardian's path before
anything else is asked (policy B).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Step(StrEnum):
    """A page of the registration; its value is its address."""

    NAME = "name"
    BIRTH_DATE = "birth-date"
    SEX = "sex"
    IDENTITY = "identity"
    HOME = "home"
    EARLIER_FILE = "earlier-file"
    PASSWORD = "password"  # noqa: S105 - the name of a page


ORDER = tuple(Step)
CHECK = "check"
CLAIM = "claim"
GUARDIAN = "guardian"
STEPS_IN_ALL = len(ORDER) + 3
"""With the contact and its code before, and the check of the answers after."""


def is_answered(step: Step, answers: Mapping[str, Any]) -> bool:
    return step.value in answers.get("answered", [])


def next_page(answers: Mapping[str, Any]) -> str:
    """Return the first page that is not answered yet, or the check of the answers."""
    return next((step.value for step in ORDER if not is_answered(step, answers)), CHECK)


def may_open(page: str, answers: Mapping[str, Any]) -> bool:
    """Let nobody jump over a question; going back is free."""
    pages = [step.value for step in ORDER] + [CHECK]
    return page in pages and pages.index(page) <= pages.index(next_page(answers))


def with_answer(step: Step, answers: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with those of one more step."""
    answered = [*(name for name in answers.get("answered", []) if name != step), step.value]
    return {**answers, **values, "answered": answered}


def number_of(page: str) -> int:
    """Return which page of the whole this is, for the bar above the question."""
    pages = [step.value for step in ORDER] + [CHECK]
    return pages.index(page) + 3 if page in pages else STEPS_IN_ALL
