"""What a profile still lacks before it may be proposed, and who has to do it.

Nobody is proposed on half a profile, and nobody waits without being told for what: the
same list is read by the owner, by the matchmaker, and by the rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.profiles import MaritalStatus
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.records import Sex

MOSTLY: Final = 80
"""The per cent of questions that have to be answered; *not stated* is an answer."""
REFERENCES_ASKED: Final = 2


class Lack(StrEnum):
    """One thing that isn't there yet."""

    MARITAL_STATUS = "marital_status"
    ANSWERS = "answers"
    ABOUT_SELF = "about_self"
    WISHES = "wishes"
    APPEARANCE = "appearance"
    WALI = "wali"
    REFERENCES = "references"
    STEPS = "steps"
    COVENANT = "covenant"
    ACCEPTANCE = "acceptance"
    IDENTITY_SEEN = "identity_seen"
    PROOF_SEEN = "proof_seen"
    REFERENCES_SPOKEN = "references_spoken"


OF_THE_HOUSE: Final = frozenset(
    {Lack.ACCEPTANCE, Lack.IDENTITY_SEEN, Lack.PROOF_SEEN, Lack.REFERENCES_SPOKEN, Lack.MARITAL_STATUS}
)
"""What waits for the association; everything else is the applicant's to do."""


class Verified(StrEnum):
    """What an officer checks, each with who, when and until when."""

    IDENTITY = "identity"
    MARITAL_STATUS = "marital_status"
    REFERENCES = "references"
    WALI = "wali"


class ProfileIncompleteError(RefusedError):
    """Something is still missing; the page lists it."""

    message = N_("Something is still missing in the profile. The list says what.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What the rule looks at."""

    sex: Sex
    marital_status: MaritalStatus | None
    completeness: int
    has_words: bool
    has_wishes: bool
    has_chosen_appearance: bool
    has_wali: bool
    references: int
    shows_summary: bool
    is_covenant_signed: bool
    is_accepted: bool
    verified: frozenset[Verified]


def lacks(ready: Readiness) -> tuple[Lack, ...]:
    """Return what is missing, in the order in which a profile is built."""
    return tuple(_lacks(ready))


def own_lacks(ready: Readiness) -> tuple[Lack, ...]:
    """Return what the applicant can still do."""
    return tuple(lack for lack in lacks(ready) if lack not in OF_THE_HOUSE)


def ensure_ready(ready: Readiness) -> None:
    """Refuse to propose a profile that lacks anything."""
    if lacks(ready):
        raise ProfileIncompleteError


def ensure_owner_is_done(ready: Readiness) -> None:
    """Refuse to send a profile for review while its owner can still do something."""
    if own_lacks(ready):
        raise ProfileIncompleteError


def _lacks(ready: Readiness) -> Iterator[Lack]:
    conditions = (
        (Lack.MARITAL_STATUS, ready.marital_status is None),
        (Lack.ANSWERS, ready.completeness < MOSTLY),
        (Lack.ABOUT_SELF, not ready.has_words),
        (Lack.WISHES, not ready.has_wishes),
        (Lack.APPEARANCE, not ready.has_chosen_appearance),
        (Lack.WALI, ready.sex is Sex.FEMALE and not ready.has_wali),
        (Lack.REFERENCES, ready.references < REFERENCES_ASKED),
        (Lack.STEPS, not ready.shows_summary),
        (Lack.COVENANT, not ready.is_covenant_signed),
        (Lack.ACCEPTANCE, not ready.is_accepted),
        (Lack.IDENTITY_SEEN, Verified.IDENTITY not in ready.verified),
        (Lack.PROOF_SEEN, Verified.MARITAL_STATUS not in ready.verified),
        (Lack.REFERENCES_SPOKEN, Verified.REFERENCES not in ready.verified),
    )
    return (lack for lack, is_missing in conditions if is_missing)
