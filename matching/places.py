"""The guard of proposals: a person has two places before S4 and one after it, and a place is a row.

Of two transactions that reach for one place the second breaks UNIQUE (profile,
place) on both engines, whatever either of them had read.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from wethaq.matching.policy.eligibility import LIMITS
from wethaq.matching.policy.stages import ENDS, HOLDS_ALONE, TAKES_A_PLACE, AlreadyHeldError, Stage
from wethaq.matching.tables import PlaceRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, rows_where
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, is_already_there, savepoint

ALONE: Final = 0
"""The place of which there is one: from S4 on, the lock included."""
_TAKEN: Final = (*UNIQUE_VIOLATIONS, asyncpg.DeadlockDetectedError)


async def move_places(
    proposal_id: UUID, profile_ids: tuple[UUID, UUID], before: Stage, after: Stage, *, now: datetime
) -> None:
    """Take, change or give back what a proposal holds of both, in the caller's transaction.

    Raises AlreadyHeldError when a place is somebody else's.
    """
    if after in ENDS:
        await _release(proposal_id)
    elif after in TAKES_A_PLACE and before not in TAKES_A_PLACE:
        for profile_id in sorted(profile_ids, key=str):
            await _take(profile_id, await _free_place(profile_id), proposal_id, now=now)
    elif after in HOLDS_ALONE and before not in HOLDS_ALONE:
        await _release(proposal_id)
        for profile_id in sorted(profile_ids, key=str):
            await _take(profile_id, ALONE, proposal_id, now=now)


async def _free_place(profile_id: UUID) -> int:
    held = {row["place"] for row in await rows_where(PlaceRow, profile_id=profile_id)}
    free = [place for place in range(ALONE + 1, LIMITS.most_open + 1) if place not in held]
    if not free:
        raise AlreadyHeldError
    return free[0]


async def _take(profile_id: UUID, place: int, proposal_id: UUID, *, now: datetime) -> None:
    values = {
        "id": new_id(),
        "profile_id": profile_id,
        "place": place,
        "proposal_id": proposal_id,
        "taken_at": now,
    }
    try:
        async with savepoint():
            await insert_row(PlaceRow, values)
    except _TAKEN as error:
        if isinstance(error, asyncpg.DeadlockDetectedError) or is_already_there(error):
            raise AlreadyHeldError from error
        raise


async def _release(proposal_id: UUID) -> None:
    await PlaceRow.delete().where(PlaceRow.proposal_id == proposal_id)
