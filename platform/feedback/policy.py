"""When a survey may be answered, and when results may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from typing import Final

from wethaq.platform.errors import N_, NotFoundError, RefusedError

LEAST_ANSWERS_SHOWN: Final = 5
"""Policy G9: below this, a result could point at the one who gave it."""

SURVEY_LIFETIME: Final = timedelta(days=30)
REST_BETWEEN_SURVEYS: Final = timedelta(days=14)
"""Whoever comes every week isn't asked every week."""
LEAST_SCORE: Final = 1
HIGHEST_SCORE: Final = 5
SATISFIED_FROM: Final = 4
Z_95: Final = 1.959964
"""Quantile of the normal distribution for a two-sided 95 % interval."""


class SurveyAnsweredError(RefusedError):
    """Each survey is answered once."""

    message = N_("Your answer has reached us already. Thank you for giving your time.")


class SurveyClosedError(NotFoundError):
    """The link has grown old, or never was one: the two look alike."""

    message = N_("This survey has closed. You can still write to us at any time through “Ask us”.")


def ensure_can_answer(expires_at: datetime, answered_at: datetime | None, now: datetime) -> None:
    """Refuse a second answer and one that comes too late.

    Raises SurveyAnsweredError, SurveyClosedError.
    """
    if answered_at is not None:
        raise SurveyAnsweredError
    if now >= expires_at:
        raise SurveyClosedError


def answer_month(now: date) -> date:
    """Return all that is kept of the time of an answer: its month.

    A day and an hour would lead back to the visit that was rated.
    """
    return now.replace(day=1)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What a group of answers says: means from 1 to 5, shares from 0 to 1.

    `low` and `high` bound the share of the satisfied with 95 % confidence.
    """

    answers: int
    satisfaction: float
    ease: float
    satisfied: float
    low: float
    high: float


def summarise(scores: Sequence[tuple[int, int]]) -> Satisfaction | None:
    """Return the summary of (satisfaction, ease) pairs, or None while they are too few (G9)."""
    if len(scores) < LEAST_ANSWERS_SHOWN:
        return None
    count = len(scores)
    satisfied = sum(score >= SATISFIED_FROM for score, _ in scores)
    low, high = wilson_interval(satisfied, count)
    return Satisfaction(
        answers=count,
        satisfaction=sum(score for score, _ in scores) / count,
        ease=sum(ease for _, ease in scores) / count,
        satisfied=satisfied / count,
        low=low,
        high=high,
    )


def wilson_interval(successes: int, count: int) -> tuple[float, float]:
    """Return the 95 % score interval of a proportion (Wilson, JASA 22:209, 1927).

    It stays within 0 and 1 and is honest for the small groups that we have.
    """
    share = successes / count
    spread = Z_95**2 / count
    centre = (share + spread / 2) / (1 + spread)
    half = Z_95 * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)
