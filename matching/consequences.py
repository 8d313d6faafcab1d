"""What a step brings with it: an engagement ends all other proposals, an end calls its meeting off."""

from datetime import datetime
from typing import Final

from wethaq.matching import walis
from wethaq.matching.ending import end_proposal, open_proposals_of
from wethaq.matching.meeting_keeping import call_off_meeting
from wethaq.matching.policy.agreement import Party, waits_for
from wethaq.matching.policy.stages import ENDS, Stage, ends_with_engagement
from wethaq.matching.proposals import ProposalRecord, owners_of
from wethaq.platform.actors import Actor
from wethaq.platform.intake.next_steps import suggest_next_step

PREMARITAL_COURSE: Final = "before-marriage"
"""The slug of the course's public page; what stands behind it is another service's."""


async def follow_step(before: ProposalRecord, saved: ProposalRecord, *, actor: Actor, now: datetime) -> None:
    """Do, in the step's own transaction, what its new stage asks for."""
    if waits_for(saved.rule) is Party.WALI:
        await walis.invite_where_allowed(saved.woman_id, actor=actor, now=now)
    if saved.rule.stage is before.rule.stage:
        return
    if saved.rule.stage is Stage.ENGAGED:
        await _follow_engagement(saved, actor=actor, now=now)
    if saved.rule.stage in ENDS:
        await call_off_meeting(saved, now=now)


async def _follow_engagement(engaged: ProposalRecord, *, actor: Actor, now: datetime) -> None:
    """End all others (no proposal over an accepted one), and suggest the premarital course to both."""
    for profile_id in engaged.profile_ids:
        for other in await open_proposals_of(profile_id):
            if other.id != engaged.id and ends_with_engagement(other.rule.stage):
                await end_proposal(other, Stage.MARRIED_ELSEWHERE, by="staff", actor=actor, now=now)
    for person_id in (await owners_of(engaged)).values():
        await suggest_next_step(person_id, PREMARITAL_COURSE, suggested_by="matching", actor=actor, now=now)
