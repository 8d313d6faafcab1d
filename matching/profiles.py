"""Profiles as values: loaded through the guard, written where they still are what was read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wethaq.matching.applicants import read_facts, read_wishes
from wethaq.matching.policy.profile_states import ensure_can_move
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState, Wish
from wethaq.matching.policy.traits import Fact
from wethaq.matching.tables import ProfileRow
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import places, read, row_by_id, rows_where, update_that
from wethaq.platform.database.sealing import open_row, seal_values
from wethaq.platform.errors import FasterElsewhereError, NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile without what lies beside it: guardian, references, photo, facts with a consent of their own."""

    id: UUID
    number: str | None
    person_id: UUID
    request_id: UUID | None
    state: ProfileState
    matchmaker_id: UUID | None
    marital_status: MaritalStatus | None
    wives_now: int
    wives_wished: int
    is_open_to_polygamy: bool
    eligible_from: date | None
    marital_proof_on: date | None
    waiting_since: date | None
    facts: Mapping[str, Fact | None]
    wishes: tuple[Wish, ...]
    about_self: str | None
    hoped_for: str | None
    employer: str | None
    covenant_at: datetime | None
    appearance: str | None
    paused_until: date | None
    made_by: str
    channel: str | None
    made_at: datetime
    changed_at: datetime
    ready_at: datetime | None
    activated_at: datetime | None
    closed_at: datetime | None
    closed_because: str | None
    version: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Profile":
        """Return a row, as the database gives it, as a value."""
        opened = open_row(ProfileRow, row)
        status = opened["marital_status"]
        return cls(
            **{each.name: opened[each.name] for each in fields(cls) if each.name not in _READ},
            state=ProfileState(opened["state"]),
            marital_status=MaritalStatus(status) if status else None,
            facts=read_facts(opened["facts"]),
            wishes=read_wishes(opened["wishes"]),
        )


_READ = {"state", "marital_status", "facts", "wishes"}


async def find_profile_of(person_id: UUID) -> Profile | None:
    """Return a person's profile, closed ones too, or None."""
    rows = await rows_where(ProfileRow, person_id=person_id)
    return Profile.of(rows[0]) if rows else None


async def get_profile(profile_id: UUID) -> Profile:
    """Return a profile by its id, for callers that have asked their own guard."""
    row = await row_by_id(ProfileRow, profile_id)
    if row is None:
        raise NotFoundError
    return Profile.of(row)


async def get_own_profile(*, actor: Actor) -> Profile:
    """Return the reader's own profile; 404 for whoever has none."""
    found = await find_profile_of(actor.person_id) if actor.person_id else None
    if found is None:
        raise NotFoundError
    return found


async def write_profile(
    profile: Profile, values: Mapping[str, Any], *, now: datetime, is_touched: bool = True
) -> Profile:
    """Write columns where the profile still is what was read, and return what it is now.

    Raises FasterElsewhereError when somebody was quicker.
    """
    kept = {**values, "changed_at": now, "version": profile.version + 1}
    changed = await update_that(
        ProfileRow,
        seal_values(ProfileRow, profile.id, kept),
        "WHERE id = {} AND version = {} AND state = {}",
        profile.id,
        profile.version,
        profile.state.value,
    )
    if not changed:
        raise FasterElsewhereError
    if is_touched:
        await touch_profiles([profile.id], now=now)
    return await get_profile(profile.id)


async def move_profile(profile: Profile, target: ProfileState, *, now: datetime, **values: Any) -> Profile:
    """Move a profile to another state; the caller records it."""
    ensure_can_move(profile.state, target)
    return await write_profile(profile, {**values, "state": target.value}, now=now)


async def touch_profiles(profile_ids: Collection[UUID], *, now: datetime) -> None:
    """Say that what decides whom these may be proposed to has changed, so that every process reads them anew.

    Called by whoever writes a fact, a block, a tie, or moves a proposal; `revision` counts up
    by itself, so that two changes of one moment are two.
    """
    ids = list(profile_ids)
    if ids:
        touched = "UPDATE matching_profile SET revision = revision + 1, touched_at = {} WHERE id IN "
        await read(f"{touched}{places(len(ids))} RETURNING id", now, *ids)
