"""Guardianship: who may act for a child, since when and until when."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.policy.groups import is_minor


class Relation(StrEnum):
    """What the guardian is to the child."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDFATHER = "grandfather"
    BROTHER = "brother"
    UNCLE = "uncle"
    COURT_APPOINTED = "court_appointed"


class GuardianshipStatus(StrEnum):
    REQUESTED = "requested"
    VERIFIED = "verified"
    REFUSED = "refused"
    ENDED = "ended"


NEXT_STATUSES: Final = {
    GuardianshipStatus.REQUESTED: {GuardianshipStatus.VERIFIED, GuardianshipStatus.REFUSED},
    GuardianshipStatus.VERIFIED: {GuardianshipStatus.ENDED},
    GuardianshipStatus.REFUSED: set[GuardianshipStatus](),
    GuardianshipStatus.ENDED: set[GuardianshipStatus](),
}
IN_FORCE: Final = frozenset({GuardianshipStatus.REQUESTED, GuardianshipStatus.VERIFIED})
"""Of these there is at most one between two people."""
MOST_CHILDREN: Final = 20


class GuardianshipDecidedError(RefusedError):
    message = N_("This guardianship has been decided already. Please look at it again.")


class NotAChildError(RefusedError):
    message = N_("A guardianship is for a person under 18 whose date of birth is known.")


class GuardianNotAdultError(RefusedError):
    message = N_("A guardian must be an adult whose date of birth is known.")


class OwnGuardianError(RefusedError):
    message = N_("Nobody can be their own guardian.")


class OwnGuardianshipError(RefusedError):
    message = N_("A guardianship is verified by someone who has no part in it.")


class TooManyChildrenError(RefusedError):
    message = N_("That is more children than can be added here. Please come to us or call us to add another.")


class EvidenceMissingError(RefusedError):
    status = 422
    message = N_("Write which document you saw, and its number or date.")


def ensure_can_request(
    *, guardian_id: UUID, ward_id: UUID, guardian_born: date | None, ward_born: date | None, now: datetime
) -> None:
    """Refuse a guardianship over an adult, by a child, or of oneself (policy B)."""
    if guardian_id == ward_id:
        raise OwnGuardianError
    if not is_minor(ward_born, now):
        raise NotAChildError
    if guardian_born is None or is_minor(guardian_born, now):
        raise GuardianNotAdultError


def ensure_few_children(known: int) -> None:
    """Stop somebody who fills the officers' list; a larger family is served at the desk."""
    if known >= MOST_CHILDREN:
        raise TooManyChildrenError


def ensure_can_decide(
    status: GuardianshipStatus,
    new_status: GuardianshipStatus,
    *,
    decider_person_id: UUID | None,
    party_ids: frozenset[UUID],
) -> None:
    """Refuse a second decision, and one by the guardian or the child."""
    if new_status not in NEXT_STATUSES[status]:
        raise GuardianshipDecidedError
    if decider_person_id in party_ids:
        raise OwnGuardianshipError


def ensure_evidence(evidence: str | None) -> str:
    """Demand what was seen: an ID is seen and noted, never copied (PDPL art. 28)."""
    if not evidence:
        raise EvidenceMissingError
    return evidence


def is_in_force(status: GuardianshipStatus, ward_born: date | None, now: datetime) -> bool:
    """Tell whether the guardian may act; majority ends it, whether or not the record says so yet."""
    return status is GuardianshipStatus.VERIFIED and is_minor(ward_born, now)
