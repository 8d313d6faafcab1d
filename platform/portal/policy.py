"""Rules of the portal: which opinions are taken, and what a request number looks like."""

import re
from collections.abc import Iterable
from enum import StrEnum

from wethaq.platform.errors import N_, NotFoundError
from wethaq.platform.localisation.digits import ascii_digits

LONGEST_PATH = 120
_PUBLIC_PATH = re.compile(r"/[a-z0-9/-]*")
_REQUEST_NUMBER = re.compile(r"W(\d{4})(\d{5,})")
_NOT_IN_A_NUMBER = re.compile(r"[^W0-9]")


class OpinionReason(StrEnum):
    """Why a page was of no use; no free words, so that nobody writes of themselves here."""

    HARD_TO_UNDERSTAND = "hard_to_understand"
    SOMETHING_IS_MISSING = "something_is_missing"
    SOMETHING_IS_WRONG = "something_is_wrong"
    NOT_WHAT_I_LOOKED_FOR = "not_what_i_looked_for"
    DID_NOT_WORK = "did_not_work"


REASON_WORDS = {
    OpinionReason.HARD_TO_UNDERSTAND: N_("It is hard to understand"),
    OpinionReason.SOMETHING_IS_MISSING: N_("Something I need is missing"),
    OpinionReason.SOMETHING_IS_WRONG: N_("Something on it is wrong"),
    OpinionReason.NOT_WHAT_I_LOOKED_FOR: N_("It isn't what I was looking for"),
    OpinionReason.DID_NOT_WORK: N_("Something didn't work"),
}


def ensure_public_path(path: str) -> None:
    """Refuse an opinion on anything but the address of a page of ours."""
    if len(path) > LONGEST_PATH or not _PUBLIC_PATH.fullmatch(path):
        raise NotFoundError


def known_reasons(sent: Iterable[str]) -> list[OpinionReason]:
    """Return the reasons among what was sent, each once, in their usual order."""
    chosen = set(sent)
    return [reason for reason in OpinionReason if reason in chosen]


def read_request_number(typed: str | None) -> str | None:
    """Read `W-1448-00231` however it is typed: ٠-٩, small letters, spaces, no dashes."""
    text = _NOT_IN_A_NUMBER.sub("", ascii_digits(typed or "").upper())
    match = _REQUEST_NUMBER.fullmatch(text)
    return f"W-{match[1]}-{match[2]}" if match else None
