from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def an_officer() -> Actor:
    return Actor(account_id=uuid4(), roles=frozenset({Role.RELATIONS_OFFICER}), session_id=uuid4())


async def a_trail(length: int, *, start: datetime = AT, person_id: UUID | None = None) -> Actor:
    """Record so many events, a minute apart, and return who did it."""
    officer = an_officer()
    for number in range(length):
        await audit.record(
            "intake.item_ticked",
            uuid4(),
            actor=officer,
            now=start + timedelta(minutes=number),
            person_id=person_id,
            details={"number": number},
        )
    return officer
