"""What a matchmaker decides about a profile: activated when it is checked, paused, closed; each with who and why."""

from datetime import date, datetime
from uuid import UUID

from wethaq.matching.hiding import close_profile
from wethaq.matching.policy.desk_access import ensure_reason
from wethaq.matching.policy.profile_states import ClosedBecause
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.stages import Stage
from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.profiles import Profile, move_profile
from wethaq.matching.reviewing import activate_profile
from wethaq.matching.tables import MatchmakerNoteRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction


async def activate_kept_profile(profile_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Let a profile be proposed, once everything about it was checked. Raises ProfileIncompleteError."""
    async with transaction():
        await get_kept_profile(profile_id, actor=actor)
        return await activate_profile(profile_id, actor=actor, now=now)


async def pause_kept_profile(
    profile_id: UUID, reason: str, until: date | None, *, actor: Actor, now: datetime
) -> Profile:
    """Propose nobody new until a day, or until somebody activates it again; the reason stays in the notes."""
    words = ensure_reason(reason)
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        paused = await move_profile(profile, ProfileState.PAUSED, now=now, paused_until=until)
        await _keep_reason(profile, words, actor=actor, now=now)
        await audit.record(
            "matching.profile_paused", profile.id, actor=actor, now=now, person_id=profile.person_id
        )
    return paused


async def close_kept_profile(profile_id: UUID, reason: str, *, actor: Actor, now: datetime) -> None:
    """Close a profile; what is open ends for the other side without a reason."""
    words = ensure_reason(reason)
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        await _keep_reason(profile, words, actor=actor, now=now)
        await close_profile(
            profile, ClosedBecause.CLOSED_BY_STAFF, target=Stage.CLOSED_BY_STAFF, actor=actor, now=now
        )


async def _keep_reason(profile: Profile, words: str, *, actor: Actor, now: datetime) -> None:
    values = {
        "id": new_id(),
        "profile_id": profile.id,
        "author_id": actor.account_id,
        "body": words,
        "written_at": now,
    }
    await insert_sealed(MatchmakerNoteRow, values)
