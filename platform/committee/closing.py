"""Closing a meeting: what wasn't reached is put off, and the minutes are sealed."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.committee import agenda
from wethaq.platform.committee.meetings import ensure_presides, get_meeting, list_seats, move_meeting
from wethaq.platform.committee.minutes import issue_minutes
from wethaq.platform.committee.policy.meetings import MeetingStatus, ensure_can_close
from wethaq.platform.committee.tables import MeetingRow
from wethaq.platform.database.transaction import transaction


async def close_meeting(meeting_id: UUID, remarks: str = "", *, actor: Actor, now: datetime) -> None:
    """End the meeting, put off what wasn't reached, and seal the minutes with their hash."""
    async with transaction():
        meeting = await get_meeting(meeting_id)
        await ensure_presides(meeting, actor)
        items = await agenda.list_items(meeting_id)
        ensure_can_close(meeting.status, frozenset(item.status for item in items))
        await agenda.put_off_waiting(meeting_id, now=now)
        await move_meeting(meeting, MeetingStatus.CLOSED, closed_at=now, remarks=remarks or None)
        letter = await issue_minutes(
            await get_meeting(meeting_id), await list_seats(meeting_id), actor=actor, now=now
        )
        await MeetingRow.update(
            {MeetingRow.minutes_letter_id: letter.id, MeetingRow.minutes_sha256: letter.sha256}
        ).where(MeetingRow.id == meeting_id)
        await audit.record(
            "committee.meeting_closed",
            meeting_id,
            actor=actor,
            now=now,
            details={"minutes_sha256": letter.sha256},
        )
