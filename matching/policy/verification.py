"""What is checked before anybody is proposed, and how long a check holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.eligibility import LIMITS
from wethaq.platform.errors import N_, RefusedError

REFERENCES: Final = 2
PROOF_REMINDED: Final = timedelta(days=14)
"""So long before it grows stale, a proof stands among what waits."""


class CheckPoint(StrEnum):
    """What a colleague has seen with their own eyes; nothing of it is copied."""

    IDENTITY = "identity"
    MARITAL_STATUS = "marital_status"
    WORK = "work"
    HOUSING = "housing"


HOLDS_FOR: Final[dict[CheckPoint, timedelta | None]] = {
    CheckPoint.IDENTITY: None,
    CheckPoint.MARITAL_STATUS: LIMITS.proof_lasts,
    CheckPoint.WORK: timedelta(days=365),
    CheckPoint.HOUSING: timedelta(days=365),
}
"""A stale proof of the marital status stops proposals (`eligibility.Bar.PROOF_STALE`); the others don't."""


class Missing(StrEnum):
    """What an activation waits for."""

    COVENANT = "covenant"
    CONSENT = "consent"
    IDENTITY = "identity"
    MARITAL_PROOF = "marital_proof"
    REFERENCES = "references"


class NotReadyError(RefusedError):
    """A profile that isn't checked is proposed to nobody."""

    message = N_("Something is still missing before this profile can be activated. The page says what.")


class ProofDateError(RefusedError):
    """A proof isn't from tomorrow, and one that is stale already proves nothing."""

    message = N_("The proof must be dated today or before, and not older than 90 days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is known of a profile on a day."""

    is_covenant_signed: bool
    has_consent: bool
    checked: Mapping[CheckPoint, date | None]
    """The points that were checked, each with the last day on which it holds."""
    references_spoken: int

    def missing(self, on: date) -> tuple[Missing, ...]:
        """Return what an activation waits for, in the order in which it is done."""
        wanting = {
            Missing.COVENANT: not self.is_covenant_signed,
            Missing.CONSENT: not self.has_consent,
            Missing.IDENTITY: not self._holds(CheckPoint.IDENTITY, on),
            Missing.MARITAL_PROOF: not self._holds(CheckPoint.MARITAL_STATUS, on),
            Missing.REFERENCES: self.references_spoken < REFERENCES,
        }
        return tuple(each for each, is_missing in wanting.items() if is_missing)

    def _holds(self, point: CheckPoint, on: date) -> bool:
        until = self.checked.get(point)
        return point in self.checked and (until is None or on <= until)


def ensure_ready(readiness: Readiness, on: date) -> None:
    """Refuse an activation while something is missing."""
    if readiness.missing(on):
        raise NotReadyError


def valid_until(point: CheckPoint, dated_on: date) -> date | None:
    """Return the last day on which a check holds, counted from the day of what was seen."""
    lasts = HOLDS_FOR[point]
    return dated_on + lasts if lasts else None


def ensure_proof_date(point: CheckPoint, dated_on: date, today: date) -> None:
    """Refuse a proof from the future or one that has run out."""
    until = valid_until(point, dated_on)
    if dated_on > today or (until is not None and until < today):
        raise ProofDateError


def is_stale(proved_on: date | None, today: date) -> bool:
    """Tell whether the proof of the marital status keeps a person from being proposed."""
    return proved_on is None or today - proved_on > LIMITS.proof_lasts


def grows_stale_soon(proved_on: date | None, today: date) -> bool:
    """Tell whether it does within two weeks, while there is time for a new one."""
    return is_stale(proved_on, today + PROOF_REMINDED)
