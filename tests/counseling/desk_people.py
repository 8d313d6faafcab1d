"""A counselor at their desk, colleagues of the house, and families that have come or will, around the present."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.client import Client
from tests.counseling.people import a_booking, a_counselor, a_family, a_room, open_counseling
from tests.platform.accounts.builders import a_member_of_staff, actor_for, signed_in
from wethaq.counseling import attendance_keeping, bookings, confirming, holding
from wethaq.counseling.policy.cells import CELL
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import Actor, Role

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class AtDesk:
    """A counselor who works round the clock, with a browser."""

    browser: Client
    actor: Actor
    counselor_id: UUID


def quarter_at(moment: datetime) -> datetime:
    """Return the quarter of an hour in which a moment lies: appointments start on quarters."""
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % QUARTER


async def a_counselor_at_the_desk(client: Client, **changes: Any) -> AtDesk:
    account = await a_member_of_staff(Role.COUNSELOR)
    counselor_id = await a_counselor(account_id=account, hours=(0, 0), **changes)
    return AtDesk(await signed_in(client, account), await actor_for(account), counselor_id)


async def a_visit(
    desk: AtDesk,
    starts_at: datetime,
    *,
    family: Actor | None = None,
    answers: dict[str, str] | None = None,
    **choices: Any,
) -> Appointment:
    """An appointment with the counselor, booked two days before, in the past where need be."""
    before = starts_at - timedelta(days=2)
    family = family or await a_family(now=before)
    booking = await a_booking(family, now=before, counselor_id=desk.counselor_id, **choices)
    if answers:
        await bookings.save_answers(booking.id, answers, actor=family, now=before)
    await holding.hold_time(booking.id, starts_at, actor=family, now=before)
    return await confirming.send_booking(booking.id, actor=family, now=before)


async def an_attended_visit(desk: AtDesk, starts_at: datetime, **changes: Any) -> Appointment:
    visit = await a_visit(desk, starts_at, **changes)
    return await attendance_keeping.mark_attended(
        visit.id, actor=desk.actor, now=starts_at + timedelta(hours=1)
    )


async def open_house() -> datetime:
    """Publish the consents and return the present."""
    await open_counseling()
    return datetime.now(UTC)


async def staff(client: Client, *roles: Role) -> Client:
    """Return a colleague's browser."""
    return await signed_in(client, await a_member_of_staff(*roles))


async def staff_with_account(client: Client, *roles: Role) -> tuple[Client, UUID, Actor]:
    account = await a_member_of_staff(*roles)
    return await signed_in(client, account), account, await actor_for(account)


async def an_open_house(**counselor: object) -> UUID:
    """Consents, a room and a counselor who works round the clock; returns the counselor."""
    await open_counseling()
    await a_room()
    return await a_counselor(**{"hours": (0, 0), **counselor})  # type: ignore[arg-type]


def in_days(days: int, *, hour: int = 7) -> datetime:
    """Return a moment on the grid, some days from now: pages know no other clock."""
    start = datetime.now(UTC).replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)
    assert start.minute % (CELL // timedelta(minutes=1)) == 0
    return start
