"""What comes before a booking, one after another: responsibilities (R2), the area (R1), consent; then it begins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.counseling.bookings import RULES, SERVICE, Booking, begin_booking, find_open_booking
from wethaq.counseling.choosing import choose_service, services_for
from wethaq.counseling.offered_services import OfferedService
from wethaq.counseling.purposes import NOTES, PROCESSING
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.subjects import Subject
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake.policy.eligibility import RuleOutcome, unmet
from wethaq.platform.intake.starting import look_at_rules

ASKED: Final = (PROCESSING, NOTES)
"""The first is a condition; the second is offered beside it and never is."""


class Gate(StrEnum):
    """What is still to be passed; each is a page, and the end of its address."""

    RESPONSIBILITIES = "responsibilities"
    AREA = "area"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """One consent as its page asks for it."""

    purpose: consent.Purpose
    text: consent.PolicyText
    is_given: bool
    is_condition: bool


async def find_gate(person_id: UUID, *, now: datetime) -> Gate | None:
    """Return what comes next before a booking may begin; None where nothing stands before it."""
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    if not await consent.has_acknowledged(person_id, text.id):
        return Gate.RESPONSIBILITIES
    if await unmet_rules(person_id, now=now):
        return Gate.AREA
    if not await consent.has_consent(person_id, PROCESSING.code, now=now):
        return Gate.CONSENT
    return None


async def unmet_rules(person_id: UUID, *, now: datetime) -> list[RuleOutcome]:
    """Return the conditions that somebody certainly doesn't meet, to be explained (R1)."""
    return unmet(await look_at_rules(person_id, SERVICE, now=now, rules=RULES))


async def list_asked(person_id: UUID, *, now: datetime) -> list[AskedConsent]:
    """Return the consents to ask for, with their texts in force."""
    return [
        AskedConsent(
            purpose,
            await consent.current_text(purpose.code),
            await consent.has_consent(person_id, purpose.code, now=now),
            purpose is PROCESSING,
        )
        for purpose in ASKED
    ]


async def agree_and_begin(
    subject: Subject,
    text_ids: Collection[str],
    service: OfferedService | None,
    *,
    actor: Actor,
    now: datetime,
) -> Booking:
    """Keep the consents that were given and begin the booking; what wasn't ticked isn't given.

    Raises ConsentRequiredError without the one that is a condition.
    """
    async with transaction():
        for asked in await list_asked(subject.person_id, now=now):
            if str(asked.text.id) in text_ids and not asked.is_given:
                await consent.grant(
                    subject.person_id,
                    asked.purpose.code,
                    text_id=asked.text.id,
                    guardian=subject.guardian,
                    actor=actor,
                    now=now,
                )
        return await begin(subject, service, actor=actor, now=now)


async def begin(subject: Subject, service: OfferedService | None, *, actor: Actor, now: datetime) -> Booking:
    """Begin the booking, or go on with the one that is open; a service that was chosen before counts."""
    child_id = subject.person_id if subject.guardian else None
    async with transaction():
        booking = await begin_booking(actor=actor, now=now, child_id=child_id)
        if service is not None and service in services_for(booking):
            booking = await choose_service(booking.id, service.code, actor=actor, now=now)
    return booking


async def find_begun(subject: Subject) -> Booking | None:
    """Return what somebody has begun and not sent, to go on with."""
    booking = await find_open_booking(subject.person_id)
    maker = subject.guardian.person_id if subject.guardian else subject.person_id
    return booking if booking and (booking.guardian_id or booking.person_id) == maker else None
