"""The cells that a booking takes, and what is refused whatever a form says.

The guard itself is the unique key (resource, cell): of two bookings that reach for
one cell the second fails. What is here says which cells to reach for, and
refuses what no unique key can see: the past, the horizon, the plan.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wethaq.counseling.policy.cells import Stretch, cell_at, day_of, moment_of, whole_cells
from wethaq.counseling.policy.offers import (
    Agenda,
    Search,
    allowed_bits,
    earliest_cell,
    fitting_bits,
    full_days,
    grid_bits,
    horizon_cell,
)
from wethaq.counseling.policy.services import CounselingService, ensure_modality
from wethaq.platform.errors import N_, RefusedError


class ResourceKind(StrEnum):
    """What can be in one place only."""

    COUNSELOR = "counselor"
    ROOM = "room"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Resource:
    """A counselor, a room or a person who attends."""

    kind: ResourceKind
    id: UUID


@dataclass(frozen=True, slots=True)
class Room:
    """A room with its seats and the cells at which it is taken."""

    room_id: UUID
    seats: int
    held: Collection[int] = ()


class JustTakenError(RefusedError):
    """Somebody was faster."""

    message = N_("This time was just taken. Here are the nearest free times.")


class InThePastError(RefusedError):
    """The start is over."""

    message = N_("This time has passed. Choose a later one.")


class TooSoonError(RefusedError):
    """Less than the minimum notice is left."""

    message = N_("This time is too soon to be prepared. Choose a later one, or call us if it can't wait.")


class TooFarAheadError(RefusedError):
    """The plan isn't made that far ahead."""

    message = N_("Times this far ahead aren't open yet. Choose an earlier one.")


class OutsidePlanError(RefusedError):
    """The counselor doesn't work then, or no appointment starts at that minute."""

    message = N_("The counselor has no appointments at this time. Choose one of the free times.")


class DayFullError(RefusedError):
    """A counselor who is tired helps nobody: the day's cap is reached."""

    message = N_("This day is full for this counselor. Choose another day.")


class OutsidePlanReasonMissingError(RefusedError):
    """Staff may go outside the plan, and say why."""

    message = N_("This time is outside the counselor's working hours. Say why it is booked all the same.")


def cells_taken(
    service: CounselingService,
    starts_at: datetime,
    *,
    counselor_id: UUID,
    attendees: Iterable[UUID],
    room_id: UUID | None = None,
) -> dict[Resource, range]:
    """Return the cells that a booking takes of each resource.

    The counselor and the room keep the buffers, for notes and so that two
    families don't meet in the door; whoever attends is free again when the
    appointment ends.
    """
    start = cell_at(starts_at)
    own = range(start, start + service.cells)
    buffered = range(own.start - service.cells_before, own.stop + service.cells_after)
    taken = {Resource(ResourceKind.COUNSELOR, counselor_id): buffered}
    if room_id is not None:
        taken[Resource(ResourceKind.ROOM, room_id)] = buffered
    return taken | {Resource(ResourceKind.PERSON, person): own for person in attendees}


def ensure_can_book(starts_at: datetime, agenda: Agenda, search: Search) -> None:
    """Refuse a start that is not on offer, and say which of the reasons it is.

    What is offered and what is accepted are one computation: a start passes
    here if and only if `offers.free_starts` names it.
    """
    ensure_modality(search.service, search.modality)
    ensure_in_time(starts_at, search)
    place = _place(starts_at, search.stretch)
    works, is_clear = fitting_bits(agenda, search)
    if not works >> place & 1:
        raise OutsidePlanError
    if day_of(cell_at(starts_at)) in full_days(agenda, search):
        raise DayFullError
    if not is_clear >> place & 1:
        raise JustTakenError
    _ensure_allowed(place, search)


def ensure_staff_can_book(starts_at: datetime, agenda: Agenda, search: Search, reason: str | None) -> None:
    """Refuse a booking on behalf that is in the past, double, or outside the plan without a reason.

    Notice, horizon, grid and caps are for families; the guard is for everybody.
    """
    ensure_modality(search.service, search.modality)
    if starts_at < search.now:
        raise InThePastError
    place = _place(starts_at, search.stretch)
    works, is_clear = fitting_bits(agenda, search)
    if not is_clear >> place & 1:
        raise JustTakenError
    if not works >> place & 1 and not (reason or "").strip():
        raise OutsidePlanReasonMissingError


def works_at(starts_at: datetime, agenda: Agenda, search: Search) -> bool:
    """Tell whether the counselor's hours cover an appointment, whatever notice, grid and caps say.

    Only what lies outside the hours is an exception from the plan. An
    appointment that staff book at short notice inside them is stranded by a changed plan like any other.
    """
    works, _ = fitting_bits(agenda, search)
    return bool(works >> _place(starts_at, search.stretch) & 1)


def ensure_in_time(starts_at: datetime, search: Search) -> None:
    """Refuse the past, what is too soon, and what is over the horizon."""
    if starts_at < search.now:
        raise InThePastError
    if cell_at(starts_at) < earliest_cell(search.service, search.now):
        raise TooSoonError
    if cell_at(starts_at) >= horizon_cell(search.service, search.now):
        raise TooFarAheadError


def first_free_room(
    rooms: Sequence[Room], service: CounselingService, starts_at: datetime, seats: int
) -> Room:
    """Choose the room: the smallest that seats everybody and is free, buffers included.

    Raises:
        JustTakenError: no such room is left.
    """
    start = cell_at(starts_at)
    wanted = range(start - service.cells_before, start + service.cells + service.cells_after)
    free = (room for room in rooms if room.seats >= seats and not any(cell in wanted for cell in room.held))
    room = min(free, key=lambda one: one.seats, default=None)
    if room is None:
        raise JustTakenError
    return room


def _place(starts_at: datetime, stretch: Stretch) -> int:
    """Return the bit of a start; nothing starts between two cells or on a day that wasn't looked at."""
    cell = cell_at(starts_at)
    if moment_of(cell) != starts_at or cell not in stretch.cells:
        raise OutsidePlanError
    return cell - stretch.first_cell


def _ensure_allowed(place: int, search: Search) -> None:
    """Tell a start off the grid from one whose room or attendee was just taken."""
    if allowed_bits(search) >> place & 1:
        return
    grid = grid_bits(search.days, whole_cells(search.service.start_every), search.part_of_day)
    raise JustTakenError if grid >> place & 1 else OutsidePlanError
