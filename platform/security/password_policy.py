"""Which passwords are accepted: long, and not made of what everybody guesses first.

There are no composition rules (NIST SP 800-63B, 5.1.1.2). Instead the password
is read as a guesser reads it, see `guessing_strength`.
"""

from collections.abc import Collection
from typing import Final

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation.translation import gettext as _
from wethaq.platform.security.guessing import guessing_strength

LEAST_LENGTH: Final = 12
LEAST_STAFF_LENGTH: Final = 15
GREATEST_LENGTH: Final = 256
"""Far above the 64 that must be allowed; only a flood of text is refused."""
LEAST_STRENGTH: Final = 8
"""Letters that can't be foreseen: about 10^9 guesses of words, 10^14 of random letters."""


def ensure_acceptable_password(
    password: str, is_staff: bool, context: Collection[str] = (), field: str = "password"
) -> None:
    """Refuse a password that is short or guessed early.

    `context` are words that belong to the person (names, number, address):
    they count as the most common words do. Raises InvalidInputError at `field`.
    """
    if weakness := password_weakness(password, is_staff=is_staff, context=context):
        raise InvalidInputError({field: weakness})


def password_weakness(password: str, *, is_staff: bool, context: Collection[str] = ()) -> str | None:
    """Say in the reader's language what is wrong with a password, or None."""
    least = LEAST_STAFF_LENGTH if is_staff else LEAST_LENGTH
    if len(password) < least:
        return _("Use at least {count} characters. Three or four words are easy to remember.", count=least)
    if len(password) > GREATEST_LENGTH:
        return _("Use at most {count} characters.", count=GREATEST_LENGTH)
    if guessing_strength(password, context) < LEAST_STRENGTH:
        return _(
            "This password is guessed early: it is made of common words, names, dates or keys in a row. "
            "Add words that nobody would expect from you."
        )
    return None
