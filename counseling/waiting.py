"""Waiting for an earlier time: from an appointment one has, or because nothing was free."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self
from uuid import UUID

from wethaq.counseling import guard
from wethaq.counseling.bookings import ensure_may_book, get_own_booking
from wethaq.counseling.loading import get_counselor, get_own_appointment
from wethaq.counseling.policy.changes import ensure_can_leave
from wethaq.counseling.policy.preferences import Preference
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentHasMovedOnError
from wethaq.counseling.tables import WaitlistEntryRow, WaitlistOfferRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation.languages import Language
from wethaq.platform.people.records import Sex

ON_THE_WAY: Final = 120
AT_HOME: Final = 30
"""Minutes that a family needs to know of a time beforehand: to drive here, or to be alone by the telephone."""


class OfferStatus(StrEnum):
    """Where an offer stands."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"
    LAPSED = "lapsed"


class WaitingNotFoundError(NotFoundError):
    """Nobody waits here, or it isn't the reader's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waits; `appointment_id` is what they have, if they have something."""

    id: UUID
    person_id: UUID
    guardian_id: UUID | None
    appointment_id: UUID | None
    service: str
    modality: Modality
    counselor_id: UUID | None
    sex: Sex | None
    language: Language | None
    travel_minutes: int
    is_urgent: bool
    joined_at: datetime
    ended_at: datetime | None

    @property
    def speaker_id(self) -> UUID:
        """Who reads and answers."""
        return self.guardian_id or self.person_id

    @property
    def preference(self) -> Preference:
        return Preference(sex=self.sex, language=self.language, counselor_id=self.counselor_id)

    @property
    def travel_time(self) -> timedelta:
        return timedelta(minutes=self.travel_minutes)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row."""
        values = {name: row[name] for name in cls.__dataclass_fields__}
        values |= {"modality": Modality(row["modality"]), "sex": Sex(row["sex"]) if row["sex"] else None}
        return cls(**values)


async def wait_for_earlier(
    appointment_id: UUID, *, actor: Actor, now: datetime, any_counselor: bool = False
) -> UUID:
    """Wait for an earlier time than one has; another counselor only where it was said, and of the same sex."""
    async with transaction():
        appointment = await get_own_appointment(appointment_id, actor=actor)
        ensure_can_leave(appointment.status, appointment.starts_at, now)
        if appointment.is_group or appointment.person_id is None:
            raise AppointmentHasMovedOnError
        counselor = await get_counselor(appointment.counselor_id)
        values = {
            "person_id": appointment.person_id,
            "guardian_id": appointment.guardian_id,
            "appointment_id": appointment.id,
            "service": appointment.service,
            "modality": appointment.modality,
            "counselor_id": None if any_counselor else counselor.id,
            "sex": counselor.sex,
            "is_urgent": appointment.is_urgent,
        }
        return await _join(values, actor=actor, now=now)


async def wait_with_booking(booking_id: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Wait for a time where none was free; what was chosen and typed stays with the booking."""
    async with transaction():
        booking = await get_own_booking(booking_id, actor=actor)
        await ensure_may_book(booking.person_id, now=now)
        choices = booking.choices
        wanted = choices.wanted(booking.person_id)
        values = {
            "person_id": booking.person_id,
            "guardian_id": booking.guardian_id,
            "service": wanted.service,
            "modality": wanted.modality,
            "counselor_id": choices.counselor_id,
            "sex": choices.sex,
            "language": choices.language,
            "is_urgent": booking.is_urgent,
        }
        return await _join(values, actor=actor, now=now)


async def leave_waitlist(entry_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Stop waiting; a time that was kept meanwhile goes to the next."""
    async with transaction():
        entry = await get_own_entry(entry_id, actor=actor)
        await end_entry(entry.id, "left", now=now)
        await audit.record(
            "counseling.waitlist_left", entry.id, actor=actor, now=now, person_id=entry.person_id
        )


async def end_entry(entry_id: UUID, why: str, *, now: datetime) -> bool:
    """End an entry in the caller's transaction, and the offers it still has; False where it has ended before."""
    ended = (
        await WaitlistEntryRow.update({WaitlistEntryRow.ended_at: now, WaitlistEntryRow.ended_by: why})
        .where(WaitlistEntryRow.id == entry_id, WaitlistEntryRow.ended_at.is_null())
        .returning(WaitlistEntryRow.id)
    )
    open_offers = (
        await WaitlistOfferRow.update(
            {WaitlistOfferRow.status: OfferStatus.REFUSED.value, WaitlistOfferRow.answered_at: now}
        )
        .where(WaitlistOfferRow.entry_id == entry_id, WaitlistOfferRow.status == OfferStatus.OPEN.value)
        .returning(WaitlistOfferRow.appointment_id)
    )
    for row in open_offers:
        await guard.lapse(row["appointment_id"])
    return bool(ended)


async def end_waiting_of(person_id: UUID, why: str, *, now: datetime) -> None:
    """End everything that somebody waits for, in the caller's transaction."""
    rows = await WaitlistEntryRow.select(WaitlistEntryRow.id).where(
        WaitlistEntryRow.person_id == person_id, WaitlistEntryRow.ended_at.is_null()
    )
    for row in rows:
        await end_entry(row["id"], why, now=now)


async def get_own_entry(entry_id: UUID, *, actor: Actor) -> Waiting:
    """Return an entry to who waits. Raises WaitingNotFoundError."""
    row = await WaitlistEntryRow.select().where(WaitlistEntryRow.id == entry_id).first()
    entry = Waiting.of(row) if row and row["ended_at"] is None else None
    if entry is None or actor.person_id != entry.speaker_id:
        raise WaitingNotFoundError
    return entry


async def list_own_entries(*, actor: Actor) -> list[Waiting]:
    """Return what the actor waits for, the oldest first."""
    if actor.person_id is None:
        return []
    is_own = (WaitlistEntryRow.person_id == actor.person_id) | (
        WaitlistEntryRow.guardian_id == actor.person_id
    )
    rows = (
        await WaitlistEntryRow.select()
        .where(is_own, WaitlistEntryRow.ended_at.is_null())
        .order_by(WaitlistEntryRow.joined_at)
    )
    return [each for each in map(Waiting.of, rows) if each.speaker_id == actor.person_id]


async def _join(values: dict[str, Any], *, actor: Actor, now: datetime) -> UUID:
    """Take a place in line; whoever waits for this service already keeps the place they have."""
    entry_id = new_id()
    travel = ON_THE_WAY if values["modality"] is Modality.IN_PERSON else AT_HOME
    row = {"id": entry_id, **values, "travel_minutes": travel, "joined_at": now}
    row["modality"] = values["modality"].value
    row["sex"] = values["sex"].value if values.get("sex") else None
    try:
        async with savepoint():
            await insert_sealed(WaitlistEntryRow, row)
    except UNIQUE_VIOLATIONS:
        there = (
            await WaitlistEntryRow.select(WaitlistEntryRow.id)
            .where(
                WaitlistEntryRow.person_id == values["person_id"],
                WaitlistEntryRow.service == values["service"],
                WaitlistEntryRow.ended_at.is_null(),
            )
            .first()
        )
        if there is None:
            raise
        found: UUID = there["id"]
        return found
    await audit.record(
        "counseling.waitlist_joined", entry_id, actor=actor, now=now, person_id=values["person_id"]
    )
    return entry_id
