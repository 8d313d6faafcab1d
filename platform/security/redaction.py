"""Strike out what must not reach a log: numbers, addresses, tokens, and what is kept under telling keys."""

import re
from collections.abc import Mapping
from typing import Any, Final

STRUCK_OUT: Final = "[redacted]"

_WORDS_OF_SECRETS: Final = (
    "password", "passwd", "secret", "token", "cookie", "authorization", "csrf", "otp", "code", "sid",
    "name", "mobile", "phone", "email", "mail", "address", "national", "iqama", "identity", "birth",
    "answer", "note", "body", "message", "essay", "content", "query", "form", "ip",
)  # fmt: skip
_SAFE_KEYS: Final = frozenset(
    {"event", "status_code", "reason_code", "error_code", "logger_name", "route_name"}
)
"""Keys that hold one of those words and yet tell nothing of a person."""

_DIGIT: Final = "[0-9٠-٩۰-۹]"
_DAY: Final = r"\d{4}-\d\d-\d\d(?!\d)"
_PATTERNS: Final = (
    # A sealed value, a hash or a token: 32 letters and digits or more without a space.
    re.compile(r"\bv1\|[^\s\"']+"),
    re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{40,}(?![\w-])"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # Telephone numbers and identity numbers: seven digits or more, also written with spaces.
    re.compile(rf"(?<![\w-])(?!{_DAY})\+?{_DIGIT}(?:[ -]?{_DIGIT}){{6,}}(?![\w-])"),
    re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),
    # Arabic running text is never a log's own: it is a name or something that somebody typed.
    re.compile(r"[\u0621-\u064a\u0671-\u06d3][\u0610-\u06d3\u0640 ]*[\u0621-\u06d3]"),
)


def redact(text: str) -> str:
    """Return the text with everything that looks confidential struck out."""
    for pattern in _PATTERNS:
        text = pattern.sub(STRUCK_OUT, text)
    return text


def redact_texts(value: Any) -> Any:
    """Return a value of any shape with each text in it redacted."""
    if isinstance(value, Mapping):
        return {str(key): redact_texts(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact_texts(inner) for inner in value]
    return value if isinstance(value, bool | int | float | None) else redact(str(value))


def redact_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return named values for a log: what stands under a telling key is struck out whatever it looks like."""
    return {key: _redact_field(key, value) for key, value in fields.items()}


def _redact_field(key: str, value: Any) -> Any:
    if is_telling(key):
        return STRUCK_OUT
    return redact_fields(value) if isinstance(value, Mapping) else redact_texts(value)


def is_telling(key: str) -> bool:
    """Tell whether what stands under a key is confidential whatever it looks like."""
    parts = set(re.split(r"[^a-z]+", key.casefold()))
    return key not in _SAFE_KEYS and not parts.isdisjoint(_WORDS_OF_SECRETS)
