"""H4: what the applicant signs, and whether a signature still holds."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.platform.errors import N_, RefusedError

FORMAT: Final = "wethaq-declaration-1"
DECLARATION_VERSION: Final = 1
DECLARATION_TEXT: Final = N_(
    "I confirm that what I have given here is correct and complete, that I am directly responsible for it, "
    "and that I will tell the association if anything in it changes."
)
MINIMUM_NAME_WORDS: Final = 2


class SignatureMethod(StrEnum):
    """How the applicant signed; the last two are recorded by an officer."""

    ON_SCREEN = "on_screen"
    PAPER = "paper"
    PHONE = "phone"


class SignatureMissingError(RefusedError):
    """Nobody has signed the content as it stands (H4)."""

    message = N_("The applicant hasn't signed the request as it now stands. Ask for a new signature first.")


class WitnessMissingError(RefusedError):
    """A declaration read back on the telephone needs a second colleague who heard it."""

    message = N_("A declaration by telephone needs a witness: a colleague other than you who heard it.")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a signature covers.

    The applicant's name and birth date aren't part of it: they belong to the
    person's file and the officer matches them against the identity document.
    """

    request_id: UUID
    service: str
    terms_version: int
    responsibilities_version: int
    answers: Mapping[str, str]
    documents: Mapping[str, Sequence[UUID]]


def content_hash(content: Content) -> str:
    """Return the SHA-256 (hex) of the canonical form of what is signed.

    Canonical: JSON with sorted keys and no spaces, text in Unicode NFC, UTF-8;
    so that two spellings of one letter don't ask for a second signature.
    """
    canonical = {
        "format": FORMAT,
        "declaration": DECLARATION_VERSION,
        "request": str(content.request_id),
        "service": content.service,
        "terms": content.terms_version,
        "responsibilities": content.responsibilities_version,
        "answers": {key: unicodedata.normalize("NFC", value) for key, value in content.answers.items()},
        "documents": {item: sorted(map(str, ids)) for item, ids in content.documents.items() if ids},
    }
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def ensure_signed(signed_hash: str | None, current_hash: str) -> None:
    """Refuse to go on without a signature over exactly this content (H4)."""
    if signed_hash != current_hash:
        raise SignatureMissingError


def ensure_witnessed(method: SignatureMethod, *, officer: UUID | None, witness: UUID | None) -> None:
    """Refuse a telephone declaration that nobody but its recorder heard."""
    if method is SignatureMethod.PHONE and (witness is None or witness == officer):
        raise WitnessMissingError


def is_full_name(typed: str) -> bool:
    """Tell whether a typed signature names a person, not just a first name."""
    return len(typed.split()) >= MINIMUM_NAME_WORDS
