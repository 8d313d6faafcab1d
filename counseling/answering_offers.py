"""Taking or leaving an earlier time that was offered: in the account, or by the one-time link of the message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from wethaq.counseling import guard
from wethaq.counseling.bookings import end_booking, ensure_may_book
from wethaq.counseling.changing import move_earlier
from wethaq.counseling.confirming import send_held
from wethaq.counseling.loading import get_appointment
from wethaq.counseling.offering import booking_of, end_freed_time
from wethaq.counseling.policy.bookings import Resource, ResourceKind
from wethaq.counseling.policy.cells import cell_at, cell_from
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import WaitlistEntryRow, WaitlistOfferRow
from wethaq.counseling.waiting import OfferStatus, Waiting, WaitingNotFoundError, end_entry, list_own_entries
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.tokens import token_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An earlier time that is kept for one who waits."""

    id: UUID
    entry_id: UUID
    appointment_id: UUID
    freed_by: UUID
    counselor_id: UUID
    starts_at: datetime
    offered_at: datetime
    answer_until: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """What a page says of an offer: the time, the way, until when; `current` is what would be moved."""

    offer: Offer
    modality: Modality
    current: Appointment | None


async def open_offer(token: str, *, now: datetime) -> ShownOffer:
    """Return the offer of a link. Answered, lapsed and invented ones look alike: raises WaitingNotFoundError."""
    row = await WaitlistOfferRow.select().where(WaitlistOfferRow.token_digest == token_digest(token)).first()
    return await _shown(row, now=now)


async def list_own_offers(*, actor: Actor, now: datetime) -> list[ShownOffer]:
    """Return what is kept for the actor at this moment."""
    entries = [entry.id for entry in await list_own_entries(actor=actor)]
    if not entries:
        return []
    rows = await WaitlistOfferRow.select().where(
        WaitlistOfferRow.entry_id.is_in(entries),
        WaitlistOfferRow.status == OfferStatus.OPEN.value,
        WaitlistOfferRow.answer_until > now,
    )
    return [await _shown(row, now=now) for row in rows]


async def get_own_offer(offer_id: UUID, *, actor: Actor, now: datetime) -> ShownOffer:
    """Return one of the actor's open offers. Raises WaitingNotFoundError."""
    own = [shown for shown in await list_own_offers(actor=actor, now=now) if shown.offer.id == offer_id]
    if not own:
        raise WaitingNotFoundError
    return own[0]


async def take_offer(shown: ShownOffer, *, actor: Actor, now: datetime) -> Appointment:
    """Take the time: the appointment moves to it, or is made of it. Of two tries one passes.

    Raises WaitingNotFoundError once the offer is answered or over, JustTakenError where
    somebody who comes is elsewhere at that time; then nothing has changed.
    """
    offer = shown.offer
    async with transaction():
        await _answer(offer, OfferStatus.TAKEN, now=now)
        entry = await _entry(offer.entry_id)
        await end_entry(entry.id, "taken", now=now)
        await end_freed_time(offer.freed_by, now=now)
        taken = await _give(entry, offer, actor=actor, now=now)
        await audit.record(
            "counseling.earlier_time_taken", offer.id, actor=actor, now=now, person_id=entry.person_id
        )
    return taken


async def leave_offer(shown: ShownOffer, *, actor: Actor, now: datetime) -> None:
    """Leave the time to the next; nothing changes for whoever leaves it, and they wait on."""
    offer = shown.offer
    async with transaction():
        await _answer(offer, OfferStatus.REFUSED, now=now)
        await guard.lapse(offer.appointment_id)
        await audit.record("counseling.earlier_time_left", offer.id, actor=actor, now=now)


async def _give(entry: Waiting, offer: Offer, *, actor: Actor, now: datetime) -> Appointment:
    await ensure_may_book(entry.person_id, now=now)
    if entry.appointment_id is not None:
        await guard.lapse(offer.appointment_id)
        return await move_earlier(
            await get_appointment(entry.appointment_id),
            offer.starts_at,
            offer.counselor_id,
            promised_at=offer.offered_at,
            actor=actor,
            now=now,
        )
    held, booking = await get_appointment(offer.appointment_id), await booking_of(entry)
    own = range(cell_at(held.starts_at), cell_from(held.ends_at))
    people = (entry.person_id, *booking.choices.children)
    seats = {Resource(ResourceKind.PERSON, person): own for person in people}
    await guard.take(held.id, seats, held_until=held.held_until, now=now)
    if booking.id != entry.id:
        await end_booking(booking.id, now=now)
    return await send_held(held, booking, actor=actor, now=now)


async def _answer(offer: Offer, status: OfferStatus, *, now: datetime) -> None:
    answered = (
        await WaitlistOfferRow.update(
            {WaitlistOfferRow.status: status.value, WaitlistOfferRow.answered_at: now}
        )
        .where(
            WaitlistOfferRow.id == offer.id,
            WaitlistOfferRow.status == OfferStatus.OPEN.value,
            WaitlistOfferRow.answer_until > now,
        )
        .returning(WaitlistOfferRow.id)
    )
    if not answered:
        raise WaitingNotFoundError


async def _shown(row: Mapping[str, Any] | None, *, now: datetime) -> ShownOffer:
    if row is None or row["status"] != OfferStatus.OPEN.value or row["answer_until"] <= now:
        raise WaitingNotFoundError
    entry = await _entry(row["entry_id"])
    if entry.ended_at is not None:
        raise WaitingNotFoundError
    current = await get_appointment(entry.appointment_id) if entry.appointment_id else None
    return ShownOffer(Offer.of(row), entry.modality, current)


async def _entry(entry_id: UUID) -> Waiting:
    row = await WaitlistEntryRow.select().where(WaitlistEntryRow.id == entry_id).first()
    if row is None:
        raise WaitingNotFoundError
    return Waiting.of(row)
