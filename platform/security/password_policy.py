"""Which passwords are accepted: long, and not made of what everybody guesses first.

There are no composition rules (NIST SP 800-63B, 5.1.1.2). Instead the password
is read as a guesser reads it, see `guessing_strength`.
"""

from collections.abc import Collection
from typing import Final

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.security.guessing import guessing_strength

LEAST_LENGTH: Final = 12
LEAST_STAFF_LENGTH: Final = 15
GREATEST_LENGTH: Final = 256
"""Far above the 64 that must be allowed; only a flood of text is refused."""
LEAST_STRENGTH: Final = 8
"""Letters that can't be foreseen: about 10^9 guesses of words, 10^14 of random letters."""


class PasswordUnacceptableError(RefusedError):
    """The password is too short, too long or guessed early."""


class PasswordTooShortError(PasswordUnacceptableError):
    """Length is what counts most against guessing."""

    message = N_("Use at least {count} characters. Three or four words are easy to remember.")


class PasswordTooLongError(PasswordUnacceptableError):
    """A text of megabytes would keep the hashing busy."""

    message = N_("Use at most {count} characters.")


class PasswordGuessedEarlyError(PasswordUnacceptableError):
    """Long, but made of what guessers try first."""

    message = N_(
        "This password is guessed early: it is made of common words, names, dates or keys in a row. "
        "Add words that nobody would expect from you."
    )


def ensure_acceptable_password(password: str, is_staff: bool, context: Collection[str] = ()) -> None:
    """Refuse a password that is short or guessed early. Raises PasswordUnacceptableError.

    `context` are words that belong to the person (names, number, address):
    they count as the most common words do.
    """
    least = LEAST_STAFF_LENGTH if is_staff else LEAST_LENGTH
    if len(password) < least:
        raise PasswordTooShortError(count=least)
    if len(password) > GREATEST_LENGTH:
        raise PasswordTooLongError(count=GREATEST_LENGTH)
    if guessing_strength(password, context) < LEAST_STRENGTH:
        raise PasswordGuessedEarlyError
