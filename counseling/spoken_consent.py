"""A consent given to the counselor: on paper, or spoken with a colleague as a witness."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.counseling.cases import Case, get_own_case
from wethaq.counseling.notes import people_noted
from wethaq.counseling.purposes import NOTES
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.platform_purposes import REFERRAL_PARTNER
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person

RECORDABLE: Final = (NOTES.code, REFERRAL_PARTNER.code)


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """What is asked, of whom in a case, and by which text."""

    case: Case
    purpose: consent.Purpose
    text_id: UUID
    people: list[Person]


async def ask_consent(case_id: UUID, purpose: str, *, actor: Actor) -> AskedConsent:
    """Return what a counselor reads out and whom they may ask. Raises NotFoundError."""
    case = await get_own_case(case_id, actor=actor)
    if purpose not in RECORDABLE:
        raise NotFoundError
    text = await consent.current_text(purpose)
    asked = [await people.get_person(person_id) for person_id in await people_noted(case)]
    return AskedConsent(case, consent.get_purpose(purpose), text.id, asked)


async def record_consent(
    case_id: UUID,
    person_id: UUID,
    purpose: str,
    method: consent.GrantMethod,
    witness: str | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Record a yes that somebody of the case gave after the text was read to them.

    Raises WitnessRequiredError, NotYourConsentError; GuardianRequiredError for
    a child, whose guardian consents in their own account.
    """
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        if purpose not in RECORDABLE or person_id not in await people_noted(case):
            raise NotFoundError
        text = await consent.current_text(purpose)
        await consent.grant(
            person_id, purpose, text_id=text.id, method=method, witness=witness, actor=actor, now=now
        )
