"""What services add to the demonstration: colleagues and lives, handed over by app.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from wethaq.platform.demo.cast import STAFF, StaffRole
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life


@dataclass(frozen=True, slots=True)
class DemoPart:
    """A service's part: who works in it, and the lives that pass in it up to a day (`today`, 6:00 UTC)."""

    staff: tuple[StaffRole, ...]
    lives: Callable[[House, datetime], Iterable[Life]]


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
