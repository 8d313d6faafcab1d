"""Opening a profile outside one's portfolio: with a written reason, for half an hour, and the board is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.policy.desk_access import (
    BOARD,
    OPENING_LASTS,
    ensure_board,
    ensure_opener,
    ensure_reason,
)
from wethaq.matching.portfolio import PROFILE, WITH_A_REASON, ProfileNotFoundError, find_by_number
from wethaq.matching.relating import numbers_of
from wethaq.matching.tables import BreakGlassRow
from wethaq.platform import audit
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.accounts.addresses import AddressKind, addresses_of
from wethaq.platform.accounts.role_grants import list_role_holders
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.notifications.service import send_to_address

LIST: Final = "/desk/matching/openings"
MESSAGE: Final = "matching_profile_opened"
LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class ReasonedOpening:
    """An opening as the board reads it."""

    number: str | None
    opened_by: str
    reason: str
    opened_at: datetime
    expires_at: datetime


async def open_profile(number: str, reason: str, *, actor: Actor, now: datetime) -> UUID:
    """Open a profile by its number and return its id; the person and the board learn of it.

    Raises ReasonMissingError, ProfileNotFoundError (also for one's own file).
    """
    ensure_opener(actor)
    words = ensure_reason(reason)
    async with transaction():
        profile = await find_by_number(number)
        if profile.person_id == actor.person_id:
            raise ProfileNotFoundError
        values = {
            "id": new_id(),
            "profile_id": profile.id,
            "opened_by": actor.account_id,
            "reason": words,
            "opened_at": now,
            "expires_at": now + OPENING_LASTS,
        }
        await insert_sealed(BreakGlassRow, values)
        await audit.record_view(
            PROFILE, profile.id, actor=actor, now=now, person_id=profile.person_id, purpose=WITH_A_REASON
        )
        await _tell_the_board(actor, now=now)
    return profile.id


async def list_openings(*, actor: Actor) -> list[ReasonedOpening]:
    """Return who has opened what and why, for those who watch over it, the newest first."""
    ensure_board(actor)
    rows = await rows_that(BreakGlassRow, "ORDER BY opened_at DESC LIMIT {}", LISTED)
    names = await names_of_accounts({row["opened_by"] for row in rows})
    numbers = await numbers_of([row["profile_id"] for row in rows])
    return [_opening(open_row(BreakGlassRow, row), names, numbers) for row in rows]


def _opening(
    row: Mapping[str, object], names: Mapping[UUID, str], numbers: Mapping[UUID, str | None]
) -> ReasonedOpening:
    return ReasonedOpening(
        number=numbers.get(row["profile_id"]),  # type: ignore[call-overload]
        opened_by=names.get(row["opened_by"], ""),  # type: ignore[call-overload]
        reason=str(row["reason"]),
        opened_at=row["opened_at"],  # type: ignore[arg-type]
        expires_at=row["expires_at"],  # type: ignore[arg-type]
    )


async def _tell_the_board(actor: Actor, *, now: datetime) -> None:
    """Write to the chair and the data steward; the message says that it happened, the list says why."""
    for account_id, _ in await list_role_holders(*BOARD):
        if account_id == actor.account_id:
            continue
        for address in await addresses_of(account_id):
            if address.kind is AddressKind.EMAIL:
                context = {"path": LIST}
                await send_to_address(Channel.EMAIL, address.text, MESSAGE, context, language="ar", now=now)
