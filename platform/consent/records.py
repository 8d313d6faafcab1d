"""What consent hands to others: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wethaq.platform.consent.purposes import DataClass


class GrantMethod(StrEnum):
    """How the consent was given."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"


class GrantStatus(StrEnum):
    """Where a grant stands; only `GIVEN` is current, one for a person and purpose."""

    GIVEN = "given"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class EventKind(StrEnum):
    """What happened to a consent, in the append-only list."""

    GIVEN = "given"
    REPLACED = "replaced"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class DependentStatus(StrEnum):
    """How far one dependent of a withdrawn consent has come."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PolicyText:
    """One version of the words that a person is asked to agree to, in both languages."""

    id: UUID
    purpose: str
    version: int
    arabic: str
    english: str
    sha256: str
    published_at: datetime
    supersedes: UUID | None

    def body(self, language: str) -> str:
        return self.arabic if language == "ar" else self.english


@dataclass(frozen=True, slots=True)
class GuardianConsent:
    """Who speaks for a minor, and in which capacity ("father", "court-appointed guardian")."""

    person_id: UUID
    capacity: str


@dataclass(frozen=True, slots=True)
class Grant:
    """One giving of consent; it keeps the scope of the text that was agreed to."""

    id: UUID
    person_id: UUID
    purpose: str
    status: GrantStatus
    text_id: UUID
    text_sha256: str
    data_classes: frozenset[DataClass]
    recipients: tuple[str, ...]
    method: GrantMethod
    witness: str | None
    guardian_person_id: UUID | None
    capacity: str | None
    given_at: datetime
    valid_until: datetime | None
    withdrawn_at: datetime | None
    receipt_code: str
    receipt: str
    signature: str

    @property
    def is_current(self) -> bool:
        return self.status is GrantStatus.GIVEN


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One line of the history of a person's consents."""

    purpose: str
    kind: EventKind
    at: datetime
    method: GrantMethod | None
    text_version: int | None
    grant_id: UUID | None


@dataclass(frozen=True, slots=True)
class Dependent:
    """One part that has to act on a withdrawal."""

    id: UUID
    grant_id: UUID
    person_id: UUID
    purpose: str
    name: str
    status: DependentStatus
    attempts: int
    next_try_at: datetime | None
