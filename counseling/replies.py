"""What a guest's calendar answers: kept beside their seat and shown, moving nothing by itself.

Accepting in a calendar is a tap on a phone that may lie open: the appointment
changes only by the account or by a one-time link.
"""

from datetime import datetime
from typing import Any

from wethaq.counseling.loading import get_appointment
from wethaq.counseling.tables import AttendeeRow
from wethaq.counseling.telling import reader_of
from wethaq.platform.database.transaction import transaction
from wethaq.platform.invitations.replies import Reply
from wethaq.platform.people.service import contact_of


async def take_reply(reply: Reply, *, now: datetime) -> bool:
    """Keep an answer to one of our invitations; False where it isn't ours, or wasn't this guest's to give.

    An answer to an older revision (RFC 5546, section 2.1.5), or one given before
    the answer that is known, is taken and changes nothing.
    """
    del now
    async with transaction():
        row = await AttendeeRow.select().where(AttendeeRow.uid == reply.uid).first()
        if row is None or not await _is_guest(row, reply.guest):
            return False
        if reply.sequence == row["sequence"] and _is_newer(row, reply):
            await AttendeeRow.update(
                {
                    AttendeeRow.calendar_answer: reply.answer.value,
                    AttendeeRow.calendar_answered_at: reply.answered_at,
                }
            ).where(AttendeeRow.id == row["id"], AttendeeRow.sequence == reply.sequence)
    return True


async def _is_guest(row: dict[str, Any], address: str) -> bool:
    """Compare the sender with whom the invitation went to: anybody may have seen its UID."""
    if row["person_id"] is None:
        return False
    appointment = await get_appointment(row["appointment_id"])
    email = (await contact_of(await reader_of(row["person_id"], appointment))).email
    return email is not None and email.casefold() == address.casefold()


def _is_newer(row: dict[str, Any], reply: Reply) -> bool:
    known: datetime | None = row["calendar_answered_at"]
    return known is None or reply.answered_at > known
