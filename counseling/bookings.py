"""A booking on its way: begun after what comes first (R2, R1, consent), saved at every step, resumable."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Self
from uuid import UUID

from wethaq.counseling.choices import Choices
from wethaq.counseling.policy.access import BOOKERS
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.tables import BookingRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import row_by_id, rows_that, update_that
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError
from wethaq.platform.intake.policy.eligibility import IN_SCOPE, unmet
from wethaq.platform.intake.starting import NotEligibleError, ensure_responsibilities_read, judge_applicant
from wethaq.platform.people import service as people

RULES: Final = (IN_SCOPE,)
"""R1; there is no age: a child comes with a guardian."""
SERVICE: Final = "counseling"


class BookingNotFoundError(NotFoundError):
    """There is no such booking, it has ended, or it isn't the reader's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What was chosen and typed so far; `appointment_id` is the hold, while there is one."""

    id: UUID
    person_id: UUID
    guardian_id: UUID | None
    choices: Choices
    answers: dict[str, str]
    is_urgent: bool
    appointment_id: UUID | None
    channel: Channel
    entered_by: UUID | None
    version: int
    ended_at: datetime | None

    @property
    def is_on_behalf(self) -> bool:
        return self.entered_by is not None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Open a row."""
        opened = open_row(BookingRow, row)
        values = {name: opened[name] for name in cls.__dataclass_fields__}
        values |= {
            "choices": Choices.of(opened["choices"]),
            "answers": json.loads(opened["answers"] or "{}"),
            "channel": Channel(row["channel"]),
        }
        return cls(**values)


async def begin_booking(
    *, actor: Actor, now: datetime, child_id: UUID | None = None, is_urgent: bool = False
) -> Booking:
    """Return the booking that is open, or begin one, for oneself or for a child.

    Raises ResponsibilitiesUnreadError, ConsentRequiredError, NotEligibleError:
    what comes first in every service of the house.
    """
    if actor.person_id is None:
        raise NotFoundError
    person_id = child_id or actor.person_id
    guardian_id = actor.person_id if child_id else None
    if guardian_id and not await people.is_verified_guardian(guardian_id, person_id, now=now):
        raise NotFoundError
    async with transaction():
        await ensure_may_book(person_id, now=now)
        return await _open(person_id, guardian_id, None, is_urgent=is_urgent, actor=actor, now=now)


async def begin_booking_for(
    person_id: UUID, *, actor: Actor, now: datetime, guardian_id: UUID | None = None
) -> Booking:
    """Begin a booking on somebody's behalf; `actor.channel` says by which way they came (C1-C8).

    A child's guardian, whom an officer has verified, reads what concerns the child.
    """
    if not actor.has(*BOOKERS) or actor.person_id in {person_id, guardian_id} - {None}:
        raise NotFoundError
    async with transaction():
        await ensure_may_book(person_id, now=now)
        return await _open(person_id, guardian_id, actor.account_id, is_urgent=False, actor=actor, now=now)


async def ensure_may_book(person_id: UUID, *, now: datetime) -> None:
    """Ask for what comes before the form: responsibilities (R2), consent, and the area served (R1)."""
    await ensure_responsibilities_read(person_id)
    await consent.require(person_id, PROCESSING.code, now=now)
    if unmet(await judge_applicant(person_id, SERVICE, rules=RULES, now=now)):
        raise NotEligibleError


async def get_own_booking(booking_id: UUID, *, actor: Actor) -> Booking:
    """Return an open booking to who makes it: the person, the guardian, or the colleague who serves them."""
    row = await row_by_id(BookingRow, booking_id)
    booking = Booking.of(row) if row and row["ended_at"] is None else None
    if booking is None or not _is_makers(booking, actor):
        raise BookingNotFoundError
    return booking


async def get_made_booking(booking_id: UUID, *, actor: Actor) -> Booking:
    """Return a booking, also one that has ended, to who made it; `appointment_id` is then what it led to."""
    row = await row_by_id(BookingRow, booking_id)
    booking = Booking.of(row) if row else None
    if booking is None or not _is_makers(booking, actor):
        raise BookingNotFoundError
    return booking


def ensure_is_open(booking: Booking) -> None:
    """Behave as if a booking that has ended weren't there."""
    if booking.ended_at is not None:
        raise BookingNotFoundError


