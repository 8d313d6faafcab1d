"""Booking for somebody who came, called or wrote (C1-C8): what comes first, then the form of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from wethaq.counseling.bookings import Booking, begin_booking_for, get_own_booking, save_choices
from wethaq.counseling.choices import Choices
from wethaq.counseling.finding import DAYS_AT_A_GLANCE, Prospect, find_nearest, prospect
from wethaq.counseling.holding import find_hold
from wethaq.counseling.policy.access import ensure_booker
from wethaq.counseling.policy.holds import is_held
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.questionnaires import IN_YOUR_WORDS
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.intake.starting import acknowledge_responsibilities
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person

PURPOSE = "people.reception"
"""Why a colleague opened the file, as its owner reads it: to receive them, and not for what."""
TOLD = IN_YOUR_WORDS.key
"""The question under which the counselor reads what a colleague wrote down."""


class NoVerifiedGuardianError(RefusedError):
    """A child comes with a guardian, and an officer has seen the proof."""

    message = N_("This is a child without a verified guardian. Verify the guardianship first; then book.")


@dataclass(frozen=True, slots=True)
class BookingSeen:
    """A booking on its way, with what is free for it: `hold` is the time that is being kept, if it still is."""

    booking: Booking
    person: Person
    seen: Prospect
    hold: Appointment | None

    @property
    def days(self) -> dict[date, list[datetime]]:
        """The days on which something is free, with their times."""
        return {on: starts for on, starts in self.seen.offer.starts_by_day().items() if starts}


async def open_person(person_id: UUID, *, actor: Actor, now: datetime) -> Person:
    """Return whom a colleague is about to book for; the person can see that their file was opened."""
    ensure_booker(actor)
    if actor.person_id == person_id:
        raise NotFoundError
    return await people.open_file(person_id, purpose=PURPOSE, actor=actor, now=now)


async def take_booking_in(
    person_id: UUID,
    choices: Choices,
    *,
    channel: Channel,
    method: consent.GrantMethod,
    witness: str | None,
    actor: Actor,
    now: datetime,
) -> Booking:
    """Begin a booking for somebody else; everything is marked with the channel and with who entered it.

    The responsibilities are read out (R2) and the consent given on paper, or by
    telephone before a witness, first. A child's verified guardian consents and reads.
    Raises WitnessRequiredError, NoVerifiedGuardianError, NotEligibleError.
    """
    person = await open_person(person_id, actor=actor, now=now)
    taker = replace(actor, channel=channel)
    async with transaction():
        guardian = await _guardian_of(person, now=now)
        await acknowledge_responsibilities(person_id, actor=taker, now=now)
        text = await consent.current_text(PROCESSING.code)
        await consent.grant(
            person_id,
            PROCESSING.code,
            text_id=text.id,
            method=method,
            witness=witness,
            guardian=guardian,
            actor=taker,
            now=now,
        )
        booking = await begin_booking_for(
            person_id, actor=taker, now=now, guardian_id=guardian.person_id if guardian else None
        )
        return await save_choices(booking.id, choices, actor=actor, now=now)


async def see_booking(booking_id: UUID, *, actor: Actor, now: datetime) -> BookingSeen:
    """Return a booking on its way with the free times of two weeks, of every counselor who suits."""
    ensure_booker(actor)
    booking = await get_own_booking(booking_id, actor=actor)
    seen = await prospect(
        booking.choices.wanted(booking.person_id), riyadh_date(now), DAYS_AT_A_GLANCE, now=now
    )
    hold = await find_hold(booking)
    lives = hold is not None and hold.held_until is not None and is_held(hold.held_until, now)
    return BookingSeen(booking, await people.get_person(booking.person_id), seen, hold if lives else None)


async def nearest_for(
    booking_id: UUID, starts_at: datetime, *, actor: Actor, now: datetime
) -> Sequence[datetime]:
    """Return the free times nearest to one that was just taken."""
    booking = await get_own_booking(booking_id, actor=actor)
    return await find_nearest(booking.choices.wanted(booking.person_id), starts_at, now=now)


async def count_ahead(person_id: UUID, *, now: datetime) -> int:
    """Count what somebody has ahead, so that the desk books nothing twice."""
    count: int = await AppointmentRow.count().where(
        AppointmentRow.person_id == person_id,
        AppointmentRow.starts_at > now,
        AppointmentRow.number.is_not_null(),
        AppointmentRow.ended_at.is_null(),
    )
    return count


async def _guardian_of(person: Person, *, now: datetime) -> consent.GuardianConsent | None:
    if not person.is_minor(now):
        return None
    for file in await people.guardianships_of(person.id):
        if file.ward.id == person.id and await people.is_verified_guardian(
            file.guardian.id, person.id, now=now
        ):
            return consent.GuardianConsent(file.guardian.id, file.guardianship.relation.value)
    raise NoVerifiedGuardianError
