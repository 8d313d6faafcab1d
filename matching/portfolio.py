"""Whose profile it is to read: a matchmaker's own portfolio, and for half an hour what was opened with a reason.

"Not yours" looks exactly like "not there". Each reading is written down with whom it concerns,
in the transaction of the reading: the applicant sees it in "who has opened my file".
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.matching.policy.desk_access import MATCHMAKERS, OPENERS
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.profiles import Profile, get_profile
from wethaq.matching.tables import BreakGlassRow, ProfileRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.errors import N_, NotFoundError
from wethaq.platform.localisation.digits import ascii_digits

PROFILE: Final = "matching.profile"
WORK: Final = "matching.matchmaking"
WITH_A_REASON: Final = "matching.reasoned_opening"
OPENED_WHAT: Final = {PROFILE: N_("Your matchmaking profile")}
OPENED_FOR: Final = {
    WORK: N_("To look for somebody who suits you"),
    WITH_A_REASON: N_("With a written reason, outside their own work; the board was told"),
}
"""What people read in "who has opened my file"."""
ONE_VISIT: Final = timedelta(hours=1)
"""Within it, coming back to the page isn't another opening: else the list would hide what matters."""


class ProfileNotFoundError(NotFoundError):
    """There is no such profile, or it isn't the reader's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile that somebody may read; `opened_until` where it isn't theirs and was opened with a reason."""

    profile: Profile
    opened_until: datetime | None = None

    @property
    def is_own(self) -> bool:
        return self.opened_until is None


async def get_kept_profile(profile_id: UUID, *, actor: Actor) -> Profile:
    """Return a profile of the reader's portfolio. Raises ProfileNotFoundError."""
    kept = await _load(profile_id, actor)
    if not _is_keeper(kept, actor):
        raise ProfileNotFoundError
    return kept


async def get_readable_profile(profile_id: UUID, *, actor: Actor, now: datetime) -> Kept:
    """Return a profile of the portfolio, or one that the reader has opened with a reason and for a short time."""
    profile = await _load(profile_id, actor)
    if _is_keeper(profile, actor):
        return Kept(profile)
    until = await _opened_until(profile_id, actor, now)
    if until is None:
        raise ProfileNotFoundError
    return Kept(profile, until)


async def note_reading(kept: Kept, *, actor: Actor, now: datetime, what: str = PROFILE) -> None:
    """Write a reading down, once a visit, in the caller's transaction."""
    profile = kept.profile
    if await audit.has_viewed(actor.account_id, profile.id, since=now - ONE_VISIT):
        return
    purpose = WORK if kept.is_own else WITH_A_REASON
    await audit.record_view(
        what, profile.id, actor=actor, now=now, person_id=profile.person_id, purpose=purpose
    )


async def list_portfolio(*, actor: Actor) -> list[Profile]:
    """Return the reader's profiles, closed ones too, those first who have waited longest."""
    rows = await rows_that(
        ProfileRow, "WHERE matchmaker_id = {} ORDER BY waiting_since, made_at", actor.account_id
    )
    profiles = [Profile.of(row) for row in rows]
    return [each for each in profiles if each.person_id != actor.person_id]


async def find_in_portfolio(number: str, *, actor: Actor) -> Profile:
    """Return a profile of the portfolio by its number. Raises ProfileNotFoundError."""
    profile = await find_by_number(number)
    if not _is_keeper(profile, actor) or profile.person_id == actor.person_id:
        raise ProfileNotFoundError
    return profile


async def find_by_number(number: str) -> Profile:
    """Return a profile by its number, for callers that ask a guard of their own."""
    wanted = ascii_digits(number).strip().upper().replace(" ", "")
    rows = await rows_that(ProfileRow, "WHERE number = {}", wanted)
    if not rows:
        raise ProfileNotFoundError
    return Profile.of(rows[0])


async def keeper_of(profile_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the matchmakers of profiles that have one."""
    ids = set(profile_ids)
    rows = await rows_that(ProfileRow, "WHERE matchmaker_id IS NOT NULL", only=("id", "matchmaker_id"))
    return {row["id"]: row["matchmaker_id"] for row in rows if row["id"] in ids}


async def _load(profile_id: UUID, actor: Actor) -> Profile:
    """Load a profile that isn't the reader's own: one's own isn't one's business as staff."""
    try:
        profile = await get_profile(profile_id)
    except NotFoundError:
        raise ProfileNotFoundError from None
    if actor.account_id is None or profile.person_id == actor.person_id:
        raise ProfileNotFoundError
    return profile


def _is_keeper(profile: Profile, actor: Actor) -> bool:
    """Tell whether somebody keeps a profile; what is still being written is its owner's alone."""
    is_theirs = actor.account_id is not None and profile.matchmaker_id == actor.account_id
    return is_theirs and actor.has(*MATCHMAKERS) and not _is_unsent(profile)


def _is_unsent(profile: Profile) -> bool:
    return profile.state is ProfileState.DRAFT and profile.ready_at is None and profile.made_by == "applicant"


async def _opened_until(profile_id: UUID, actor: Actor, now: datetime) -> datetime | None:
    if not actor.has(*OPENERS):
        return None
    rows = await rows_that(
        BreakGlassRow,
        "WHERE profile_id = {} AND opened_by = {} AND expires_at > {} ORDER BY expires_at DESC LIMIT 1",
        profile_id,
        actor.account_id,
        now,
        only=("expires_at",),
    )
    return rows[0]["expires_at"] if rows else None
