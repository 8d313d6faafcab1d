"""A proposal as one of its people sees it: what is asked of them, until when, what they may read, and what was."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.guardians import find_wali
from wethaq.matching.meeting_invites import Meeting
from wethaq.matching.meeting_keeping import find_meeting
from wethaq.matching.other_side import OtherSide, read_other_side
from wethaq.matching.own_history import HistoryLine, history_of
from wethaq.matching.photo_showing import NO_PHOTO, PhotoWindow, look_at_photo, reader_number
from wethaq.matching.policy.agreement import Party, outside_view, waits_for
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.stages import LEVELS, OutsideView, Stage, deadline
from wethaq.matching.policy.traits import Trait
from wethaq.matching.proposals import (
    COUPLE,
    Seat,
    get_own_proposal,
    get_wards_proposal,
    list_own_proposals,
    list_wards_proposals,
)
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A line of the list; `until` is told only to whoever is asked."""

    seat: Seat
    view: OutsideView
    stage: Stage | None
    awaits_me: bool
    is_frozen: bool
    until: datetime | None
    number: str

    @classmethod
    def of(cls, seat: Seat) -> "ProposalLine":
        """Compose what a reader may know of where it stands."""
        rule = seat.proposal.rule
        view = outside_view(rule, seat.party)
        is_open = view is OutsideView.UNDER_WAY
        meets_first = rule.stage is Stage.MEETING and rule.met_at is None
        awaits = is_open and waits_for(rule) is seat.party and not meets_first
        ends_at = deadline(rule.stage, rule.entered_at, met_at=rule.met_at) if awaits else None
        is_done = view is OutsideView.CONTRACTED
        return cls(
            seat=seat,
            view=view,
            stage=rule.stage if is_open or is_done else None,
            awaits_me=awaits,
            is_frozen=is_open and rule.is_frozen,
            until=ends_at,
            number=reader_number(seat),
        )


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What a page with one question needs; it shows nothing of the other side, so that nothing is read for it."""

    line: ProposalLine
    criteria: list[Trait]
    """What may be named as having suited or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal's page."""

    line: ProposalLine
    other: OtherSide
    photo: PhotoWindow
    meeting: Meeting | None
    history: list[HistoryLine]
    may_leave_photo_out: bool
    asks_for_wali: bool
    """She has said yes, and her guardian can't be asked before she allows it."""
    has_wali: bool

    @property
    def is_over(self) -> bool:
        return self.line.view is OutsideView.NOT_COMPLETED


async def list_own(*, actor: Actor) -> list[ProposalLine]:
    """Return what the actor has been told of; what waits for them comes first."""
    lines = [ProposalLine.of(seat) for seat in await list_own_proposals(actor=actor)]
    return sorted(lines, key=lambda line: (not line.awaits_me, line.stage is None))


async def list_wards(*, actor: Actor) -> list[ProposalLine]:
    """Return what a guardian has been asked about; what waits for him comes first."""
    lines = [ProposalLine.of(seat) for seat in await list_wards_proposals(actor=actor)]
    return sorted(lines, key=lambda line: (not line.awaits_me, line.stage is None))


async def compose_own(seat: Seat, *, actor: Actor, now: datetime) -> ProposalView:
    """Compose a proposal's page for one of the two or her guardian; every reading is written down."""
    line = ProposalLine.of(seat)
    rule = seat.proposal.rule
    is_hers = seat.party is Party.WOMAN
    waits_for_wali = is_hers and waits_for(rule) is Party.WALI
    wali = await find_wali(seat.proposal.woman_id) if waits_for_wali else None
    is_settled = wali is not None and wali["may_be_contacted_at"] is not None
    shows_meeting = line.stage is Stage.MEETING and not line.is_frozen
    return ProposalView(
        line=line,
        other=await read_other_side(seat, actor=actor, now=now),
        photo=await look_at_photo(seat, actor=actor, now=now) if seat.party in COUPLE else NO_PHOTO,
        meeting=await find_meeting(seat.proposal.id) if shows_meeting else None,
        history=await history_of(seat),
        may_leave_photo_out=line.stage is Stage.DETAILS and not rule.skips_photo and not line.is_frozen,
        asks_for_wali=waits_for_wali and not is_settled,
        has_wali=wali is not None,
    )


async def ask_own(proposal_id: UUID, *, actor: Actor) -> OwnQuestion:
    """Return what a question about a proposal is asked with, to one of the two."""
    return await _question(await get_own_proposal(proposal_id, actor=actor))


async def ask_wards(proposal_id: UUID, *, actor: Actor) -> OwnQuestion:
    """Return what a question about a proposal is asked with, to her guardian."""
    return await _question(await get_wards_proposal(proposal_id, actor=actor))


async def show_own(proposal_id: UUID, *, actor: Actor, now: datetime) -> ProposalView:
    """Return a proposal's page for one of the two."""
    return await compose_own(await get_own_proposal(proposal_id, actor=actor), actor=actor, now=now)


async def show_wards(proposal_id: UUID, *, actor: Actor, now: datetime) -> ProposalView:
    """Return a proposal's page for her guardian."""
    return await compose_own(await get_wards_proposal(proposal_id, actor=actor), actor=actor, now=now)


async def _question(seat: Seat) -> OwnQuestion:
    found = seat.proposal
    seen = LEVELS.get(found.ended_from or found.rule.stage, Level.SUMMARY)
    traits = (await current_vocabulary()).active
    return OwnQuestion(
        ProposalLine.of(seat),
        [trait for trait in traits if trait.earliest <= seen and trait.consent_class is None],
    )
