"""Bring what people type to one form before anything compares or stores it."""

import re
import unicodedata
from typing import ClassVar, Final

import phonenumbers

from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.localisation.translation import N_
from wethaq.platform.localisation.unreadable import UnreadableInputError

__all__ = [
    "UnreadableMobileError",
    "UnreadableNationalIdError",
    "ascii_digits",
    "is_national_id",
    "isolate",
    "luhn_digit",
    "normalise_mobile",
    "normalise_national_id",
    "normalise_text",
    "single_line",
]

HOME_REGION: Final = "SA"
NATIONAL_ID_LENGTH: Final = 10
BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE: Final = "\u00ad\u200b\u2060\ufeff\ufff9\ufffa\ufffb"
_DROPPED: Final = dict.fromkeys(map(ord, BIDI_CONTROLS + INVISIBLE))
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
_MOBILE_TYPES: Final = frozenset(
    {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
)


class UnreadableMobileError(UnreadableInputError):
    """A text that is no mobile number."""

    message: ClassVar[str] = N_("Enter a mobile number, such as 05XXXXXXXX.")


class UnreadableNationalIdError(UnreadableInputError):
    """A text that is no Saudi national ID or residence permit number."""

    message: ClassVar[str] = N_(
        "Enter the ID or Iqama number: 10 digits, the first of them 1 or 2. Check each digit."
    )


def normalise_text(value: str | None) -> str | None:
    """Return the text without what can't be seen; nothing for an empty one.

    NUL breaks PostgreSQL, and a bidi override can make an Arabic page show
    one name and store another. Line breaks stay, as `\\n`.
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", value).translate(_DROPPED))
    return "".join(letter for letter in text if _is_text(letter)).strip() or None


def single_line(value: str | None) -> str | None:
    """Normalise a text of one line: every run of white space becomes one space."""
    text = normalise_text(value)
    return " ".join(text.split()) if text else None


def isolate(value: object) -> str:
    """Fence a value off in plain text, so that its direction can't disturb ours (UAX 9)."""
    return f"\u2068{value}\u2069"


def normalise_mobile(value: str | None) -> str:
    """Return a mobile number in E.164; 05…, 5…, 00966… and +966… are all understood.

    Raises:
        UnreadableMobileError: not a number that rings in a pocket.
    """
    try:
        number = phonenumbers.parse(ascii_digits(single_line(value) or ""), HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise UnreadableMobileError from error
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE_TYPES:
        raise UnreadableMobileError
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normalise_national_id(value: str | None) -> str:
    """Return ten ASCII digits that pass the check digit.

    Raises:
        UnreadableNationalIdError: a digit is missing, wrong or swapped.
    """
    digits = re.sub(r"[\s\-]", "", ascii_digits(normalise_text(value) or ""))
    if not is_national_id(digits):
        raise UnreadableNationalIdError
    return digits


def is_national_id(digits: str) -> bool:
    """Tell whether ten digits are a citizen's (1…) or a resident's (2…) number."""
    if len(digits) != NATIONAL_ID_LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    return digits[0] in "12" and luhn_digit(digits[:-1]) == digits[-1]


def luhn_digit(digits: str) -> str:
    """Return the check digit of ISO/IEC 7812-1 that belongs after `digits`."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def _is_text(letter: str) -> bool:
    """Keep line breaks and tabs; drop controls, lone surrogates, tags and non-characters."""
    if letter in "\n\t":
        return True
    code = ord(letter)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    is_tag = 0xE0000 <= code <= 0xE007F
    return unicodedata.category(letter) not in {"Cc", "Cs"} and not is_noncharacter and not is_tag
