"""What a matchmaker sees first: what waits and until when, and the portfolio, those first who were longest unseen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil
from typing import Final
from uuid import UUID

from wethaq.matching.candidates import Shown, show
from wethaq.matching.desk_care import see_care
from wethaq.matching.desk_counts import (
    described_ids,
    freezes_of,
    last_proposed_on,
    meetings_missing,
    obstructed_ids,
    open_proposals_of,
    referenced_ids,
)
from wethaq.matching.matchmakers import Matchmaker, find_matchmaker
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.stages import Stage, deadline
from wethaq.matching.policy.verification import grows_stale_soon, is_stale
from wethaq.matching.portfolio import list_portfolio
from wethaq.matching.profiles import Profile
from wethaq.platform.actors import Actor
from wethaq.platform.localisation.dates import riyadh_date

A_PAGE: Final = 20
LOOKED_AFTER: Final = frozenset({ProfileState.IN_REVIEW, ProfileState.ACTIVE, ProfileState.PAUSED})


class Waits(StrEnum):
    """What of a profile waits for its matchmaker."""

    REVIEW = "review"
    STALE_PROOF = "stale_proof"
    PROOF_SOON = "proof_soon"
    REFERENCES = "references"
    DESCRIPTION = "description"
    OBSTRUCTION = "obstruction"


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """A profile of the portfolio; `unseen_days` since the last proposal, or since they began to wait."""

    profile: Profile
    who: Shown
    waits: tuple[Waits, ...]
    open_proposals: int
    unseen_days: int | None


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal that waits for somebody: whose, where it is, and until when."""

    id: UUID
    woman: Shown
    man: Shown
    stage: Stage
    entered_at: datetime
    ends_at: datetime | None
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class DeskHome:
    """Everything on the first page."""

    matchmaker: Matchmaker | None
    lines: Sequence[PortfolioLine]
    people: int
    page: int
    pages: int
    closed: int
    counts: Counter[Waits]
    drafts: int
    to_send: Sequence[ProposalLine]
    waiting: Sequence[ProposalLine]
    to_meet: Sequence[ProposalLine]
    frozen: Sequence[ProposalLine]
    to_speak_to: int
    """Guardians who hold something up, and calls after a wedding (`desk_care`)."""


async def see_home(*, actor: Actor, now: datetime, page: int = 1) -> DeskHome:
    """Return a page of the reader's portfolio, and what of all of it waits."""
    profiles = await list_portfolio(actor=actor)
    open_ones = [each for each in profiles if each.state in LOOKED_AFTER]
    lines = await _lines(open_ones, actor=actor, now=now)
    proposals = await _proposals([each.id for each in profiles], actor=actor)
    pages = max(ceil(len(lines) / A_PAGE), 1)
    shown = min(max(page, 1), pages)
    without_meeting = await meetings_missing([each.id for each in proposals])
    frozen = await freezes_of([each.id for each in proposals])
    care = await see_care(actor=actor, now=now)
    return DeskHome(
        matchmaker=await find_matchmaker(actor.account_id),
        lines=lines[(shown - 1) * A_PAGE : shown * A_PAGE],
        people=len(lines),
        page=shown,
        pages=pages,
        closed=sum(each.state is ProfileState.CLOSED for each in profiles),
        counts=Counter(waits for line in lines for waits in line.waits),
        drafts=sum(each.stage is Stage.DRAFT for each in proposals),
        to_send=[each for each in proposals if each.stage is Stage.APPROVED],
        waiting=[each for each in proposals if each.ends_at and not each.is_frozen],
        to_meet=[each for each in proposals if each.id in without_meeting and not each.is_frozen],
        frozen=[each for each in proposals if each.is_frozen or each.id in frozen],
        to_speak_to=len(care.stuck) + len(care.calls),
    )


async def _lines(profiles: list[Profile], *, actor: Actor, now: datetime) -> list[PortfolioLine]:
    ids, today = [each.id for each in profiles], riyadh_date(now)
    shown = await show(ids, actor=actor)
    referenced, described = await referenced_ids(ids), await described_ids(ids)
    obstructed, last = await obstructed_ids(ids), await last_proposed_on(ids)
    under_way = [row for row in await open_proposals_of(ids) if row["stage"] != Stage.DRAFT]
    open_now = Counter(each for row in under_way for each in (row["woman_id"], row["man_id"]))
    lines = [
        PortfolioLine(
            profile=each,
            who=shown[each.id],
            waits=_waits(each, each.id in referenced, each.id in described, each.id in obstructed, today),
            open_proposals=open_now[each.id],
            unseen_days=_unseen_days(each, last.get(each.id), today),
        )
        for each in profiles
        if each.id in shown
    ]
    return sorted(
        lines, key=lambda line: (line.open_proposals > 0, -(line.unseen_days or -1), line.who.number or "")
    )


def _waits(
    profile: Profile, is_referenced: bool, is_described: bool, is_obstructed: bool, today: date
) -> tuple[Waits, ...]:
    is_active = profile.state is ProfileState.ACTIVE
    stale = is_stale(profile.marital_proof_on, today)
    found = {
        Waits.OBSTRUCTION: is_obstructed,
        Waits.REVIEW: profile.state is ProfileState.IN_REVIEW,
        Waits.STALE_PROOF: is_active and stale,
        Waits.PROOF_SOON: is_active and not stale and grows_stale_soon(profile.marital_proof_on, today),
        Waits.REFERENCES: not is_referenced,
        Waits.DESCRIPTION: profile.appearance == "description" and not is_described,
    }
    return tuple(each for each, is_so in found.items() if is_so)


def _unseen_days(profile: Profile, last_on: date | None, today: date) -> int | None:
    """Return how long somebody who may be proposed has been in no proposal."""
    since = max((each for each in (last_on, profile.waiting_since) if each), default=None)
    if since is None or profile.state is not ProfileState.ACTIVE:
        return None
    return max((today - since).days, 0)


async def _proposals(ids: list[UUID], *, actor: Actor) -> list[ProposalLine]:
    rows = await open_proposals_of(ids)
    shown = await show({each for row in rows for each in (row["woman_id"], row["man_id"])}, actor=actor)
    lines = [
        ProposalLine(
            id=row["id"],
            woman=shown[row["woman_id"]],
            man=shown[row["man_id"]],
            stage=Stage(row["stage"]),
            entered_at=row["entered_at"],
            ends_at=deadline(Stage(row["stage"]), row["entered_at"], met_at=row["met_at"]),
            is_frozen=row["is_frozen"],
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (line.ends_at or line.entered_at, str(line.id)))
