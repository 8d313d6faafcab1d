"""Rules of "ask us": the code by which an answer is found, and how long people wait."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.security.tokens import token_digest

CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the letters and digits that are read for one another."""
CODE_LENGTH: Final = 10
"""49 bits, and few tries an hour."""
ANSWER_WITHIN: Final = timedelta(days=2)
"""What the page promises; the desk marks what waits longer."""


class InquiryNotFoundError(NotFoundError):
    """No question of this code; a wrong code and a removed question look alike."""

    message = N_("We have no question under this code. Check the code and try again.")


class AlreadyAnsweredError(RefusedError):
    """Two officers, or two tabs, answered the same question."""

    message = N_("This question has been answered already.")


def code_of(token: str) -> str:
    """Return the code that stands for a random token, such as `7KQ2M-X4PDR`."""
    number = int(token_digest(token), 16)
    letters = ""
    for _ in range(CODE_LENGTH):
        number, at = divmod(number, len(CODE_LETTERS))
        letters += CODE_LETTERS[at]
    return f"{letters[:5]}-{letters[5:]}"


def read_code(typed: str) -> str:
    """Return a code as it was given out, however it is typed."""
    letters = [letter for letter in ascii_digits(typed).upper() if letter in CODE_LETTERS]
    return "".join(letters[:5]) + "-" + "".join(letters[5:])


def is_waiting_long(waiting: timedelta) -> bool:
    return waiting > ANSWER_WITHIN


def median_wait(waits: Sequence[timedelta]) -> timedelta | None:
    """Return the typical time to the first answer (policy G1), or nothing yet."""
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None