async def claim_booking(booking_id: UUID) -> None:
    """Make whoever holds a time for the same booking, or sends it, wait for the caller's transaction."""
    await BookingRow.raw("UPDATE counseling_booking SET changed_at = changed_at WHERE id = {}", booking_id)


async def find_open_booking(person_id: UUID, *, entered_by: UUID | None = None) -> Booking | None:
    """Return what a family has begun, or what a colleague has begun for them; neither is the other's."""
    found = await list_open_bookings(person_id)
    return next((booking for booking in found if booking.entered_by == entered_by), None)


async def list_open_bookings(person_id: UUID) -> list[Booking]:
    """Return everything that was begun for somebody, by themselves and by colleagues."""
    rows = await rows_that(BookingRow, "WHERE person_id = {} AND ended_at IS NULL", person_id)
    return [Booking.of(row) for row in rows]


async def save_choices(booking_id: UUID, choices: Choices, *, actor: Actor, now: datetime) -> Booking:
    """Keep what was chosen; a hold for something else is given up by whoever takes the next."""
    async with transaction():
        booking = await get_own_booking(booking_id, actor=actor)
        return await _save(replace(booking, choices=choices), now=now)


async def save_answers(
    booking_id: UUID, answers: Mapping[str, str], *, actor: Actor, now: datetime
) -> Booking:
    """Keep what was typed for the counselor; it outlives the hold."""
    async with transaction():
        booking = await get_own_booking(booking_id, actor=actor)
        return await _save(replace(booking, answers={**booking.answers, **answers}), now=now)


async def abandon_booking(booking_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Throw away what was chosen and typed; a hold ends by itself."""
    async with transaction():
        await get_own_booking(booking_id, actor=actor)
        await end_booking(booking_id, now=now)


async def end_booking(booking_id: UUID, *, now: datetime) -> None:
    """Close a booking in the caller's transaction and forget its words: the appointment has them now."""
    values = {
        **seal_values(BookingRow, booking_id, {"choices": Choices().model_dump_json()}),
        "answers": None,
        "ended_at": now,
        "changed_at": now,
    }
    await update_that(BookingRow, values, "WHERE id = {}", booking_id)


def _is_makers(booking: Booking, actor: Actor) -> bool:
    if booking.entered_by is not None:
        return actor.has(*BOOKERS) and booking.entered_by == actor.account_id
    return actor.person_id is not None and actor.person_id == (booking.guardian_id or booking.person_id)


async def _open(
    person_id: UUID,
    guardian_id: UUID | None,
    entered_by: UUID | None,
    *,
    is_urgent: bool,
    actor: Actor,
    now: datetime,
) -> Booking:
    """Insert the booking, or return the one there is if it is the same maker's; else begin anew."""
    found = await find_open_booking(person_id, entered_by=entered_by)
    if found is not None and _is_makers(found, actor) and found.channel is actor.channel:
        return found
    if found is not None:
        await end_booking(found.id, now=now)
    booking_id = new_id()
    values = {
        "id": booking_id,
        "person_id": person_id,
        "guardian_id": guardian_id,
        "choices": Choices().model_dump_json(),
        "is_urgent": is_urgent,
        "channel": actor.channel.value,
        "entered_by": entered_by,
        "version": 1,
        "begun_at": now,
        "changed_at": now,
    }
    try:
        async with savepoint():
            await insert_sealed(BookingRow, values)
    except UNIQUE_VIOLATIONS as error:  # Another tab was quicker.
        raise FasterElsewhereError from error
    await audit.record("counseling.booking_begun", booking_id, actor=actor, now=now, person_id=person_id)
    return await get_own_booking(booking_id, actor=actor)


async def _save(booking: Booking, *, now: datetime) -> Booking:
    """Write what was chosen and typed, where the row is still the one that was read."""
    words = {
        "choices": booking.choices.model_dump_json(),
        "answers": json.dumps(booking.answers) if booking.answers else None,
    }
    version = booking.version + 1
    written = {
        **seal_values(BookingRow, booking.id, words),
        "version": version,
        "changed_at": now,
    }
    is_still = "WHERE id = {} AND version = {}"
    if not await update_that(BookingRow, written, is_still, booking.id, booking.version):
        raise FasterElsewhereError
    return replace(booking, version=version)
