"""What a round is planned from, read at once: people, whose they are, how much time there is, who has waited."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from wethaq.matching.candidates import open_partners
from wethaq.matching.matchmakers import list_matchmakers
from wethaq.matching.policy.exposure import Unseen
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.rounds import waited_after
from wethaq.matching.policy.stages import Stage
from wethaq.matching.policy.traits import Vocabulary
from wethaq.matching.population_keeping import current_population
from wethaq.matching.portfolio import keeper_of
from wethaq.matching.tables import ProposalRow, ProposalStepRow, RoundPersonRow, RoundRow
from wethaq.platform.database.prepared import places, read, rows_that, rows_where

LOOKED_BACK: Final = 12
"""Rounds: whoever was away for longer begins to wait anew."""


@dataclass(frozen=True, slots=True)
class RoundInputs:
    """Everything that a plan follows from, and nothing else does."""

    people: tuple[Applicant, ...]
    on: date
    vocabulary: Vocabulary
    seed: int
    most_each: int
    waited: Mapping[UUID, int]
    keepers: Mapping[UUID, str]
    keeper_room: Mapping[str, int]


async def gather_inputs(round_id: UUID, *, now: datetime) -> RoundInputs:
    """Read what a round is planned from. Two who have something open between them aren't proposed again."""
    [row] = await rows_where(RoundRow, id=round_id)
    population = await current_population(now=now)
    everybody = sorted(population.people(), key=lambda one: str(one.id))
    partners = await open_partners([one.id for one in everybody])
    people = tuple(
        replace(one, blocked=one.blocked | partners[one.id]) if one.id in partners else one
        for one in everybody
    )
    matchmakers = [each for each in await list_matchmakers() if each.is_taking]
    room = {str(each.account_id): each.room for each in matchmakers}
    keepers = await keeper_of([one.id for one in people])
    return RoundInputs(
        people=people,
        on=population.on,
        vocabulary=population.numbering.vocabulary,
        seed=row["seed"],
        most_each=json.loads(row["terms"])["most_each"],
        waited=await waited_by_now(),
        # Whose matchmaker takes no part waits for another one: no draft is made that nobody decides.
        keepers={profile: str(keeper) for profile, keeper in keepers.items() if str(keeper) in room},
        keeper_room=room,
    )


async def waited_by_now() -> dict[UUID, int]:
    """Return in how many rounds each has been eligible and not seen, by what the last rounds left."""
    rounds = await rows_that(
        RoundRow, "WHERE planned_at IS NOT NULL ORDER BY number DESC LIMIT {}", LOOKED_BACK
    )
    made_at = {row["id"]: row["made_at"] for row in rounds}
    if not made_at:
        return {}
    proposed_at = await _last_proposed()
    clauses = f"WHERE round_id IN {places(len(made_at))}"
    people = await rows_that(RoundPersonRow, clauses, *made_at)
    latest: dict[UUID, int] = {}
    for row in sorted(people, key=lambda each: made_at[each["round_id"]], reverse=True):
        profile_id = row["profile_id"]
        if profile_id in latest:
            continue
        last = proposed_at.get(profile_id)
        unseen = Unseen(row["unseen"]) if row["unseen"] else None
        was_proposed = last is not None and last >= made_at[row["round_id"]]
        latest[profile_id] = waited_after(row["waited"], unseen, was_proposed=was_proposed)
    return {profile_id: waited for profile_id, waited in latest.items() if waited}


async def _last_proposed() -> dict[UUID, datetime]:
    """Return when each was last in a proposal that a matchmaker took: a draft alone is seen by nobody."""
    rows = await read(
        f"SELECT p.woman_id AS woman_id, p.man_id AS man_id, s.made_at AS made_at "  # noqa: S608 - our own names
        f"FROM {ProposalStepRow._meta.tablename} s JOIN {ProposalRow._meta.tablename} p "
        "ON p.id = s.proposal_id WHERE s.to_stage = {}",
        Stage.APPROVED.value,
    )
    found: dict[UUID, datetime] = {}
    for row in rows:
        for profile_id in (row["woman_id"], row["man_id"]):
            found[profile_id] = max(row["made_at"], found.get(profile_id, row["made_at"]))
    return found
