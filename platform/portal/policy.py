"""Rules of the portal: which opinions on its pages are taken."""

import re
from collections.abc import Iterable
from enum import StrEnum

from wethaq.platform.errors import N_, NotFoundError

LONGEST_PATH = 120
_PUBLIC_PATH = re.compile(r"/[a-z0-9/-]*")


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
