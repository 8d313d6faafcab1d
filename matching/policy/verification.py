"""How long what was checked holds, and when a proof of the marital status keeps somebody from being proposed."""

from datetime import date, timedelta
from typing import Final

from wethaq.matching.policy.eligibility import LIMITS
from wethaq.platform.errors import N_, RefusedError

PROOF_REMINDED: Final = timedelta(days=14)
"""So long before it grows stale, a proof stands among what waits."""


class ProofDateError(RefusedError):
    """A proof isn't from tomorrow, and one that is stale already proves nothing."""

    message = N_("The proof must be dated today or before, and not older than 90 days.")


def proof_valid_until(dated_on: date, today: date) -> date:
    """Return the last day of a proof of the marital status. Raises ProofDateError."""
    until = dated_on + LIMITS.proof_lasts
    if dated_on > today or until < today:
        raise ProofDateError
    return until


def is_stale(proved_on: date | None, today: date) -> bool:
    """Tell whether the proof of the marital status keeps a person from being proposed."""
    return proved_on is None or today - proved_on > LIMITS.proof_lasts


def grows_stale_soon(proved_on: date | None, today: date) -> bool:
    """Tell whether it does within two weeks, while there is time for a new one."""
    return is_stale(proved_on, today + PROOF_REMINDED)
