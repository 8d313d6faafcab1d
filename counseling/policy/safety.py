"""Safety first: short questions on danger, and what follows from the answers.

They come before everything else on the way to a family problem: the other one
at home may be the danger. Nothing is decided about anybody: whatever is
answered, help stays open, and no answer is kept.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from wethaq.platform.errors import N_


class SafetyQuestion(StrEnum):
    """What is asked, in this order."""

    IN_DANGER = "in_danger"
    AFRAID = "afraid"
    SELF_HARM = "self_harm"


class SafetyAnswer(StrEnum):
    """Nobody has to say it: silence is an answer too, and isn't taken for a no."""

    NO = "no"
    YES = "yes"
    UNSAID = "unsaid"


class SafetyOutcome(StrEnum):
    """What the page offers first."""

    SAFE = "safe"
    NEEDS_CALL = "needs_call"
    """An appointment in some days may be too late: a call is offered, and the appointment beside it."""
    IN_DANGER = "in_danger"
    """The emergency numbers, at once."""


QUESTION_WORDS: Final = {
    SafetyQuestion.IN_DANGER: N_("Are you, or is somebody at home, in danger at this moment?"),
    SafetyQuestion.AFRAID: N_(
        "Has somebody at home hurt or threatened you or a child, or are you afraid of it?"
    ),
    SafetyQuestion.SELF_HARM: N_("Have you thought of harming yourself in these days?"),
}
ANSWER_WORDS: Final = {
    SafetyAnswer.NO: N_("No"),
    SafetyAnswer.YES: N_("Yes"),
    SafetyAnswer.UNSAID: N_("I'd rather not say"),
}


def judge_safety(answers: Mapping[SafetyQuestion, SafetyAnswer]) -> SafetyOutcome:
    """Return what is offered first; a question without an answer counts as unsaid.

    Danger goes before everything. Who won't say whether they are in danger, or
    has been hurt, is offered a call; who only keeps the past to themselves isn't pressed.
    """
    said = {question: answers.get(question, SafetyAnswer.UNSAID) for question in SafetyQuestion}
    if said[SafetyQuestion.IN_DANGER] is SafetyAnswer.YES:
        return SafetyOutcome.IN_DANGER
    is_hurt = SafetyAnswer.YES in {said[SafetyQuestion.AFRAID], said[SafetyQuestion.SELF_HARM]}
    if is_hurt or said[SafetyQuestion.IN_DANGER] is SafetyAnswer.UNSAID:
        return SafetyOutcome.NEEDS_CALL
    return SafetyOutcome.SAFE
