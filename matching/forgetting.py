"""Forgetting what matching knew: profiles five years after they were closed, drafts after a year (PDPL art. 18).

Of proposals their stages and dates stay, for the figures of the funnel: two ids that lead
to nobody once the profiles are gone.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.matching.appearance import destroy_picture
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.tables import (
    BlockRow,
    BreakGlassRow,
    ExamRow,
    FeedbackRow,
    FollowUpRow,
    FreezeRow,
    KinshipRow,
    MatchmakerNoteRow,
    MeetingRow,
    PhotoRow,
    ProfileRow,
    ProposalRow,
    ReferenceRow,
    RoundPersonRow,
    SensitiveFactRow,
    VerificationRow,
    WaliRow,
    YesRow,
)
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import read
from wethaq.platform.database.transaction import transaction

KEPT: Final = timedelta(days=5 * 365)
DRAFT_KEPT: Final = timedelta(days=365)
BATCH: Final = 200
AROUND_A_PROFILE: Final[tuple[Any, ...]] = (
    SensitiveFactRow,
    WaliRow,
    ReferenceRow,
    VerificationRow,
    PhotoRow,
    BlockRow,
    MatchmakerNoteRow,
    BreakGlassRow,
    ExamRow,
    FollowUpRow,
    RoundPersonRow,
)


async def forget_closed_profiles(*, actor: Actor, now: datetime) -> int:
    """Destroy profiles that were closed five years ago, with everything around them."""
    return await _forget(
        ProfileRow.select(ProfileRow.id).where(
            ProfileRow.state == ProfileState.CLOSED.value, ProfileRow.closed_at < now - KEPT
        ),
        actor=actor,
        now=now,
    )


async def forget_unfinished_profiles(*, actor: Actor, now: datetime) -> int:
    """Destroy profiles that were begun, never sent for review, and not touched for a year."""
    return await _forget(
        ProfileRow.select(ProfileRow.id).where(
            ProfileRow.state == ProfileState.DRAFT.value, ProfileRow.changed_at < now - DRAFT_KEPT
        ),
        actor=actor,
        now=now,
    )


async def forget_old_proposals(*, actor: Actor, now: datetime) -> int:
    """Destroy what was written of proposals that ended five years ago: reasons, meetings, feedback, freezes."""
    del actor
    rows = await read(
        "SELECT id FROM matching_proposal WHERE ended_at < {} AND (staff_reason IS NOT NULL "
        "OR EXISTS (SELECT 1 FROM matching_meeting WHERE proposal_id = matching_proposal.id) "
        "OR EXISTS (SELECT 1 FROM matching_feedback WHERE proposal_id = matching_proposal.id) "
        "OR EXISTS (SELECT 1 FROM matching_freeze WHERE proposal_id = matching_proposal.id) "
        "OR EXISTS (SELECT 1 FROM matching_yes WHERE proposal_id = matching_proposal.id)) LIMIT {}",
        now - KEPT,
        BATCH,
    )
    for row in rows:
        async with transaction():
            for table in (MeetingRow, FeedbackRow, FreezeRow, YesRow):
                await table.delete().where(table.proposal_id == row["id"])
            await ProposalRow.update({ProposalRow.staff_reason: None}).where(ProposalRow.id == row["id"])
    return len(rows)


async def _forget(chosen: Any, *, actor: Actor, now: datetime) -> int:
    rows = await chosen.limit(BATCH)
    for row in rows:
        await forget_profile(row["id"], actor=actor, now=now)
    return len(rows)


async def forget_profile(profile_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Destroy a profile and everything around it; the picture goes last, when all else is sure."""
    async with transaction():
        pictures = await PhotoRow.select(PhotoRow.document_id).where(PhotoRow.profile_id == profile_id)
        for table in AROUND_A_PROFILE:
            await table.delete().where(table.profile_id == profile_id)
        await KinshipRow.delete().where(
            (KinshipRow.one_id == profile_id) | (KinshipRow.other_id == profile_id)
        )
        await ProfileRow.delete().where(ProfileRow.id == profile_id)
        await audit.record("matching.profile_forgotten", profile_id, actor=actor, now=now)
        for picture in pictures:
            await destroy_picture(picture["document_id"], actor=actor, now=now)
