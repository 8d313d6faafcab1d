"""The seats of the committee, and the relatives whose cases a member stays out of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.staff import StaffMember, list_staff
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.committee.errors import CommitteeRecordNotFoundError, NotAMemberError, SeatTakenError
from wethaq.platform.committee.policy.conflicts import Member
from wethaq.platform.committee.tables import MemberRow, RelationRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction

COMMITTEE_ROLES = frozenset({Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR})


async def appoint_member(
    account_id: UUID, *, is_chair: bool = False, is_alternate: bool = False, actor: Actor, now: datetime
) -> UUID:
    """Give an account a seat; an alternate sits only where appeals are heard (R3).

    Raises `SeatTakenError` for a second seat or a second chair, and
    `CommitteeRecordNotFoundError` for an account without a role on the committee.
    """
    account = await get_account(account_id)
    if account is None or account.roles.isdisjoint(COMMITTEE_ROLES):
        raise CommitteeRecordNotFoundError
    member_id = new_id()
    async with transaction():
        try:
            async with savepoint():
                await insert_sealed(
                    MemberRow,
                    {
                        "id": member_id,
                        "account_id": account_id,
                        "person_id": account.person_id,
                        "name": account.name or "",
                        "is_chair": is_chair,
                        "is_alternate": is_alternate,
                        "appointed_at": now,
                        "appointed_by": actor.account_id,
                        "ended_at": None,
                    },
                )
        except UNIQUE_VIOLATIONS as error:
            raise SeatTakenError from error
        await audit.record("committee.member_appointed", member_id, actor=actor, now=now)
    return member_id


async def end_seat(member_id: UUID, *, actor: Actor, now: datetime) -> None:
    """End a seat from now on; what the member voted stays."""
    async with transaction():
        ended = (
            await MemberRow.update({MemberRow.ended_at: now})
            .where(MemberRow.id == member_id, MemberRow.ended_at.is_null())
            .returning(MemberRow.id)
        )
        if not ended:
            raise CommitteeRecordNotFoundError
        await audit.record("committee.seat_ended", member_id, actor=actor, now=now)


async def list_members() -> list[Member]:
    """Return who holds a seat now: the chair, then members, then alternates."""
    rows = await MemberRow.select().where(MemberRow.ended_at.is_null()).order_by(MemberRow.appointed_at)
    return sorted(map(_member_of, rows), key=lambda member: (member.is_alternate, not member.is_chair))


async def members_by_id() -> dict[UUID, Member]:
    """Return every member there ever was, for minutes and counts of the past."""
    return {row["id"]: _member_of(row) for row in await MemberRow.select()}


async def find_seat(actor: Actor) -> Member | None:
    """Return the actor's own seat, or None."""
    if actor.account_id is None:
        return None
    row = (
        await MemberRow.select()
        .where(MemberRow.account_id == actor.account_id, MemberRow.ended_at.is_null())
        .first()
    )
    return _member_of(row) if row else None


async def get_seat(actor: Actor) -> Member:
    """Return the actor's own seat, or raise `NotAMemberError`."""
    seat = await find_seat(actor)
    if seat is None or not actor.has(*COMMITTEE_ROLES):
        raise NotAMemberError
    return seat


async def list_candidates() -> list[StaffMember]:
    """Return the colleagues who have a role on the committee and no seat yet."""
    seated = {member.account_id for member in await list_members()}
    return [
        colleague
        for colleague in await list_staff(actor=SYSTEM)
        if colleague.id not in seated and not colleague.roles.isdisjoint(COMMITTEE_ROLES)
    ]


async def mark_relative(
    member_id: UUID, person_id: UUID, relation: str, *, actor: Actor, now: datetime
) -> None:
    """Mark a person as a member's relative, so that the member never has a part in their cases.

    Marking twice changes nothing.
    """
    async with transaction():
        try:
            async with savepoint():
                await insert_sealed(
                    RelationRow,
                    {
                        "id": new_id(),
                        "member_id": member_id,
                        "person_id": person_id,
                        "relation": relation,
                        "marked_at": now,
                        "marked_by": actor.account_id,
                    },
                )
        except UNIQUE_VIOLATIONS:
            return
        await audit.record("committee.relative_marked", member_id, actor=actor, now=now, person_id=person_id)


async def relatives_of(person_ids: frozenset[UUID]) -> frozenset[UUID]:
    """Return the members who were marked as relatives of any of these people."""
    rows = await RelationRow.select(RelationRow.member_id).where(
        RelationRow.person_id.is_in(list(person_ids))
    )
    return frozenset(row["member_id"] for row in rows)


def _member_of(row: dict[str, Any]) -> Member:
    opened = open_row(MemberRow, row)
    return Member(
        id=opened["id"],
        account_id=opened["account_id"],
        person_id=opened["person_id"],
        name=opened["name"],
        is_chair=bool(opened["is_chair"]),
        is_alternate=bool(opened["is_alternate"]),
    )
