"""What intake hands to others: frozen values, opened and checked, never rows."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.intake.policy.checklist import ChecklistItem, ItemStanding
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.intake.policy.statuses import DecisionPath, RequestStatus


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request as it stands; every time is UTC and aware."""

    id: UUID
    number: str | None
    service: str
    path: DecisionPath
    status: RequestStatus
    channel: Channel
    person_id: UUID
    guardian_id: UUID | None
    entered_by: UUID | None
    officer_id: UUID | None
    terms_version: int
    responsibilities_version: int
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    earliest_reply_at: datetime | None
    latest_reply_on: date | None
    due_on: date | None
    verified_at: datetime | None
    forwarded_at: datetime | None
    decided_at: datetime | None
    decision_id: UUID | None
    appeal_until: datetime | None
    registered_at: datetime | None
    service_started_at: datetime | None
    delivered_at: datetime | None
    ended_at: datetime | None
    first_asked_at: datetime | None
    first_answered_at: datetime | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """Return the record of a row, its words turned into their enumerations."""
        values = {field.name: row[field.name] for field in fields(cls)}
        return cls(
            **values
            | {
                "path": DecisionPath(row["path"]),
                "status": RequestStatus(row["status"]),
                "channel": Channel(row["channel"]),
            }
        )

    @property
    def is_on_behalf(self) -> bool:
        """Whether staff entered it for the applicant (C1-C8)."""
        return self.entered_by is not None


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One line of a request's checklist, with its declaration and its documents."""

    item: ChecklistItem
    standing: ItemStanding
    reason: str | None
    changed_at: datetime
    changed_by: UUID | None
    documents: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """The last declaration that was signed (H4)."""

    id: UUID
    content_hash: str
    declaration_version: int
    method: SignatureMethod
    signed_name: str
    signed_at: datetime
    recorded_by: UUID | None
    witness_id: UUID | None
    document_id: UUID | None


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """A message of the thread, opened."""

    id: UUID
    is_from_applicant: bool
    author_id: UUID | None
    body: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ReferralRecord:
    """A referral to the social-research officer, opened (H3)."""

    id: UUID
    request_id: UUID
    question: str
    asked_by: UUID | None
    asked_at: datetime
    due_on: date
    answer: str | None
    answered_by: UUID | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of a request's timeline."""

    kind: str
    is_public: bool
    at: datetime
    actor_id: UUID | None
    channel: Channel
    note: str | None


@dataclass(frozen=True, slots=True)
class AppealRecord:
    """The applicant's appeal, opened (R3)."""

    id: UUID
    request_id: UUID
    grounds: str
    lodged_at: datetime
    reply_by: date
