"""Who must stay out of a case, and why (H5; R3 for appeals)."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from wethaq.platform.committee.errors import (
    CannotRecuseAfterVoteError,
    ConflictOfInterestError,
    ReasonForRecusalMissingError,
    RecusedError,
    VotedOnFirstDecisionError,
)


class Bar(StrEnum):
    """Why a member has no part in a case."""

    OWN_CASE = "own_case"
    ENTERED = "entered"
    VERIFIED = "verified"
    RELATIVE = "relative"
    VOTED_BEFORE = "voted_before"
    NO_SEAT_HERE = "no_seat_here"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Member:
    """A seat on the committee. An alternate sits only when an appeal is heard."""

    id: UUID
    account_id: UUID
    person_id: UUID | None
    name: str
    is_chair: bool = False
    is_alternate: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of a case on which a conflict of interest depends.

    People are named by person (`party_ids`, `relatives_of`: members' ids), work on the
    request by account (`entered_by`, `worked_on_by`).
    """

    is_appeal: bool
    party_ids: frozenset[UUID]
    entered_by: UUID | None = None
    worked_on_by: frozenset[UUID] = frozenset()
    relatives: frozenset[UUID] = field(default=frozenset())
    """Members who were marked as relatives of a party."""
    voted_before: frozenset[UUID] = field(default=frozenset())
    """Members who voted on the first decision."""
    recused: frozenset[UUID] = field(default=frozenset())
    """Members who stepped back."""


def bar_of(member: Member, case: Case) -> Bar | None:
    """Return why the member has no part in the case, or None.

    The order is that in which the minutes give the reason: what a member is
    comes before what they said.
    """
    bars = {
        Bar.OWN_CASE: member.person_id is not None and member.person_id in case.party_ids,
        Bar.RELATIVE: member.id in case.relatives,
        Bar.ENTERED: case.entered_by is not None and case.entered_by == member.account_id,
        Bar.VERIFIED: member.account_id in case.worked_on_by,
        Bar.VOTED_BEFORE: case.is_appeal and member.id in case.voted_before,
        Bar.NO_SEAT_HERE: member.is_alternate and not case.is_appeal,
        Bar.RECUSED: member.id in case.recused,
    }
    return next((bar for bar, holds in bars.items() if holds), None)


def members_who_may_vote(members: list[Member], case: Case) -> list[Member]:
    """Return the members who have no bar, whether they are in the room or not."""
    return [member for member in members if bar_of(member, case) is None]


def ensure_no_bar(bar: Bar | None) -> None:
    """Refuse a member their part in a case, each bar with its own words."""
    if bar is None:
        return
    if bar is Bar.VOTED_BEFORE:
        raise VotedOnFirstDecisionError
    if bar is Bar.RECUSED:
        raise RecusedError
    raise ConflictOfInterestError


def ensure_can_recuse(*, has_voted: bool, reason: str) -> None:
    """Let a member step back before the vote, with a reason that the minutes keep."""
    if has_voted:
        raise CannotRecuseAfterVoteError
    if not reason.strip():
        raise ReasonForRecusalMissingError
