"""Whom each question and each document of a support request concerns.

Nothing is asked of somebody whom it doesn't concern (G3), and nothing is
asked out of curiosity: every answer here bears on the committee's decision.
Bank details aren't asked for; support is arranged after acceptance.
"""

from typing import Final

from wethaq.platform.intake.policy.questions import CHOICE_SEPARATOR, YES, Answers

OTHER: Final = "other"
NO_INCOME: Final = "none"
RENTED: Final = "rented"
WITHIN_DAYS: Final = "within_days"
MEDICAL: Final = "medical"
BY_DEED: Final = frozenset({"divorced", "widowed"})
WITH_HEALTH_NEEDS: Final = frozenset({"disability", "illness"})


def chosen(answers: Answers, key: str) -> frozenset[str]:
    """Return what was ticked under a question that takes several answers."""
    return frozenset(answers.get(key, "").split(CHOICE_SEPARATOR)) - {""}


def needs_something_else(answers: Answers) -> bool:
    return OTHER in chosen(answers, "support_kinds")


def is_urgent(answers: Answers) -> bool:
    return answers.get("urgency") == WITHIN_DAYS


def lives_with_others(answers: Answers) -> bool:
    """Tell whether there is a family record to show: a household of one has none."""
    return answers.get("household_size") not in {None, "", "1"}


def has_dependants(answers: Answers) -> bool:
    return answers.get("dependants") not in {None, "", "0"}


def has_income(answers: Answers) -> bool:
    return answers.get("income_band") not in {None, "", NO_INCOME}


def pays_rent(answers: Answers) -> bool:
    return answers.get("housing") == RENTED


def is_helped_elsewhere(answers: Answers) -> bool:
    return answers.get("other_support") == YES


def has_deed(answers: Answers) -> bool:
    return answers.get("marital_status") in BY_DEED


def has_health_needs(answers: Answers) -> bool:
    """Tell whether a medical report could help: only where the need is one of health."""
    return MEDICAL in chosen(answers, "support_kinds") or bool(
        WITH_HEALTH_NEEDS & chosen(answers, "dependant_kinds")
    )
