"""How two profiles are related, as staff established it; a tie that bars a marriage bars the proposal."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.portfolio import find_by_number, get_kept_profile
from wethaq.matching.profiles import touch_profiles
from wethaq.matching.tables import KinshipRow, ProfileRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import places, rows_that
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError


class SameProfileError(RefusedError):
    """Nobody is their own kin."""

    message = N_("This is the number of the same profile.")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as it stands on one of the two profiles: the other by number only."""

    other_number: str | None
    kinship: Kinship
    words: str | None
    established_at: datetime


async def list_ties(profile_id: UUID) -> list[Tie]:
    """Return the ties of a profile, for callers that have asked their own guard."""
    rows = await rows_that(
        KinshipRow, "WHERE one_id = {} OR other_id = {} ORDER BY established_at", profile_id, profile_id
    )
    others = {row["id"]: _other(row, profile_id) for row in rows}
    numbers = await numbers_of(list(others.values()))
    opened = [open_row(KinshipRow, row) for row in rows]
    return [
        Tie(numbers.get(others[row["id"]]), Kinship(row["kinship"]), row["words"], row["established_at"])
        for row in opened
    ]


async def establish_tie(
    profile_id: UUID, other_number: str, kinship: Kinship, words: str | None, *, actor: Actor, now: datetime
) -> None:
    """Keep how two are related, in place of what was kept before.

    Raises ProfileNotFoundError for a number that nobody has.
    """
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        other = await find_by_number(other_number)
        if other.id == profile.id:
            raise SameProfileError
        one_id, other_id = sorted((profile.id, other.id))
        rows = await rows_that(KinshipRow, "WHERE one_id = {} AND other_id = {}", one_id, other_id)
        values = {
            "kinship": kinship.value,
            "words": words,
            "established_at": now,
            "established_by": actor.account_id,
        }
        if rows:
            await update_sealed(KinshipRow, rows[0]["id"], values)
        else:
            pair = {"id": new_id(), "one_id": one_id, "other_id": other_id}
            await insert_sealed(KinshipRow, {**pair, **values})
        await touch_profiles([one_id, other_id], now=now)
        await audit.record(
            "matching.tie_established",
            profile_id,
            actor=actor,
            now=now,
            person_id=profile.person_id,
            details={"kinship": kinship.value},
        )


async def numbers_of(profile_ids: list[UUID]) -> dict[UUID, str | None]:
    """Return the numbers of profiles."""
    if not profile_ids:
        return {}
    clauses = f"WHERE id IN {places(len(profile_ids))}"
    rows = await rows_that(ProfileRow, clauses, *profile_ids, only=("id", "number"))
    return {row["id"]: row["number"] for row in rows}


def _other(row: dict[str, UUID], profile_id: UUID) -> UUID:
    return row["other_id"] if row["one_id"] == profile_id else row["one_id"]
