"""When a decided reply may leave the house: never before its date by one hand (H5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wethaq.platform.committee.errors import (
    NothingToApproveError,
    ReleasedAlreadyError,
    ReleaseTooEarlyError,
    SecondPersonNeededError,
    UrgentReasonMissingError,
)


class DecisionStatus(StrEnum):
    """A decision waits for its date, is released, or falls away with a withdrawn request."""

    PREPARED = "prepared"
    RELEASED = "released"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Urgency:
    """Why a reply can't wait, who asked for it, and who agreed (accounts)."""

    reason: str
    asked_by: UUID
    approved_by: UUID | None = None

    @property
    def is_approved(self) -> bool:
        return self.approved_by is not None and self.approved_by != self.asked_by


def ensure_can_release(
    status: DecisionStatus, earliest_at: datetime | None, now: datetime, urgency: Urgency | None
) -> None:
    """Refuse a release before its date unless one person gave a reason and another agreed (H5).

    None as the earliest moment means that the service promised no waiting time.
    """
    ensure_waits(status)
    if earliest_at is None or now >= earliest_at:
        return
    if urgency is None or not urgency.is_approved:
        raise ReleaseTooEarlyError


def ensure_can_ask_urgency(status: DecisionStatus, reason: str) -> None:
    """Refuse to hurry without a reason that can be read later."""
    ensure_waits(status)
    if not reason.strip():
        raise UrgentReasonMissingError


def ensure_can_approve_urgency(
    status: DecisionStatus, urgency: Urgency | None, approver: UUID | None
) -> None:
    """Refuse the second signature to the hand that gave the first."""
    ensure_waits(status)
    if urgency is None:
        raise NothingToApproveError
    if approver is None or approver == urgency.asked_by:
        raise SecondPersonNeededError


def ensure_waits(status: DecisionStatus) -> None:
    """Refuse what only a decision that still waits allows."""
    if status is not DecisionStatus.PREPARED:
        raise ReleasedAlreadyError
