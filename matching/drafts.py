"""A round's drafts, one after the other: accepted, swapped for another candidate, or turned down with a reason.

A draft is one matchmaker's to decide: hers who is asked first. Accepting takes a place of both
and still tells nobody; the proposal is sent from its own page, by a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.applicants import load_applicants
from wethaq.matching.candidates import CandidateLine, Shown, see_candidates, show, summary_of
from wethaq.matching.ending import close_proposal
from wethaq.matching.policy.desk_access import ensure_matchmaker, ensure_reason
from wethaq.matching.policy.scores import Explanation, explain
from wethaq.matching.policy.stages import ProposalHasMovedOnError, Stage
from wethaq.matching.policy.traits import Fact, Vocabulary
from wethaq.matching.population_keeping import current_population
from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.proposals import ProposalNotFoundError, get_proposal
from wethaq.matching.proposing import approve_draft, make_draft
from wethaq.matching.round_keeping import close_if_decided, rounds_named
from wethaq.matching.tables import ProposalRow
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import Row, row_by_id, rows_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people.records import Sex

OTHERS_OFFERED: Final = 5


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list of a matchmaker."""

    id: UUID
    woman: Shown
    man: Shown
    round_number: int | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SeenDraft:
    """A draft as it is decided: both sides, the whole explanation, and who else comes into question for her."""

    id: UUID
    round_id: UUID | None
    woman: Shown
    man: Shown
    woman_facts: dict[str, Fact]
    man_facts: dict[str, Fact]
    explanation: Explanation
    """From her side."""
    vocabulary: Vocabulary
    others: Sequence[CandidateLine]
    kept_id: UUID
    """For whom another candidate is looked for: the one in the reader's portfolio."""
    place: int
    of: int
    next_id: UUID | None


async def list_drafts(*, actor: Actor) -> list[DraftLine]:
    """Return what waits for the reader's decision, in the order in which it was drafted."""
    ensure_matchmaker(actor)
    rows = await _rows(actor)
    shown = await show({each for row in rows for each in (row["woman_id"], row["man_id"])}, actor=actor)
    numbers = await rounds_named([row["round_id"] for row in rows if row["round_id"]])
    return [
        DraftLine(
            row["id"],
            shown[row["woman_id"]],
            shown[row["man_id"]],
            numbers.get(row["round_id"]),
            row["made_at"],
        )
        for row in rows
    ]


async def see_draft(draft_id: UUID, *, actor: Actor, now: datetime) -> SeenDraft:
    """Return a draft to whoever decides on it; both profiles' readings are put on record."""
    ensure_matchmaker(actor)
    rows = await _rows(actor)
    ids = [row["id"] for row in rows]
    if draft_id not in ids:
        raise ProposalNotFoundError
    row, place = rows[ids.index(draft_id)], ids.index(draft_id)
    kept_id = await _own_side(row, actor)
    candidates = await see_candidates(kept_id, actor=actor, now=now)
    population = await current_population(now=now)
    woman = next(
        (one for one in population.sides[Sex.FEMALE].people if one and one.id == row["woman_id"]), None
    )
    man = next((one for one in population.sides[Sex.MALE].people if one and one.id == row["man_id"]), None)
    if woman is None or man is None:
        raise ProposalHasMovedOnError
    shown = await show([woman.id, man.id], actor=actor)
    vocabulary = population.numbering.vocabulary
    following = [*ids[place + 1 :], *ids[:place]]
    return SeenDraft(
        id=draft_id,
        round_id=row["round_id"],
        woman=shown[woman.id],
        man=shown[man.id],
        woman_facts=summary_of(woman, population.on, vocabulary),
        man_facts=summary_of(man, population.on, vocabulary),
        explanation=explain(woman, man, population.on, vocabulary),
        vocabulary=vocabulary,
        others=candidates.lines[:OTHERS_OFFERED],
        kept_id=kept_id,
        place=place + 1,
        of=len(ids),
        next_id=following[0] if following else None,
    )


async def propose(profile_id: UUID, candidate_id: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Make a draft of two people from the list of candidates; it waits to be accepted like any other."""
    ensure_matchmaker(actor)
    async with transaction():
        await get_kept_profile(profile_id, actor=actor)
        woman_id, man_id = await _by_sex(profile_id, candidate_id, now=now)
        return await make_draft(woman_id, man_id, matchmaker_id=actor.account_id, actor=actor, now=now)


async def accept_draft(draft_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a draft for a proposal; nobody is told before it is sent. Raises AlreadyHeldError."""
    async with transaction():
        row = await _get_own_draft(draft_id, actor=actor)
        await approve_draft(draft_id, actor=actor, now=now)
        await _close_round(row, now=now)


async def reject_draft(draft_id: UUID, reason: str, *, actor: Actor, now: datetime) -> None:
    """Turn a draft down; the two aren't drafted again for half a year. Raises ReasonMissingError."""
    words = ensure_reason(reason)
    async with transaction():
        row = await _get_own_draft(draft_id, actor=actor)
        await close_proposal(draft_id, words, actor=actor, now=now)
        await _close_round(row, now=now)


async def swap_draft(draft_id: UUID, candidate_id: UUID, reason: str, *, actor: Actor, now: datetime) -> UUID:
    """Put another candidate in a draft's place and return the new draft; it keeps its round."""
    words = ensure_reason(reason)
    async with transaction():
        row = await _get_own_draft(draft_id, actor=actor)
        kept_id = await _own_side(row, actor)
        woman_id, man_id = await _by_sex(kept_id, candidate_id, now=now)
        await close_proposal(draft_id, words, actor=actor, now=now)
        return await make_draft(
            woman_id,
            man_id,
            matchmaker_id=actor.account_id,
            round_id=row["round_id"],
            actor=actor,
            now=now,
        )


async def _rows(actor: Actor) -> list[Row]:
    clauses = "WHERE stage = {} AND matchmaker_id = {} AND ended_at IS NULL ORDER BY made_at, id"
    only = ("id", "woman_id", "man_id", "round_id", "made_at")
    return await rows_that(ProposalRow, clauses, Stage.DRAFT.value, actor.account_id, only=only)


async def _get_own_draft(draft_id: UUID, *, actor: Actor) -> Row:
    ensure_matchmaker(actor)
    row = await row_by_id(ProposalRow, draft_id)
    if row is None or row["matchmaker_id"] != actor.account_id:
        raise ProposalNotFoundError
    if (await get_proposal(draft_id)).rule.stage is not Stage.DRAFT:
        raise ProposalHasMovedOnError
    return row


async def _own_side(row: Row, actor: Actor) -> UUID:
    """Return the one of the two who is in the reader's portfolio, her first."""
    for profile_id in (row["woman_id"], row["man_id"]):
        try:
            return (await get_kept_profile(profile_id, actor=actor)).id
        except NotFoundError:
            continue
    raise ProposalNotFoundError


async def _by_sex(profile_id: UUID, candidate_id: UUID, *, now: datetime) -> tuple[UUID, UUID]:
    """Return the woman and the man of two profiles."""
    found = {one.sex: one.id for one in await load_applicants([profile_id, candidate_id], now=now)}
    if found.keys() != set(Sex):
        raise ProposalNotFoundError
    return found[Sex.FEMALE], found[Sex.MALE]


async def _close_round(row: Row, *, now: datetime) -> None:
    if row["round_id"] is not None:
        await close_if_decided(row["round_id"], now=now)
