"""How somebody says they are doing: four questions before and after, and what counts as a change.

The questions are our own and plain. Each is answered from 0 to 10, so that
the total lies between 0 and 40; more is better.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wethaq.platform.errors import N_, RefusedError

LEAST, MOST = 0, 10
QUESTIONS: Final[Mapping[str, str]] = {
    "myself": N_("How have you been, in yourself?"),
    "home": N_("How have things been with those who are closest to you?"),
    "daily_life": N_("How have work, studies and daily duties been going?"),
    "overall": N_("All in all, how has life been?"),
}
"""Each of the past week: 0 is very bad, 10 very good."""
HIGHEST_TOTAL: Final = MOST * len(QUESTIONS)
RELIABLE_CHANGE: Final = 6
"""The least difference of two totals that we call a change.

A setting of ours, on the cautious side: for the best-known measure of this shape (four
scales, 0 to 40) 5 points are published (Miller, Duncan and others, Journal of Brief
Therapy 2(2), 2003). Our questions haven't been validated; a counselor's judgement goes first.
"""


class Moment(StrEnum):
    """At the first appointment, and at the last."""

    BEFORE = "before"
    AFTER = "after"


class Change(StrEnum):
    """What two totals tell."""

    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


class ImpossibleScoresError(RefusedError):
    """An answer is missing, or outside its range."""

    status = 422
    message = N_("Please answer all four questions, each from 0 to 10.")


class AlreadyAskedError(RefusedError):
    """What somebody said at the beginning isn't improved afterwards."""

    message = N_("The first answers are there already; they stay as they were given.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One person's totals before and after."""

    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before

    @property
    def change(self) -> Change:
        """Whether the difference is more than chance might make of the same state."""
        if abs(self.difference) < RELIABLE_CHANGE:
            return Change.NONE
        return Change.BETTER if self.difference > 0 else Change.WORSE


def total_of(scores: Mapping[str, int]) -> int:
    """Return the total, from 0 to 40. Raises ImpossibleScoresError."""
    if scores.keys() != QUESTIONS.keys() or not all(LEAST <= score <= MOST for score in scores.values()):
        raise ImpossibleScoresError
    return sum(scores.values())
