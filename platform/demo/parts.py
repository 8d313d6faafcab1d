"""What services add to the demonstration: colleagues and lives, handed over by app.py."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wethaq.platform.demo.cast import STAFF, StaffRole
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life


@dataclass(frozen=True, slots=True)
class DemoPart:
    """A service's part: who works in it, and the lives that pass in it up to a day (`today`, 6:00 UTC).

    `at_last` does what must stand open at the very moment of looking; `sights`
    says, by the address to sign in by, what there is to look at (msgids).
    """

    staff: tuple[StaffRole, ...]
    lives: Callable[[House, datetime], Iterable[Life]]
    at_last: Callable[[House, datetime], Awaitable[None]] | None = None
    sights: Mapping[str, str] = field(default_factory=dict)


_parts: dict[str, DemoPart] = {}


def take_part(name: str, part: DemoPart) -> None:
    """Have a service live in the demonstration; saying it again changes nothing."""
    _parts[name] = part


def everybody() -> tuple[StaffRole, ...]:
    """Return all colleagues: the platform's, then the services'."""
    return (*STAFF, *(member for part in _parts.values() for member in part.staff))


def all_lives(house: House, today: datetime) -> list[Life]:
    """Return the lives of all services."""
    return [life for part in _parts.values() for life in part.lives(house, today)]


async def come_to_now(house: House, now: datetime) -> None:
    """Let every service do what must stand open at this moment."""
    for part in _parts.values():
        if part.at_last is not None:
            await part.at_last(house, now)


def all_sights() -> dict[str, str]:
    """Return what there is to look at, by the address to sign in by, in the services' order."""
    return {address: words for part in _parts.values() for address, words in part.sights.items()}
