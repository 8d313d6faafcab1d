"""The values that describe a person, opened and ready to use."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.localisation.dates import Calendar
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.localisation.languages import Language
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.policy.groups import Group, group_of, is_minor
from wethaq.platform.people.policy.guardianship import GuardianshipStatus, Relation


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What a person tells about themselves, normalised; a birth date keeps the calendar it was given in."""

    first_name: str
    father_name: str
    grandfather_name: str
    family_name: str
    sex: Sex
    birth_date: date | None = None
    birth_calendar: Calendar = Calendar.HIJRI
    nationality: str | None = None
    national_id: str | None = None
    mobile: str | None = None
    email: str | None = None
    governorate: str | None = None
    city: str | None = None
    address: str | None = None
    language: Language = "ar"
    preferred_channel: Channel = Channel.SMS
    safe_contact: frozenset[SafeContactRule] = field(default_factory=frozenset)
    digits: DigitShapes = DigitShapes.ASCII

    @property
    def name_parts(self) -> tuple[str, str, str, str]:
        return self.first_name, self.father_name, self.grandfather_name, self.family_name

    @property
    def full_name(self) -> str:
        return " ".join(part for part in self.name_parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(PersonDetails):
    """A person's file. `version` counts its changes, so that two tabs can't undo each other."""

    id: UUID
    channel: Channel
    created_at: datetime
    updated_at: datetime
    version: int

    def group(self, now: datetime) -> Group:
        """Return the beneficiary group of policy B, by sex and age today."""
        return group_of(self.sex, self.birth_date, now)

    def is_minor(self, now: datetime) -> bool:
        return is_minor(self.birth_date, now)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a person, and what must not happen when one does."""

    name: str
    sex: Sex
    language: Language
    mobile: str | None
    email: str | None
    preferred_channel: Channel
    safe_contact: frozenset[SafeContactRule]
    digits: DigitShapes = DigitShapes.ASCII


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A line of a list of people: enough to tell them apart, no more."""

    id: UUID
    full_name: str
    sex: Sex
    birth_date: date | None
    governorate: str | None
    mobile_ending: str | None
    national_id_ending: str | None


@dataclass(frozen=True, slots=True)
class DuplicateHit:
    """Somebody who may be the same person, and why it seems so."""

    person_id: UUID
    full_name: str
    score: float
    reasons: frozenset["DuplicateReason"]


class DuplicateReason(StrEnum):
    """Why two files may be one person's."""

    NATIONAL_ID = "national_id"
    MOBILE = "mobile"
    LIKENESS = "likeness"


class CandidateStatus(StrEnum):
    """What became of a possible duplicate: still to be looked at, or decided by an officer."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class DuplicateCandidate:
    """Two files that an officer should compare."""

    id: UUID
    one: PersonHit
    other: PersonHit
    score: float
    reasons: frozenset[DuplicateReason]
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Guardianship:
    """Who acts for a child, and whether an officer has seen the proof."""

    id: UUID
    guardian_id: UUID
    ward_id: UUID
    relation: Relation
    status: GuardianshipStatus
    requested_at: datetime
    decided_at: datetime | None
    evidence: str | None
