"""A round's way, its terms, and who comes first in the next one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.exposure import Unseen
from wethaq.platform.errors import N_, RefusedError

WEEK: Final = timedelta(days=7)
LEAST_EACH, MOST_EACH = 1, 3
LEAST_ROOM, MOST_ROOM = 1, 200
HIGHEST_SEED: Final = 2**31 - 1


class RoundState(StrEnum):
    """Where a round is."""

    PLANNING = "planning"
    """Being computed, beside everything else that the house does."""
    OPEN = "open"
    """Its drafts are with the matchmakers."""
    CLOSED = "closed"
    FAILED = "failed"
    """No optimum was found, or its proof failed; nothing was stored."""


class RoundUnderWayError(RefusedError):
    """Two rounds at a time would promise the same people twice."""

    message = N_(
        "A round is under way already. Its drafts are decided, or it is closed, before the next one."
    )


class RoundNotOpenError(RefusedError):
    """What isn't open can't be closed."""

    message = N_("This round isn't open.")


class RoundTermsImpossibleError(RefusedError):
    """A number that no round can be made under."""

    message = N_("Choose between {least} and {most}.")


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What a manager sets: how many drafts a person may get in a round, and whether one is made each week."""

    most_each: int = MOST_EACH
    is_weekly: bool = False


def ensure_between(number: int, least: int, most: int) -> None:
    """Refuse a number outside its bounds."""
    if not least <= number <= most:
        raise RoundTermsImpossibleError(least=least, most=most)


def ensure_nothing_under_way(states: list[RoundState]) -> None:
    """Refuse a second round beside one that is being computed or decided."""
    if any(state in {RoundState.PLANNING, RoundState.OPEN} for state in states):
        raise RoundUnderWayError


def ensure_can_close(state: RoundState) -> None:
    """Refuse closing what isn't open."""
    if state is not RoundState.OPEN:
        raise RoundNotOpenError


def is_due(last_made_at: datetime | None, now: datetime) -> bool:
    """Tell whether a week has passed since the last round."""
    return last_made_at is None or now - last_made_at >= WEEK


def waited_after(waited: int, unseen: Unseen | None, *, was_proposed: bool) -> int:
    """Return how many rounds somebody has waited after one: whoever had no draft is first in the next.

    A round counts where they could have been seen. A draft that a matchmaker turned down, or nobody
    decided, was seen by no one, so it counts as well. What somebody waited before a pause isn't lost.
    """
    if was_proposed:
        return 0
    if unseen in {Unseen.NOT_AVAILABLE, Unseen.NOBODY_ELIGIBLE}:
        return waited
    return waited + 1
