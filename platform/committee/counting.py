"""How a vote stands while it is open: numbers only, so that looking again opens nobody's file."""

from dataclasses import dataclass
from uuid import UUID

from wethaq.platform.committee.cases import list_votes, load_sitting
from wethaq.platform.committee.policy.conflicts import Member, bar_of
from wethaq.platform.committee.policy.meetings import ItemStatus
from wethaq.platform.committee.policy.voting import Quorum, Verdict, count_votes
from wethaq.platform.committee.records import AgendaItem


@dataclass(frozen=True, slots=True)
class Count:
    """The figures above a case. `verdict` is what counting now would say, for whoever presides and has voted."""

    item: AgendaItem
    quorum: Quorum
    votes_cast: int
    verdict: Verdict | None
    is_watched: bool
    """Whether the reader presides over a vote that is open, and so waits for the others."""


async def open_count(item_id: UUID, seat: Member) -> Count:
    """Return how a case stands, to a member of the committee."""
    sitting = await load_sitting(item_id)
    votes = await list_votes(item_id)
    is_watched = sitting.item.status is ItemStatus.VOTING and seat.id == sitting.meeting.presiding_member_id
    has_done_their_part = bar_of(seat, sitting.case) is not None or seat.id in {
        vote.member_id for vote in votes
    }
    tally = count_votes(
        votes,
        presiding=sitting.meeting.presiding_member_id,
        has_casting_vote=sitting.rules.has_casting_vote,
    )
    return Count(
        item=sitting.item,
        quorum=sitting.quorum,
        votes_cast=len(votes),
        verdict=tally.verdict if is_watched and has_done_their_part else None,
        is_watched=is_watched,
    )
