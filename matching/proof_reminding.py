"""Reminding of a proof of the marital status before it grows stale: after that nobody is proposed (policy S1, H2)."""

from datetime import datetime
from typing import Final

from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.verification import grows_stale_soon, is_stale, proof_valid_until
from wethaq.matching.tables import ProfileRow
from wethaq.matching.telling import PATH
from wethaq.platform.database.prepared import Row, rows_that, update_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.notifications.service import notify

PROOF: Final = "matching_proof"


async def remind_of_proofs(*, now: datetime) -> int:
    """Tell each owner once of a proof that grows stale within two weeks; return how many were told."""
    today = riyadh_date(now)
    active = await rows_that(
        ProfileRow,
        "WHERE state = {} AND marital_proof_on IS NOT NULL "
        "AND (proof_reminded_on IS NULL OR proof_reminded_on <> marital_proof_on)",
        ProfileState.ACTIVE.value,
        only=("id", "person_id", "marital_proof_on"),
    )
    told = 0
    for row in active:
        proved_on = row["marital_proof_on"]
        if grows_stale_soon(proved_on, today) and not is_stale(proved_on, today):
            told += await _remind(row, now=now)
    return told


async def _remind(row: Row, *, now: datetime) -> int:
    """Tell one owner, unless another process has done so meanwhile or a new proof came."""
    proved_on = row["marital_proof_on"]
    async with transaction():
        written = await update_that(
            ProfileRow,
            {"proof_reminded_on": proved_on},
            "WHERE id = {} AND marital_proof_on = {} AND (proof_reminded_on IS NULL OR proof_reminded_on <> {})",
            row["id"],
            proved_on,
            proved_on,
        )
        if written:
            until = proof_valid_until(proved_on, riyadh_date(now))
            await notify(row["person_id"], PROOF, {"until": until, "path": PATH}, now=now)
    return written
