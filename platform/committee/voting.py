"""Opening a vote, stepping back from it, and casting the one vote that a member has."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.committee.agenda import get_item, lock_for_vote, move_item
from wethaq.platform.committee.cases import Sitting, list_votes, load_sitting
from wethaq.platform.committee.errors import VotedAlreadyError, VotingNotOpenError
from wethaq.platform.committee.meetings import ensure_presides, get_meeting
from wethaq.platform.committee.members import get_seat, mark_relative
from wethaq.platform.committee.policy.conflicts import bar_of, ensure_can_recuse, ensure_no_bar
from wethaq.platform.committee.policy.meetings import (
    OPEN_ITEM_STATUSES,
    ItemStatus,
    ensure_open,
    ensure_voting,
)
from wethaq.platform.committee.policy.voting import Choice, ensure_can_vote, ensure_quorum
from wethaq.platform.committee.tables import RecusalRow, VoteRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.intake.service import RequestStatus

BEFORE_COMMITTEE = frozenset({RequestStatus.IN_COMMITTEE, RequestStatus.IN_APPEAL})


async def open_vote(item_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Open the vote on one case, if the quorum for it is in the room (H5).

    A request that was withdrawn meanwhile is no longer voted on.
    """
    async with transaction():
        sitting = await load_sitting(item_id)
        ensure_open(sitting.meeting.status)
        await ensure_presides(sitting.meeting, actor)
        if sitting.request.status not in BEFORE_COMMITTEE:
            raise VotingNotOpenError
        ensure_quorum(sitting.quorum)
        await move_item(sitting.item, ItemStatus.VOTING)
        await audit.record("committee.vote_opened", item_id, actor=actor, now=now)


async def cast_vote(item_id: UUID, choice: Choice, *, actor: Actor, now: datetime) -> None:
    """Cast the actor's one vote; the unique index admits no second, however many arrive at once.

    The quorum is checked at each vote: if members have left the room, nobody
    votes until they are back (H5).
    """
    seat = await get_seat(actor)
    async with transaction():
        if not await lock_for_vote(item_id):
            await get_item(item_id)
            raise VotingNotOpenError
        sitting = await load_sitting(item_id)
        ensure_open(sitting.meeting.status)
        ensure_can_vote(seat, sitting.present, sitting.case)
        ensure_quorum(sitting.quorum)
        await _insert_vote(item_id, seat.id, choice, now=now)
        await audit.record("committee.vote_cast", item_id, actor=actor, now=now)


async def recuse(
    item_id: UUID, reason: str, *, is_relative: bool = False, actor: Actor, now: datetime
) -> None:
    """Step back from a case before voting on it; the minutes keep the reason.

    `is_relative` keeps the member out of every later case of the same person too.
    """
    seat = await get_seat(actor)
    async with transaction():
        sitting = await load_sitting(item_id)
        if sitting.item.status not in OPEN_ITEM_STATUSES:
            raise VotingNotOpenError
        has_voted = any(vote.member_id == seat.id for vote in await list_votes(item_id))
        ensure_no_bar(bar_of(seat, sitting.case))
        ensure_can_recuse(has_voted=has_voted, reason=reason)
        await insert_sealed(
            RecusalRow,
            {
                "id": new_id(),
                "item_id": item_id,
                "member_id": seat.id,
                "reason": reason.strip(),
                "recused_at": now,
            },
        )
        if is_relative:
            await mark_relative(seat.id, sitting.request.person_id, reason.strip(), actor=actor, now=now)
        await audit.record("committee.member_recused", item_id, actor=actor, now=now)


async def put_off(item_id: UUID, because: str, *, actor: Actor, now: datetime) -> None:
    """Leave a case for another meeting: no quorum, a tie that nobody breaks, or something to find out."""
    async with transaction():
        item = await get_item(item_id)
        meeting = await get_meeting(item.meeting_id)
        ensure_open(meeting.status)
        await ensure_presides(meeting, actor)
        await move_item(item, ItemStatus.PUT_OFF, because=because.strip() or None)
        await audit.record("committee.item_put_off", item_id, actor=actor, now=now)


async def load_counted(item_id: UUID, *, actor: Actor) -> Sitting:
    """Lock a case for its count and return it; only whoever presides may count."""
    if not await lock_for_vote(item_id):
        raise VotingNotOpenError
    sitting = await load_sitting(item_id)
    ensure_open(sitting.meeting.status)
    await ensure_presides(sitting.meeting, actor)
    ensure_voting(sitting.item.status)
    return sitting


async def _insert_vote(item_id: UUID, member_id: UUID, choice: Choice, *, now: datetime) -> None:
    try:
        async with savepoint():
            await VoteRow.insert(
                VoteRow(id=new_id(), item_id=item_id, member_id=member_id, choice=choice.value, cast_at=now)
            )
    except UNIQUE_VIOLATIONS as error:
        raise VotedAlreadyError from error
