"""Finding a time: what a family wants, and what is free for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling.diary import (
    agendas,
    attendees_held,
    calendar_of,
    list_counselors,
    list_rooms,
    rooms_with_holdings,
)
from wethaq.counseling.policy.bookings import Room
from wethaq.counseling.policy.cells import Stretch, cell_at, day_of
from wethaq.counseling.policy.offers import Agenda, Offer, PartOfDay, Search, nearest_starts, offer_any
from wethaq.counseling.policy.preferences import Preference, suitable_counselors
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment, Counselor
from wethaq.counseling.terms import bookable

DAYS_AT_A_GLANCE: Final = 14
DAYS_AROUND: Final = 7
"""How far from a time that was just taken the nearest free ones are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a family is looking for.

    `people` are those who attend and have a file: nobody can be in two places.
    `count` is how many come, with a file or without: a room must seat them.
    `moves` is the appointment that shall be moved; its own cells are free to it.
    """

    service: str
    modality: Modality
    preference: Preference = field(default=Preference())
    part_of_day: PartOfDay = PartOfDay.ANY
    governorate: str | None = None
    people: tuple[UUID, ...] = ()
    count: int = 1
    moves: UUID | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """Everything that an offer, and a booking, of some days is computed from."""

    search: Search
    counselors: Sequence[Counselor]
    agendas: Sequence[Agenda]
    rooms: Sequence[Room]

    @property
    def offer(self) -> Offer:
        return offer_any(self.agendas, self.search)

    def agenda(self, counselor_id: UUID) -> Agenda:
        return next(agenda for agenda in self.agendas if agenda.counselor_id == counselor_id)


async def prospect(wanted: Wanted, first_on: date, days: int, *, now: datetime) -> Prospect:
    """Read what the offer of some days is computed from. Raises NotFoundError for an unknown service."""
    service = await bookable(wanted.service)
    stretch = Stretch(first_on, days)
    counselors = await _suitable(wanted)
    rooms = await _rooms(wanted, stretch, now=now)
    search = Search(
        service=service,
        modality=wanted.modality,
        first_on=first_on,
        days=days,
        now=now,
        calendar=await calendar_of(first_on - timedelta(days=1), stretch.dates[-1] + timedelta(days=1)),
        part_of_day=wanted.part_of_day,
        rooms_held=[room.held for room in rooms],
        attendees_held=await attendees_held(wanted.people, stretch, now=now, but=wanted.moves),
    )
    diaries = await agendas(counselors, stretch, wanted.service, now=now, but=wanted.moves)
    return Prospect(search, counselors, diaries, rooms)


async def find_times(wanted: Wanted, first_on: date, days: int, *, now: datetime) -> Offer:
    """Return the free starts of some days, of every counselor who suits."""
    return (await prospect(wanted, first_on, days, now=now)).offer


async def find_nearest(
    wanted: Wanted, starts_at: datetime, *, now: datetime, count: int = 3
) -> list[datetime]:
    """Return the free times nearest to one that was just taken; the first ones at all, where none is near."""
    on = day_of(cell_at(max(starts_at, now)))
    near = max(on - timedelta(days=DAYS_AROUND), day_of(cell_at(now)))
    offer = await find_times(wanted, near, 2 * DAYS_AROUND + 1, now=now)
    return nearest_starts(offer.stretch.moments(offer.any_bits), starts_at, count)


def wanted_again(
    appointment: Appointment, people: Sequence[UUID], count: int, *, counselor_id: UUID | None = None
) -> Wanted:
    """Return what moving an appointment looks for: the same way, people and counselor, unless another is named."""
    return Wanted(
        service=appointment.service,
        modality=appointment.modality,
        preference=Preference(counselor_id=counselor_id or appointment.counselor_id),
        people=tuple(people),
        count=count,
        moves=appointment.id,
    )


async def _suitable(wanted: Wanted) -> list[Counselor]:
    named = wanted.preference.counselor_id
    counselors = await list_counselors(only=None if named is None else [named])
    everybody = {counselor.id: counselor for counselor in counselors}
    profiles = [counselor.profile for counselor in counselors]
    ids = suitable_counselors(profiles, wanted.preference, wanted.service, wanted.modality)
    return [everybody[counselor_id] for counselor_id in ids]


async def _rooms(wanted: Wanted, stretch: Stretch, *, now: datetime) -> list[Room]:
    if wanted.modality is not Modality.IN_PERSON:
        return []
    rooms = await list_rooms(seats=wanted.count + 1, governorate=wanted.governorate)
    return await rooms_with_holdings(rooms, stretch, now=now, but=wanted.moves)
