"""Who may vote now, and what the votes say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wethaq.platform.committee.errors import NotPresentError, QuorumMissingError, VotesMissingError
from wethaq.platform.committee.policy.conflicts import (
    Case,
    Member,
    bar_of,
    ensure_no_bar,
    members_who_may_vote,
)
from wethaq.platform.committee.policy.rules import CommitteeRules, quorum_needed


class Choice(StrEnum):
    """What a member may say."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ABSTAIN = "abstain"


class Verdict(StrEnum):
    """What the votes come to. `NONE` decides nothing: the case is put off."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members who may vote on the case are needed, and how many are in the room."""

    needed: int
    present: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of a vote, and whether the presiding member's vote broke a tie."""

    in_favour: int
    against: int
    abstained: int
    verdict: Verdict
    by_casting_vote: bool = False

    @property
    def cast(self) -> int:
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's vote on a case."""

    member_id: UUID
    choice: Choice


def quorum_of(rules: CommitteeRules, members: list[Member], present: frozenset[UUID], case: Case) -> Quorum:
    """Count the quorum for one case: members with a part in it don't count on either side."""
    entitled = members_who_may_vote(members, case)
    return Quorum(
        needed=quorum_needed(rules, len(entitled)),
        present=sum(member.id in present for member in entitled),
    )


def ensure_quorum(quorum: Quorum) -> None:
    """Refuse to open, cast or count a vote in too small a circle (H5)."""
    if not quorum.is_met:
        raise QuorumMissingError(needed=quorum.needed, present=quorum.present)


def ensure_can_vote(member: Member, present: frozenset[UUID], case: Case) -> None:
    """Refuse a vote to whoever has a part in the case or doesn't hear it."""
    ensure_no_bar(bar_of(member, case))
    if member.id not in present:
        raise NotPresentError


def ensure_enough_votes(votes: Iterable[Vote], quorum: Quorum) -> None:
    """Refuse to count while fewer members have voted than the quorum asks for."""
    cast = sum(1 for _ in votes)
    if cast < quorum.needed:
        raise VotesMissingError(needed=quorum.needed, cast=cast)


def count_votes(votes: Iterable[Vote], *, presiding: UUID | None, has_casting_vote: bool) -> Tally:
    """Count a vote: the majority of those in favour and against decides.

    On a tie the presiding member's own vote counts double where the rules
    say so; whoever abstained, or has a part in the case, breaks no tie.
    """
    by_member = {vote.member_id: vote.choice for vote in votes}
    choices = list(by_member.values())
    in_favour, against = choices.count(Choice.ACCEPT), choices.count(Choice.REFUSE)
    abstained = choices.count(Choice.ABSTAIN)
    if in_favour != against:
        verdict = Verdict.ACCEPTED if in_favour > against else Verdict.REFUSED
        return Tally(in_favour, against, abstained, verdict)
    casting = by_member.get(presiding) if has_casting_vote and presiding is not None else None
    verdict = {Choice.ACCEPT: Verdict.ACCEPTED, Choice.REFUSE: Verdict.REFUSED}.get(
        casting or Choice.ABSTAIN, Verdict.NONE
    )
    return Tally(in_favour, against, abstained, verdict, by_casting_vote=verdict is not Verdict.NONE)
