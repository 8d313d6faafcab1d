"""Where a matchmaker has to speak to somebody: a guardian who doesn't answer, a couple after the wedding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.candidates import Shown, show
from wethaq.matching.following_up import DueCall, list_due_calls
from wethaq.matching.policy.guardians import can_note_obstruction
from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.proposals import ProposalNotFoundError
from wethaq.matching.wali_escalations import StuckProposal, list_escalations, note_obstruction
from wethaq.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class StuckLine:
    """A proposal that waits for her guardian, and whose it is."""

    who: Shown
    stuck: StuckProposal

    @property
    def can_be_noted(self) -> bool:
        return can_note_obstruction(self.stuck.why)


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call that is due, and with whom."""

    who: Shown
    call: DueCall


@dataclass(frozen=True, slots=True)
class Care:
    """Everything of the portfolio that needs a conversation."""

    stuck: Sequence[StuckLine]
    calls: Sequence[CallLine]


async def see_care(*, actor: Actor, now: datetime) -> Care:
    """Return what is stuck with a guardian, the longest first, and the calls that are due."""
    stuck = await list_escalations(actor=actor, now=now)
    calls = await list_due_calls(actor=actor, now=now)
    whose = {each.profile_id for each in stuck} | {each.profile_id for each in calls}
    shown = await show(whose, actor=actor)
    return Care(
        [StuckLine(shown[each.profile_id], each) for each in stuck if each.profile_id in shown],
        [CallLine(shown[each.profile_id], each) for each in calls if each.profile_id in shown],
    )


async def get_due_call(call_id: UUID, *, actor: Actor, now: datetime) -> CallLine:
    """Return a call that is due in the portfolio. Raises ProposalNotFoundError."""
    for line in (await see_care(actor=actor, now=now)).calls:
        if line.call.id == call_id:
            return line
    raise ProposalNotFoundError


async def get_stuck(profile_id: UUID, *, actor: Actor, now: datetime) -> StuckLine:
    """Return what of a profile is stuck with a guardian, if more can be noted of him. Raises ProposalNotFoundError."""
    for line in (await see_care(actor=actor, now=now)).stuck:
        if line.who.profile_id == profile_id and line.can_be_noted:
            return line
    raise ProposalNotFoundError


async def keep_obstruction(profile_id: UUID, words: str, *, actor: Actor, now: datetime) -> None:
    """Write down an obstruction of somebody in the portfolio. Raises ProfileNotFoundError, NotFoundError."""
    await get_kept_profile(profile_id, actor=actor)
    await note_obstruction(profile_id, words, actor=actor, now=now)
