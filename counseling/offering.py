"""Offering a freed time to those who wait: one after the other, with the time kept meanwhile.

The clock's work. A freed time is looked at by one worker alone (its row is
locked), has one open offer at most, and the guard keeps its cells like any
other hold's; so it is never offered to two.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.counseling import guard
from wethaq.counseling.bookings import Booking, find_open_booking
from wethaq.counseling.choices import Choices
from wethaq.counseling.finding import Wanted, wanted_again
from wethaq.counseling.holding import keep_time
from wethaq.counseling.loading import get_appointment, get_counselor
from wethaq.counseling.policy.preferences import Preference
from wethaq.counseling.policy.services import ensure_attendees
from wethaq.counseling.policy.statuses import AHEAD
from wethaq.counseling.policy.waitlist import FreedTime, WaitlistEntry, answer_until, next_in_line
from wethaq.counseling.tables import FreedTimeRow, WaitlistEntryRow, WaitlistOfferRow
from wethaq.counseling.terms import bookable
from wethaq.counseling.waiting import OfferStatus, Waiting, end_entry
from wethaq.platform import audit
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import RefusedError
from wethaq.platform.notifications.service import notify
from wethaq.platform.security.tokens import new_token, token_digest

PATH: Final = "/appointments/earlier"
BATCH: Final = 200


async def offer_freed_times(*, actor: Actor, now: datetime) -> int:
    """Let offers lapse that nobody answered, and offer each freed time to the next; return how many were offered."""
    await _let_offers_lapse(now=now)
    rows = (
        await FreedTimeRow.select()
        .where(FreedTimeRow.ended_at.is_null())
        .order_by(FreedTimeRow.freed_at)
        .limit(BATCH)
    )
    offered = 0
    for row in rows:
        async with transaction():
            if await _lock(row["id"]):
                offered += await _offer(row, actor=actor, now=now)
    return offered


async def end_freed_time(freed_id: UUID, *, now: datetime) -> None:
    """Ask nobody any more for a time, in the caller's transaction: it is taken, or nobody is left."""
    await FreedTimeRow.update({FreedTimeRow.ended_at: now}).where(FreedTimeRow.id == freed_id)


async def booking_of(entry: Waiting) -> Booking:
    """Return what an entry without an appointment chose: its open booking, or the little that it wrote down itself."""
    found = await find_open_booking(entry.person_id)
    if (
        found is not None
        and found.guardian_id == entry.guardian_id
        and (found.choices.service, found.choices.modality) == (entry.service, entry.modality)
    ):
        return found
    return Booking(
        id=entry.id,
        person_id=entry.person_id,
        guardian_id=entry.guardian_id,
        choices=Choices(service=entry.service, modality=entry.modality),
        answers={},
        is_urgent=entry.is_urgent,
        appointment_id=None,
        channel=Channel.WEBSITE,
        entered_by=None,
        version=1,
        ended_at=None,
    )


async def _let_offers_lapse(*, now: datetime) -> None:
    rows = await WaitlistOfferRow.select(WaitlistOfferRow.id, WaitlistOfferRow.appointment_id).where(
        WaitlistOfferRow.status == OfferStatus.OPEN.value, WaitlistOfferRow.answer_until <= now
    )
    for row in rows:
        async with transaction():
            lapsed = (
                await WaitlistOfferRow.update({WaitlistOfferRow.status: OfferStatus.LAPSED.value})
                .where(WaitlistOfferRow.id == row["id"], WaitlistOfferRow.status == OfferStatus.OPEN.value)
                .returning(WaitlistOfferRow.id)
            )
            if lapsed:
                await guard.lapse(row["appointment_id"])


async def _lock(freed_id: UUID) -> bool:
    """Make other workers wait for this freed time; False where one of them has ended it."""
    locked = (
        await FreedTimeRow.update({FreedTimeRow.ended_at: None})
        .where(FreedTimeRow.id == freed_id, FreedTimeRow.ended_at.is_null())
        .returning(FreedTimeRow.id)
    )
    return bool(locked)


