"""Staff of the house who have signed in, and what they need around them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.client import Client
from tests.counseling.people import a_counselor, a_room, open_counseling
from tests.platform.accounts.builders import a_member_of_staff, actor_for, signed_in
from wethaq.counseling.policy.cells import CELL
from wethaq.platform.actors import Actor, Role


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
