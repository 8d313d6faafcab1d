"""The reasons that a decision may give: a list, so that refusals can be compared and counted.

The letter prints the words of the code in its reader's language; whatever is
particular to the case goes into the explanation beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wethaq.platform.committee.errors import DecisionReasonMissingError
from wethaq.platform.committee.policy.voting import Verdict
from wethaq.platform.errors import N_


@dataclass(frozen=True, slots=True)
class DecisionReason:
    """One reason, with its code and the words (a msgid) that the applicant reads."""

    code: str
    verdict: Verdict
    words: str


DECISION_REASONS: Final = (
    DecisionReason("A1", Verdict.ACCEPTED, N_("Your need is shown, and the service can meet it.")),
    DecisionReason("A2", Verdict.ACCEPTED, N_("You meet the conditions of the service.")),
    DecisionReason("A3", Verdict.ACCEPTED, N_("Your circumstances make it urgent.")),
    DecisionReason("A4", Verdict.ACCEPTED, N_("New facts in your appeal change the picture.")),
    DecisionReason("R1", Verdict.REFUSED, N_("The conditions of the service aren't met.")),
    DecisionReason("R2", Verdict.REFUSED, N_("What was handed in doesn't show the need for this service.")),
    DecisionReason("R3", Verdict.REFUSED, N_("You already receive support of the same kind.")),
    DecisionReason("R4", Verdict.REFUSED, N_("Another body is responsible for what you need.")),
    DecisionReason("R5", Verdict.REFUSED, N_("Details in the request don't agree with the documents.")),
    DecisionReason("R6", Verdict.REFUSED, N_("What the association can give in this period is used up.")),
    DecisionReason("R7", Verdict.REFUSED, N_("Your appeal brings nothing that changes the first decision.")),
)
_BY_CODE: Final = {reason.code: reason for reason in DECISION_REASONS}


def reasons_for(verdict: Verdict) -> list[DecisionReason]:
    """Return the reasons that fit an outcome, for the form."""
    return [reason for reason in DECISION_REASONS if reason.verdict is verdict]


def ensure_reasons(codes: Iterable[str], verdict: Verdict) -> tuple[DecisionReason, ...]:
    """Return the reasons of `codes`, refusing none at all and those of the other outcome (H5, R3)."""
    chosen = tuple(_BY_CODE[code] for code in dict.fromkeys(codes) if code in _BY_CODE)
    if not chosen or any(reason.verdict is not verdict for reason in chosen):
        raise DecisionReasonMissingError
    return chosen


def reason_of(code: str) -> DecisionReason:
    """Return the reason that a stored decision names; codes are never reused or removed."""
    return _BY_CODE[code]
