"""What is read of rounds: the list with how even each was, and one round's report, its proof and how far it is."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.desk_access import MANAGERS, ensure_manager
from wethaq.matching.policy.round_report import RoundReport
from wethaq.matching.policy.rounds import RoundState, RoundTerms
from wethaq.matching.policy.stages import Stage
from wethaq.matching.round_keeping import current_terms
from wethaq.matching.tables import ProposalRow, RoundRow
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.prepared import Row, rows_that, rows_where
from wethaq.platform.errors import ForbiddenError, NotFoundError

LISTED = 26


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of a plan: its cost, and below what no plan at all can come."""

    cost: int
    bound: int

    @property
    def is_proven(self) -> bool:
        return self.cost == self.bound


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a round's drafts so far."""

    undecided: int
    taken: int
    turned_down: int

    @property
    def drafts(self) -> int:
        return self.undecided + self.taken + self.turned_down


@dataclass(frozen=True, slots=True)
class SeenRound:
    """A round as it is told."""

    id: UUID
    number: int
    state: RoundState
    seed: int
    most_each: int
    made_at: datetime
    planned_at: datetime | None
    closed_at: datetime | None
    problem: str | None
    report: RoundReport | None
    proof: Proof | None
    decided: Decided
    names: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Rounds:
    """The list, and under what the next one is made."""

    rounds: Sequence[SeenRound]
    terms: RoundTerms
    may_begin: bool


async def see_rounds(*, actor: Actor) -> Rounds:
    """Return the rounds, the newest first."""
    _ensure_reader(actor)
    rows = await rows_that(RoundRow, "ORDER BY number DESC LIMIT {}", LISTED)
    rounds = [await _seen(row) for row in rows]
    under_way = any(each.state in {RoundState.PLANNING, RoundState.OPEN} for each in rounds)
    return Rounds(rounds, await current_terms(), may_begin=actor.has(*MANAGERS) and not under_way)


async def see_round(round_id: UUID, *, actor: Actor) -> SeenRound:
    """Return a round with its report; it names nobody."""
    _ensure_reader(actor)
    rows = await rows_where(RoundRow, id=round_id)
    if not rows:
        raise NotFoundError
    return await _seen(rows[0])


async def reports_of(limit: int, *, actor: Actor) -> list[SeenRound]:
    """Return the last rounds that have a report, the oldest first: how even they were over time."""
    ensure_manager(actor)
    rows = await rows_that(RoundRow, "WHERE report IS NOT NULL ORDER BY number DESC LIMIT {}", limit)
    return [await _seen(row) for row in reversed(rows)]


async def _seen(row: Row) -> SeenRound:
    report = RoundReport.from_values(json.loads(row["report"])) if row["report"] else None
    proof = json.loads(row["certificate"]) if row["certificate"] else None
    keepers = {line.account_id for line in report.keepers} if report else set()
    return SeenRound(
        id=row["id"],
        number=row["number"],
        state=RoundState(row["state"]),
        seed=row["seed"],
        most_each=json.loads(row["terms"])["most_each"],
        made_at=row["made_at"],
        planned_at=row["planned_at"],
        closed_at=row["closed_at"],
        problem=row["problem"],
        report=report,
        proof=Proof(proof["cost"], proof["bound"]) if proof else None,
        decided=await _decided(row["id"]),
        names=await names_of_accounts(keepers),
    )


async def _decided(round_id: UUID) -> Decided:
    rows = await rows_that(ProposalRow, "WHERE round_id = {}", round_id, only=("stage", "ended_from"))
    found = Counter(_became(row) for row in rows)
    return Decided(found["undecided"], found["taken"], found["turned_down"])


def _became(row: Row) -> str:
    if row["stage"] == Stage.DRAFT:
        return "undecided"
    return "turned_down" if row["ended_from"] == Stage.DRAFT else "taken"


def _ensure_reader(actor: Actor) -> None:
    if not actor.has(Role.MATCHMAKER, *MANAGERS):
        raise ForbiddenError
