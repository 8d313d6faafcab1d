"""Who says yes to a step, in which order, and what each side sees meanwhile.

The woman is asked first by default: he learns nothing of a proposal that she
declines. Her guardian is asked before S4, after her and never in her place
(Personal Status Law art. 13 asks for the consent of both parties; the guardian's part is a
step of its own). A yes is fresh: it holds for one step and is forgotten after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.stages import (
    ENDS,
    LEVELS,
    NOT_COMPLETED,
    OutsideView,
    ProposalHasMovedOnError,
    Stage,
    deadline,
    ensure_can_move,
    ensure_nobody_is_held,
    stage_after,
)
from wethaq.platform.errors import N_, RefusedError


class Party(StrEnum):
    """Who says yes or no; staff carry out what an office has to record."""

    WOMAN = "woman"
    MAN = "man"
    WALI = "wali"
    STAFF = "staff"


class NotYourTurnError(RefusedError):
    """Nobody can answer before being asked, or twice."""

    message = N_("There is nothing for you to answer here at present.")


class FrozenError(RefusedError):
    """Somebody asked for money: everything stops until staff have looked into it."""

    message = N_("This proposal is on hold while the association looks into something.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the rules need of a proposal. `yeses` are those given to the next step only."""

    stage: Stage
    entered_at: datetime
    first: Party = Party.WOMAN
    yeses: frozenset[Party] = frozenset()
    skips_photo: bool = False
    is_frozen: bool = False
    met_at: datetime | None = None
    told: frozenset[Party] = frozenset()
    """Who has ever been asked: for everybody else there never was a proposal."""


def must_agree(proposal: Proposal) -> tuple[Party, ...]:
    """Return who has to say yes to the next step, in the order in which they are asked."""
    second = Party.MAN if proposal.first is Party.WOMAN else Party.WOMAN
    couple = (proposal.first, second)
    stage = proposal.stage
    if stage in ENDS:
        return ()
    if stage in {Stage.DRAFT, Stage.APPROVED, Stage.ENGAGED, Stage.EXAM}:
        return (Party.STAFF,)
    if stage_after(stage, skips_photo=proposal.skips_photo) is Stage.GUARDIANS:
        return (*couple, Party.WALI)
    return couple


def waits_for(proposal: Proposal) -> Party | None:
    """Return whose answer is awaited: one party at a time, nobody once it has ended or is frozen."""
    if proposal.is_frozen:
        return None
    return next((party for party in must_agree(proposal) if party not in proposal.yeses), None)


def agree(proposal: Proposal, party: Party, *, now: datetime, others: Sequence[Stage] = ()) -> Proposal:
    """Take a yes; the last one that was missing moves the proposal one step on.

    Raises:
        NotYourTurnError: another party is asked at present.
        ProposalHasMovedOnError: its time has run out.
        AlreadyHeldError: S4 is next, and another proposal of either side is there.
    """
    _ensure_open(proposal, now)
    if waits_for(proposal) is not party:
        raise NotYourTurnError
    said = replace(proposal, yeses=proposal.yeses | {party})
    if waits_for(said):
        return _tell(said)
    target = stage_after(proposal.stage, skips_photo=proposal.skips_photo)
    ensure_can_move(proposal.stage, target)
    ensure_nobody_is_held(target, list(others))
    return _tell(replace(said, stage=target, entered_at=now, yeses=frozenset()))


def decline(proposal: Proposal, party: Party, *, now: datetime) -> Proposal:
    """End it by a no. Whoever knows of it may say so at any time, and never has to say why."""
    if not knows_of(proposal, party) or party is Party.STAFF:
        raise NotYourTurnError
    return end(proposal, Stage.DECLINED, now=now)


def end(proposal: Proposal, target: Stage, *, now: datetime) -> Proposal:
    """End it otherwise: revoked, closed by staff, married elsewhere; from frozen too."""
    if target not in NOT_COMPLETED:
        raise ProposalHasMovedOnError
    ensure_can_move(proposal.stage, target)
    return replace(proposal, stage=target, entered_at=now, yeses=frozenset())


def expire(proposal: Proposal, *, now: datetime) -> Proposal:
    """End what nobody has answered in time; return it as it is while there is time, or on hold."""
    return end(proposal, Stage.EXPIRED, now=now) if _has_run_out(proposal, now) else proposal


def skip_photo(proposal: Proposal, *, now: datetime) -> Proposal:
    """Leave the photo out. Either side may ask for it; the yes to another step is asked anew."""
    _ensure_open(proposal, now)
    if proposal.stage is not Stage.DETAILS:
        raise ProposalHasMovedOnError
    return replace(proposal, skips_photo=True, yeses=frozenset())


def meet(proposal: Proposal, *, now: datetime) -> Proposal:
    """Record that the meeting took place: three days for the answer begin."""
    _ensure_open(proposal, now)
    if proposal.stage is not Stage.MEETING:
        raise ProposalHasMovedOnError
    return replace(proposal, met_at=now)


def freeze(proposal: Proposal) -> Proposal:
    """Stop everything at once when somebody asked for money (also when it has been agreed to already)."""
    if proposal.stage in ENDS:
        raise ProposalHasMovedOnError
    return replace(proposal, is_frozen=True)


def release(proposal: Proposal, *, now: datetime) -> Proposal:
    """Let it go on after the staff's decision; its time begins anew, and so do the yeses."""
    if not proposal.is_frozen or proposal.stage in ENDS:
        raise ProposalHasMovedOnError
    return replace(proposal, is_frozen=False, entered_at=now, yeses=frozenset())


def level_for(proposal: Proposal, party: Party) -> Level:
    """Return how much of the other side a party may see at most now; consents are asked besides.

    Nothing once it has ended or is on hold. On the first stage the second side
    sees nothing until the first has said yes. A guardian sees nothing before he is asked.
    """
    if proposal.is_frozen or not knows_of(proposal, party):
        return Level.NOTHING
    return LEVELS.get(proposal.stage, Level.NOTHING)


def knows_of(proposal: Proposal, party: Party) -> bool:
    """Tell whether a party has ever been asked about a proposal."""
    return party is Party.STAFF or party in proposal.told


def outside_view(proposal: Proposal, party: Party) -> OutsideView:
    """Return what a party may read of where it stands: nothing of what it never knew, one word of any end."""
    if not knows_of(proposal, party):
        return OutsideView.NOTHING
    if proposal.stage is Stage.CONTRACTED:
        return OutsideView.CONTRACTED
    return OutsideView.NOT_COMPLETED if proposal.stage in ENDS else OutsideView.UNDER_WAY


def _tell(proposal: Proposal) -> Proposal:
    """Note who learns of it now: the first side with the summary, the second once the first said yes."""
    told = set(proposal.told)
    if proposal.stage is Stage.SUMMARY:
        told |= {proposal.first}
    awaited = waits_for(proposal)
    if proposal.stage in LEVELS and awaited and awaited is not Party.STAFF:
        told |= {awaited}
    return replace(proposal, told=frozenset(told))


def _has_run_out(proposal: Proposal, now: datetime) -> bool:
    ends_at = deadline(proposal.stage, proposal.entered_at, met_at=proposal.met_at)
    return not proposal.is_frozen and ends_at is not None and now >= ends_at


def _ensure_open(proposal: Proposal, now: datetime) -> None:
    if proposal.is_frozen:
        raise FrozenError
    if proposal.stage in ENDS or _has_run_out(proposal, now):
        raise ProposalHasMovedOnError
