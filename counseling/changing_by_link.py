"""Cancelling and moving by a one-time link, without a login.

The link is used up in the transaction of the change: a refusal leaves it as
it was, and of many tries at once one passes.
"""

from datetime import date, datetime

from wethaq.counseling.absence import LEAVERS
from wethaq.counseling.changing import cancel_with_notice, move_with_notice
from wethaq.counseling.links import open_link, use_link
from wethaq.counseling.own_times import FreeTimes, free_times_for
from wethaq.counseling.records import Appointment, Attendee
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError


async def cancel_by_link(token: str, *, actor: Actor, now: datetime, words: str = "") -> Appointment:
    """Cancel the appointment that a link leads to. Raises AppointmentNotFoundError, CancellationTooLateError."""
    async with transaction():
        appointment, attendee = await use_link(token, now=now)
        _ensure_speaks(attendee)
        return await cancel_with_notice(appointment, actor=actor, now=now, words=words)


async def move_by_link(token: str, starts_at: datetime, *, actor: Actor, now: datetime) -> Appointment:
    """Move the appointment that a link leads to; the message about it brings the next link."""
    async with transaction():
        appointment, attendee = await use_link(token, now=now)
        _ensure_speaks(attendee)
        return await move_with_notice(appointment, starts_at, actor=actor, now=now)


async def list_times_by_link(token: str, first_on: date | None, *, now: datetime) -> FreeTimes:
    """Return the free times to which a link's appointment may move. Raises MoveTooLateError and its like."""
    return await free_times_for(await get_changeable(token, now=now), first_on, now=now)


async def get_changeable(token: str, *, now: datetime) -> Appointment:
    """Return the appointment that a link may cancel or move; for the pages that ask once more."""
    appointment, attendee = await open_link(token, now=now)
    _ensure_speaks(attendee)
    return appointment


def _ensure_speaks(attendee: Attendee) -> None:
    """Refuse a spouse or a member of a group, who answer for themselves only."""
    if attendee.role in LEAVERS:
        raise NotFoundError
