"""What can be booked: how long it takes, who attends, how early and how late it may be chosen."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from wethaq.counseling.policy.cells import whole_cells
from wethaq.platform.errors import N_, RefusedError

LONGEST_WITH_BUFFERS: Final = timedelta(hours=12)
"""An appointment reaches no further than the next day, which is all that an offer looks at."""


class Modality(StrEnum):
    """How people meet the counselor (policy G6)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"


EVERY_MODALITY: Final = frozenset(Modality)


class Attendance(StrEnum):
    """Who comes: a couple are two people, each with an account and a consent of their own."""

    ONE_PERSON = "one_person"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


FEWEST: Final = {Attendance.ONE_PERSON: 1, Attendance.COUPLE: 2, Attendance.FAMILY: 1, Attendance.GROUP: 1}
"""How many attend at least; at most there are the service's seats. A parent may come without the children."""


class TooFewAttendeesError(RefusedError):
    """A couple is two."""

    message = N_(
        "This kind of appointment is for more people. Add who comes with you, or choose another kind."
    )


class NoSeatLeftError(RefusedError):
    """More people than the service, or the group, has seats for."""

    message = N_("There aren't that many seats left. Choose another appointment or fewer people.")


class ModalityNotOfferedError(RefusedError):
    """The service isn't given that way."""

    message = N_("This service isn't offered in that way. Choose another way to meet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselingService:
    """A service of counseling, such as premarital or parenting counseling, as a manager sets it up.

    `start_every` is the grid on which starts are offered, counted from
    midnight in Riyadh. `daily_cap` limits this service for each counselor:
    nobody hears five divorces in a day.
    """

    code: str
    length: timedelta
    attendance: Attendance = Attendance.ONE_PERSON
    seats: int = 1
    modalities: frozenset[Modality] = EVERY_MODALITY
    buffer_before: timedelta = timedelta(0)
    buffer_after: timedelta = timedelta(minutes=10)
    start_every: timedelta = timedelta(minutes=15)
    minimum_notice: timedelta = timedelta(hours=4)
    horizon_days: int = 60
    daily_cap: int | None = None

    def __post_init__(self) -> None:
        whole = [whole_cells(part) for part in (self.length, self.start_every)]
        buffers = whole_cells(self.buffer_before) + whole_cells(self.buffer_after)
        if not all(whole) or whole[0] + buffers > whole_cells(LONGEST_WITH_BUFFERS):
            raise ValueError(self.code)

    @property
    def cells(self) -> int:
        """The length in cells, without buffers."""
        return whole_cells(self.length)

    @property
    def cells_before(self) -> int:
        """The buffer before, in cells."""
        return whole_cells(self.buffer_before)

    @property
    def cells_after(self) -> int:
        """The buffer after, in cells."""
        return whole_cells(self.buffer_after)


def ensure_modality(service: CounselingService, modality: Modality) -> None:
    """Refuse a way of meeting that the service doesn't have."""
    if modality not in service.modalities:
        raise ModalityNotOfferedError


def ensure_attendees(service: CounselingService, count: int, *, seats_taken: int = 0) -> None:
    """Refuse too few people for the service, or more than it still has seats for.

    `seats_taken` counts who is already enrolled in a group's appointment.
    """
    if count < FEWEST[service.attendance]:
        raise TooFewAttendeesError
    if seats_taken + count > service.seats:
        raise NoSeatLeftError
