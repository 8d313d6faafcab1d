"""Whom each question and each item concerns (G3): nobody is asked what isn't theirs to answer.

The file knows the sex; intake keeps it among the answers from the start (`IntakePolicy.known`).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from wethaq.matching.policy.eligibility import MOST_WIVES
from wethaq.matching.policy.profiles import MaritalStatus
from wethaq.platform.intake.policy.questions import NO, YES, Answers
from wethaq.platform.people.records import Person, Sex

SEX: Final = "sex"
_ENDED: Final = frozenset({MaritalStatus.DIVORCED.value, MaritalStatus.WIDOWED.value})


def known_of(person: Person) -> Mapping[str, str]:
    """Return what the file knows and the questions hang on."""
    return {SEX: person.sex.value}


def is_woman(answers: Answers) -> bool:
    return answers.get(SEX) == Sex.FEMALE.value


def is_man(answers: Answers) -> bool:
    return answers.get(SEX) == Sex.MALE.value


def was_married(answers: Answers) -> bool:
    """Tell whether a marriage has ended, so that there is a deed or a certificate to see."""
    return marital_status(answers) in _ENDED


def may_be_waiting(answers: Answers) -> bool:
    """Tell whether a waiting period may run: a woman's whose marriage has ended."""
    return is_woman(answers) and was_married(answers)


def is_waiting(answers: Answers) -> bool:
    return may_be_waiting(answers) and answers.get("waiting_is_over") == NO


def is_married_man(answers: Answers) -> bool:
    return is_man(answers) and marital_status(answers) == MaritalStatus.MARRIED.value


def is_unmarried_man(answers: Answers) -> bool:
    return is_man(answers) and marital_status(answers) not in {None, "", MaritalStatus.MARRIED.value}


def marital_status(answers: Answers) -> str | None:
    """Return the answer to whichever of the two questions was asked."""
    return answers.get("status_of_woman" if is_woman(answers) else "status_of_man") or None


def marriage_values(answers: Answers, answered_on: date) -> dict[str, Any]:
    """Return the profile's columns that the answers decide; `answered_on` is when the days left were counted."""
    status = marital_status(answers)
    if status is None:
        return {}
    wives_now = int(answers.get("wives_now") or 0) if is_married_man(answers) else 0
    wishes_several = is_married_man(answers) or answers.get("wishes_several") == YES
    days = int(answers.get("waiting_days") or 0) if is_waiting(answers) else 0
    return {
        "marital_status": status,
        "wives_now": wives_now,
        "wives_wished": min(wives_now + 1 if wives_now else 1 + wishes_several, MOST_WIVES),
        "is_open_to_polygamy": is_woman(answers) and answers.get("accepts_polygamy") == YES,
        "eligible_from": answered_on + timedelta(days=days) if days else None,
    }
