"""Meetings: called, opened and attended."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role
from wethaq.platform.committee import agenda
from wethaq.platform.committee.errors import CommitteeRecordNotFoundError, NotTheChairError
from wethaq.platform.committee.members import find_seat, list_members
from wethaq.platform.committee.policy.conflicts import Member
from wethaq.platform.committee.policy.meetings import (
    MeetingStatus,
    ensure_open,
    ensure_planned,
)
from wethaq.platform.committee.records import Meeting, Seat
from wethaq.platform.committee.rule_versions import current_rules
from wethaq.platform.committee.tables import AttendanceRow, MeetingRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError, ForbiddenError
from wethaq.platform.localisation.dates import hijri_year

SECRETARIES = frozenset({Role.COMMITTEE_CHAIR, Role.RELATIONS_OFFICER, Role.MANAGER})
"""May call a meeting and put requests on its agenda; only members decide anything."""


async def call_meeting(
    planned_at: datetime,
    place: str,
    *,
    presiding_member_id: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Call a meeting; the chair presides unless another member was named."""
    ensure_secretary(actor)
    meeting_id = new_id()
    async with transaction():
        chair = next((member.id for member in await list_members() if member.is_chair), None)
        await insert_sealed(
            MeetingRow,
            {
                "id": meeting_id,
                "number": await _next_number(now),
                "status": MeetingStatus.PLANNED.value,
                "planned_at": planned_at,
                "place": place,
                "called_by": actor.account_id,
                "presiding_member_id": presiding_member_id or chair,
            },
        )
        await audit.record("committee.meeting_called", meeting_id, actor=actor, now=now)
    return meeting_id


async def cancel_meeting(meeting_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Call a planned meeting off; its cases wait for another one."""
    ensure_secretary(actor)
    async with transaction():
        meeting = await get_meeting(meeting_id)
        ensure_planned(meeting.status)
        await agenda.put_off_waiting(meeting_id, now=now)
        await move_meeting(meeting, MeetingStatus.CANCELLED)
        await audit.record("committee.meeting_cancelled", meeting_id, actor=actor, now=now)


async def open_meeting(meeting_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Begin the meeting: its rules are settled, and whoever presides is in the room."""
    async with transaction():
        meeting = await get_meeting(meeting_id)
        presiding = await ensure_presides(meeting, actor)
        ensure_planned(meeting.status)
        rules = await current_rules()
        await move_meeting(meeting, MeetingStatus.OPEN, rules_version=rules.version, opened_at=now)
        await _mark(meeting_id, presiding.id, is_present=True, now=now)
        await audit.record("committee.meeting_opened", meeting_id, actor=actor, now=now)


async def mark_attendance(
    meeting_id: UUID, present_member_ids: frozenset[UUID], *, actor: Actor, now: datetime
) -> None:
    """Record who is in the room at this moment; each vote counts its quorum from it."""
    async with transaction():
        meeting = await get_meeting(meeting_id)
        ensure_open(meeting.status)
        await ensure_presides(meeting, actor)
        for member in await list_members():
            await _mark(meeting_id, member.id, is_present=member.id in present_member_ids, now=now)
        await audit.record(
            "committee.attendance_marked",
            meeting_id,
            actor=actor,
            now=now,
            details={"present": len(present_member_ids)},
        )


async def get_meeting(meeting_id: UUID) -> Meeting:
    """Return one meeting; members and secretaries may see it, and it holds no case."""
    row = await MeetingRow.select().where(MeetingRow.id == meeting_id).first()
    if row is None:
        raise CommitteeRecordNotFoundError
    return _meeting_of(row)


async def list_meetings() -> list[Meeting]:
    """Return all meetings, the latest first."""
    return [
        _meeting_of(row) for row in await MeetingRow.select().order_by(MeetingRow.planned_at, ascending=False)
    ]


async def list_seats(meeting_id: UUID) -> list[Seat]:
    """Return every member and whether they are, or were, in the room."""
    rows = await AttendanceRow.select().where(AttendanceRow.meeting_id == meeting_id)
    marks = {row["member_id"]: row for row in rows}
    return [
        Seat(
            member,
            is_present=bool(marks[member.id]["is_present"]) if member.id in marks else False,
            was_present=bool(marks[member.id]["was_present"]) if member.id in marks else False,
        )
        for member in await list_members()
    ]


async def present_members(meeting_id: UUID) -> frozenset[UUID]:
    """Return the members who are in the room now."""
    rows = await AttendanceRow.select(AttendanceRow.member_id).where(
        AttendanceRow.meeting_id == meeting_id, AttendanceRow.is_present.eq(True)
    )
    return frozenset(row["member_id"] for row in rows)


def ensure_secretary(actor: Actor) -> None:
    """Refuse the calling of meetings and the making of agendas to anybody else."""
    if not actor.has(*SECRETARIES):
        raise ForbiddenError


async def ensure_presides(meeting: Meeting, actor: Actor) -> Member:
    """Return the actor's seat if they preside over this meeting, else raise `NotTheChairError`."""
    seat = await find_seat(actor)
    if seat is None or seat.id != meeting.presiding_member_id:
        raise NotTheChairError
    return seat


async def move_meeting(meeting: Meeting, target: MeetingStatus, **changes: object) -> None:
    values: dict[Any, Any] = seal_values(MeetingRow, meeting.id, {"status": target.value, **changes})
    moved = (
        await MeetingRow.update(values)
        .where(MeetingRow.id == meeting.id, MeetingRow.status == meeting.status.value)
        .returning(MeetingRow.id)
    )
    if not moved:
        raise FasterElsewhereError


async def _mark(meeting_id: UUID, member_id: UUID, *, is_present: bool, now: datetime) -> None:
    existing = (
        await AttendanceRow.select()
        .where(AttendanceRow.meeting_id == meeting_id, AttendanceRow.member_id == member_id)
        .first()
    )
    if existing is None:
        await AttendanceRow.insert(
            AttendanceRow(
                id=new_id(),
                meeting_id=meeting_id,
                member_id=member_id,
                is_present=is_present,
                was_present=is_present,
                marked_at=now,
            )
        )
        return
    await AttendanceRow.update(
        {
            AttendanceRow.is_present: is_present,
            AttendanceRow.was_present: is_present or bool(existing["was_present"]),
            AttendanceRow.marked_at: now,
        }
    ).where(AttendanceRow.id == existing["id"])


async def _next_number(now: datetime) -> str:
    """Return the meeting's number within its Hijri year: 1448/3. The unique column admits each once."""
    year = hijri_year(now)
    held = await MeetingRow.count().where(MeetingRow.number.like(f"{year}/%"))
    return f"{year}/{held + 1}"


def _meeting_of(row: dict[str, Any]) -> Meeting:
    opened = open_row(MeetingRow, row)
    return Meeting(
        id=opened["id"],
        number=opened["number"],
        status=MeetingStatus(opened["status"]),
        planned_at=opened["planned_at"],
        place=opened["place"],
        rules_version=opened["rules_version"],
        presiding_member_id=opened["presiding_member_id"],
        opened_at=opened["opened_at"],
        closed_at=opened["closed_at"],
        remarks=opened["remarks"],
        minutes_letter_id=opened["minutes_letter_id"],
        minutes_sha256=opened["minutes_sha256"],
    )
