"""What the committee hands to its pages and letters: frozen values, opened, never rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.committee.policy.conflicts import Member
from wethaq.platform.committee.policy.meetings import ItemKind, ItemStatus, MeetingStatus
from wethaq.platform.committee.policy.reasons import DecisionReason
from wethaq.platform.committee.policy.release import DecisionStatus, Urgency
from wethaq.platform.committee.policy.rules import CommitteeRules
from wethaq.platform.committee.policy.voting import Quorum, Tally, Verdict


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """The committee's figures in one version; version 0 are the declared ones."""

    version: int
    rules: CommitteeRules
    reason: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the committee."""

    id: UUID
    number: str
    status: MeetingStatus
    planned_at: datetime
    place: str
    rules_version: int | None
    presiding_member_id: UUID | None
    opened_at: datetime | None
    closed_at: datetime | None
    remarks: str | None
    minutes_letter_id: UUID | None
    minutes_sha256: str | None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One case on a meeting's agenda."""

    id: UUID
    meeting_id: UUID
    request_id: UUID
    kind: ItemKind
    position: int
    status: ItemStatus
    votes_cast: int
    put_off_because: str | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A member in a meeting, and whether they are in the room."""

    member: Member
    is_present: bool
    was_present: bool


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member who stepped back from a case."""

    member_id: UUID
    reason: str
    recused_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What the committee decided of a case, and how the reply leaves the house."""

    id: UUID
    item_id: UUID
    request_id: UUID
    kind: ItemKind
    verdict: Verdict
    reasons: tuple[DecisionReason, ...]
    explanation: str | None
    tally: Tally
    quorum: Quorum
    decided_at: datetime
    earliest_release_at: datetime | None
    status: DecisionStatus
    urgency: Urgency | None
    released_at: datetime | None
    letter_id: UUID | None

    def is_due(self, now: datetime) -> bool:
        """Tell whether the reply may leave by its date alone (H5)."""
        return self.earliest_release_at is None or now >= self.earliest_release_at
