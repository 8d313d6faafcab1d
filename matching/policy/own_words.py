"""What may stand in somebody's own words: nothing that names them or leads to them.

The words are read before names are told (S2). A telephone number, an address of mail or
a name on a network in them would step over every stage that protects both sides.
"""

import re
from typing import Final

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation.digits import ascii_digits

MOST_LETTERS: Final = 1_200
_NUMBER: Final = re.compile(r"(?:\d[\s\-.()]{0,2}){7,}")
_ADDRESS: Final = re.compile(r"@|https?://|www\.|\b[\w-]+\.(?:com|net|org|sa|me)\b", re.IGNORECASE)


class NamesSomebodyError(RefusedError):
    """The words hold a number or an address by which somebody could be reached."""

    message = N_(
        "Please leave out numbers, addresses and accounts: names and numbers are told later, when both agree."
    )


def ensure_names_nobody(words: str) -> None:
    """Refuse words with a telephone number, an address of mail or a name on a network."""
    plain = ascii_digits(words)
    if _NUMBER.search(plain) or _ADDRESS.search(plain):
        raise NamesSomebodyError
