"""The one spelling of a text or a receipt over which it is hashed and signed."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping


def canonical_text(body: str) -> str:
    """Return `body` in NFC, with LF line ends, no trailing blanks and no blank lines around it.

    Two bodies that a reader can't tell apart get the same hash; any change
    of wording gets another.
    """
    lines = unicodedata.normalize("NFC", body).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def text_sha256(purpose: str, version: int, *, arabic: str, english: str) -> str:
    """Return the hex SHA-256 of both bodies under one version (design/intake-and-consent.md, Consent)."""
    canonical = f"{purpose}\n{version}\n[ar]\n{canonical_text(arabic)}\n[en]\n{canonical_text(english)}\n"
    return hashlib.sha256(canonical.encode()).hexdigest()


def canonical_json(document: Mapping[str, object]) -> bytes:
    """Return JSON with sorted keys, no blanks and UTF-8: the bytes that are signed."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
