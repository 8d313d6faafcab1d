"""The figures of a service that a manager may change; everything else about a service is in the code."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from typing import Final, Self

from wethaq.counseling.policy.changes import ChangeRules
from wethaq.counseling.policy.services import LONGEST_WITH_BUFFERS
from wethaq.counseling.policy.statuses import AcceptancePath
from wethaq.platform.errors import N_, RefusedError

MINUTES_OF_A_CELL: Final = 5
NUMBER_LIMITS: Final[Mapping[str, tuple[int, int]]] = {
    "length_minutes": (15, 240),
    "buffer_before_minutes": (0, 60),
    "buffer_after_minutes": (0, 60),
    "start_every_minutes": (5, 120),
    "seats": (1, 40),
    "notice_hours": (0, 168),
    "horizon_days": (1, 180),
    "daily_cap": (0, 20),
    "cancellation_notice_hours": (0, 168),
    "move_notice_hours": (0, 168),
    "moves": (0, 10),
    "first_reminder_hours": (0, 168),
    "second_reminder_hours": (0, 48),
}
"""The least and the most of each figure; 0 means none where a cap or a reminder is meant."""
IN_WHOLE_CELLS: Final = frozenset(
    {"length_minutes", "buffer_before_minutes", "buffer_after_minutes", "start_every_minutes"}
)


class FiguresImpossibleError(RefusedError):
    """A figure leaves its range, isn't a multiple of five minutes, or makes a day of one appointment."""

    message = N_(
        "These figures can't be used. Lengths and pauses are multiples of five minutes, within their limits."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFigures:
    """How long, how early, how often: lengths in minutes, notices in hours, the horizon in days."""

    length_minutes: int = 60
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 10
    start_every_minutes: int = 15
    seats: int = 1
    notice_hours: int = 4
    horizon_days: int = 60
    daily_cap: int = 0
    cancellation_notice_hours: int = 24
    move_notice_hours: int = 24
    moves: int = 2
    first_reminder_hours: int = 24
    second_reminder_hours: int = 2
    is_accepted_by_officer: bool = False

    @property
    def path(self) -> AcceptancePath:
        """Who says yes (policy H5: counseling never waits for the committee)."""
        return AcceptancePath.BY_OFFICER if self.is_accepted_by_officer else AcceptancePath.AT_ONCE

    @property
    def change_rules(self) -> ChangeRules:
        """What a family may change, and how late."""
        return ChangeRules(
            cancellation_notice=timedelta(hours=self.cancellation_notice_hours),
            move_notice=timedelta(hours=self.move_notice_hours),
            moves=self.moves,
        )

    @property
    def reminders(self) -> tuple[timedelta, ...]:
        """How long before the start a reminder goes out, the earliest first."""
        hours = {self.first_reminder_hours, self.second_reminder_hours} - {0}
        return tuple(timedelta(hours=each) for each in sorted(hours, reverse=True))

    def as_values(self) -> dict[str, int | bool]:
        """Return the figures as they are stored."""
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, int | bool]) -> Self:
        """Read stored figures; one that a later release added keeps its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})  # type: ignore[arg-type]


def change_figures(
    figures: ServiceFigures, numbers: Mapping[str, int], *, is_accepted_by_officer: bool
) -> ServiceFigures:
    """Return the figures with new numbers.

    Raises:
        FiguresImpossibleError: see there.
    """
    changed = replace(figures, **dict(numbers), is_accepted_by_officer=is_accepted_by_officer)
    for name, (least, most) in NUMBER_LIMITS.items():
        value = getattr(changed, name)
        if not least <= value <= most or (name in IN_WHOLE_CELLS and value % MINUTES_OF_A_CELL):
            raise FiguresImpossibleError
    whole = changed.length_minutes + changed.buffer_before_minutes + changed.buffer_after_minutes
    if timedelta(minutes=whole) > LONGEST_WITH_BUFFERS:
        raise FiguresImpossibleError
    return changed