async def _offer(row: dict[str, Any], *, actor: Actor, now: datetime) -> bool:
    """Offer one freed time to whoever is next and can be given it; without anybody it is free for all."""
    asked = await _already_asked(row["id"])
    if asked is None:
        return False
    counselor = await get_counselor(row["counselor_id"])
    freed = FreedTime(row["starts_at"], row["ends_at"] - row["starts_at"], counselor.profile)
    waiting = {each.id: each for each in await _waiting()}
    in_line = [entry for each in waiting.values() if (entry := await _in_line(each, now=now))]
    lengths = {each.service: (await bookable(each.service)).length for each in waiting.values()}
    while chosen := next_in_line(in_line, freed, now, lengths=lengths, already_asked=asked):
        try:
            await _keep_for(waiting[chosen.id], chosen, freed, row["id"], actor=actor, now=now)
        except RefusedError:  # Taken meanwhile, too soon for this service, no room: the next may still fit.
            asked.add(chosen.id)
        else:
            return True
    await end_freed_time(row["id"], now=now)
    return False


async def _keep_for(
    entry: Waiting,
    place_in_line: WaitlistEntry,
    freed: FreedTime,
    freed_id: UUID,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    until = answer_until(place_in_line, freed, now)
    booking = await booking_of(entry)
    wanted = await _wanted(entry, booking, freed.counselor.counselor_id)
    hold_id = await keep_time(booking, wanted, freed.starts_at, None, until=until, now=now)
    token, offer_id = new_token(), new_id()
    await WaitlistOfferRow.insert(
        WaitlistOfferRow(
            id=offer_id,
            entry_id=entry.id,
            appointment_id=hold_id,
            freed_by=freed_id,
            counselor_id=freed.counselor.counselor_id,
            starts_at=freed.starts_at,
            token_digest=token_digest(token),
            offered_at=now,
            answer_until=until,
            status=OfferStatus.OPEN.value,
        )
    )
    context = {"starts_at": freed.starts_at, "answer_until": until, "path": f"{PATH}/{token}"}
    await notify(entry.speaker_id, "counseling_earlier_time", context, now=now)
    await audit.record(
        "counseling.earlier_time_offered", offer_id, actor=actor, now=now, person_id=entry.person_id
    )


async def _wanted(entry: Waiting, booking: Booking, counselor_id: UUID) -> Wanted:
    """Return what is kept: counselor and room; the people are where they are until one of them says yes."""
    if entry.appointment_id is not None:
        appointment = await get_appointment(entry.appointment_id)
        again = wanted_again(appointment, (), appointment.seats, counselor_id=counselor_id)
        return _for_nobody(again)
    wanted = booking.choices.wanted(entry.person_id)
    ensure_attendees(await bookable(wanted.service), wanted.count)
    return _for_nobody(wanted, Preference(counselor_id=counselor_id))


def _for_nobody(wanted: Wanted, preference: Preference | None = None) -> Wanted:
    return Wanted(
        service=wanted.service,
        modality=wanted.modality,
        preference=preference or wanted.preference,
        governorate=wanted.governorate,
        count=wanted.count,
    )


async def _already_asked(freed_id: UUID) -> set[UUID] | None:
    """Return who was asked for a time or has another offer open; None while somebody still thinks about this one."""
    rows: Sequence[dict[str, Any]] = await WaitlistOfferRow.select(
        WaitlistOfferRow.entry_id, WaitlistOfferRow.freed_by, WaitlistOfferRow.status
    ).where((WaitlistOfferRow.freed_by == freed_id) | (WaitlistOfferRow.status == OfferStatus.OPEN.value))
    if any(row["freed_by"] == freed_id and row["status"] == OfferStatus.OPEN.value for row in rows):
        return None
    return {row["entry_id"] for row in rows}


async def _waiting() -> list[Waiting]:
    rows = await WaitlistEntryRow.select().where(WaitlistEntryRow.ended_at.is_null())
    return [Waiting.of(row) for row in rows]


async def _in_line(entry: Waiting, *, now: datetime) -> WaitlistEntry | None:
    """Return an entry's place for the rules; whose appointment is over or has begun waits no more."""
    current_start = None
    if entry.appointment_id is not None:
        appointment = await get_appointment(entry.appointment_id)
        if appointment.status not in AHEAD or appointment.starts_at <= now:
            await end_entry(entry.id, "moved_on", now=now)
            return None
        current_start = appointment.starts_at
    return WaitlistEntry(
        id=entry.id,
        service_code=entry.service,
        modality=entry.modality,
        joined_at=entry.joined_at,
        preference=entry.preference,
        current_start=current_start,
        travel_time=entry.travel_time,
        is_urgent=entry.is_urgent,
    )
