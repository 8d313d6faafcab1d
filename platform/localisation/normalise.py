"""Bring what people type to one form before anything compares or stores it.

What can't be read gives None; the form that asked says so in its own words.
"""

import re
import unicodedata
from typing import Final

import phonenumbers

from wethaq.platform.localisation.digits import ascii_digits

__all__ = [
    "ascii_digits",
    "is_national_id",
    "isolate",
    "luhn_digit",
    "normalise_email",
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
_HIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\U000e0000-\U000e007f]+")
"""Controls but line breaks and tabs, lone surrogates, and invisible tags."""
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
EMAIL_MAX_LENGTH: Final = 254
"""RFC 5321, section 4.5.3.1.3, less the angle brackets."""
_ATOM: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL: Final = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
_MOBILE_TYPES: Final = frozenset(
    {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
)


def normalise_text(value: str | None) -> str | None:
    r"""Return the text without what can't be seen; nothing for an empty one.

    NUL breaks PostgreSQL, and a bidi override can make an Arabic page show
    one name and store another. Line breaks stay, as `\n`.
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", value).translate(_DROPPED))
    return _HIDDEN.sub("", text).strip() or None


def single_line(value: str | None) -> str | None:
    """Normalise a text of one line: every run of white space becomes one space."""
    text = normalise_text(value)
    return " ".join(text.split()) if text else None


def isolate(value: object) -> str:
    """Fence a value off in plain text, so that its direction can't disturb ours (UAX 9)."""
    return f"\u2068{value}\u2069"


def normalise_mobile(value: str | None) -> str | None:
    """Return a mobile number in E.164; 05…, 5…, 00966… and +966… are all understood.

    A landline is none: a code or a message must ring in somebody's pocket.
    """
    try:
        number = phonenumbers.parse(ascii_digits(single_line(value) or ""), HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE_TYPES:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normalise_email(value: str | None) -> str | None:
    """Return an e-mail address in lower case, so that one mailbox has one spelling."""
    address = (single_line(value) or "").lower()
    is_address = _EMAIL.fullmatch(address) and len(address) <= EMAIL_MAX_LENGTH
    return address if is_address else None


def normalise_national_id(value: str | None) -> str | None:
    """Return a national ID or Iqama as ten ASCII digits that pass the check digit."""
    digits = re.sub(r"[\s\-]", "", ascii_digits(normalise_text(value) or ""))
    return digits if is_national_id(digits) else None


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
        total += sum(divmod(doubled, 10))
    return str(-total % 10)
