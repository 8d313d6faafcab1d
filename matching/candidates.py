"""The best candidates of a profile, with what speaks for both sides; nothing of it is stored, nothing is sent.

Names are told only where the reader's portfolio covers the candidate; everybody else is a
number. Of somebody outside it, what is sensitive isn't told: only whether it suits.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from wethaq.matching.applicants import load_applicant, load_applicants
from wethaq.matching.engine.population import BEST, Candidate, Population
from wethaq.matching.policy.counselling import ConditionCosts
from wethaq.matching.policy.eligibility import Bar, own_bars, pair_bars
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.scores import WIDE_GAP, Criterion, Explanation, explain
from wethaq.matching.policy.traits import Fact, Sensitivity, Vocabulary
from wethaq.matching.population_keeping import current_population
from wethaq.matching.portfolio import Kept, ProfileNotFoundError, get_readable_profile, note_reading
from wethaq.matching.profiles import get_profile
from wethaq.matching.tables import ProfileRow, ProposalRow
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import places, rows_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

SUMMED_UP: Final = ("age", "marital_status", "city", "education", "employment")
"""What a line of the list says of a candidate: nothing that names or that asks for a consent of its own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a profile is called on the desk: by name within the portfolio, else by number."""

    profile_id: UUID
    number: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One of the best."""

    who: Shown
    found: Candidate
    summary: Mapping[str, Fact]
    to_ask: int
    """Conditions of either on which the other has stated nothing."""

    @property
    def is_lopsided(self) -> bool:
        return abs(self.found.forward - self.found.backward) > WIDE_GAP


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything on the page of a profile's candidates."""

    kept: Kept
    who: Shown
    sex: Sex
    lines: list[CandidateLine]
    costs: ConditionCosts
    bars: frozenset[Bar]
    """What keeps the person from being proposed at all."""
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class ExplainedPair:
    """Two people side by side, every criterion both ways."""

    kept: Kept
    who: Shown
    other: Shown
    sex: Sex
    summaries: tuple[Mapping[str, Fact], Mapping[str, Fact]]
    explanation: Explanation
    bars: frozenset[Bar]
    has_open_proposal: bool
    vocabulary: Vocabulary
    is_other_own: bool

    def may_tell_forward(self, criterion: Criterion) -> bool:
        """Tell whether the candidate's fact beside a wish may be read: outside the portfolio nothing sensitive."""
        sensitivity = self.vocabulary[criterion.wish.trait].sensitivity
        return self.is_other_own or sensitivity is not Sensitivity.SENSITIVE

    def may_tell_backward(self, _: Criterion) -> bool:
        """Tell the facts of the profile that the reader has open, beside the candidate's wishes."""
        return True


async def see_candidates(profile_id: UUID, *, actor: Actor, now: datetime) -> Candidates:
    """Return the best candidates of a profile, and put on record that they were looked for."""
    population = await current_population(now=now)
    kept = await _read(profile_id, actor=actor, now=now)
    one = await load_applicant(profile_id, now=now)
    if one is None:
        raise ProfileNotFoundError
    partners = await open_partners([profile_id])
    searching = one if not partners else replace(one, blocked=one.blocked | partners[profile_id])
    vocabulary = population.numbering.vocabulary
    best = population.best(searching, BEST)
    lines = await _lines(one, best, population, actor=actor)
    return Candidates(
        kept=kept,
        who=(await show([kept.profile.id], actor=actor, also={profile_id}))[profile_id],
        sex=one.sex,
        lines=lines,
        costs=population.condition_costs(one),
        bars=own_bars(one, population.on),
        vocabulary=vocabulary,
    )


async def explain_pair(profile_id: UUID, candidate_id: UUID, *, actor: Actor, now: datetime) -> ExplainedPair:
    """Return two people side by side; both can see that they were looked at."""
    kept = await _read(profile_id, actor=actor, now=now)
    found = {one.id: one for one in await load_applicants([profile_id, candidate_id], now=now)}
    if found.keys() != {profile_id, candidate_id}:
        raise ProfileNotFoundError
    one, other = found[profile_id], found[candidate_id]
    if one.sex is other.sex:
        raise ProfileNotFoundError
    vocabulary, on = await current_vocabulary(), riyadh_date(now)
    async with transaction():
        await note_reading(Kept(await get_profile(candidate_id)), actor=actor, now=now)
    shown = await show([profile_id, candidate_id], actor=actor, also={profile_id})
    return ExplainedPair(
        kept=kept,
        who=shown[profile_id],
        other=shown[candidate_id],
        sex=one.sex,
        summaries=(summary_of(one, on, vocabulary), summary_of(other, on, vocabulary)),
        explanation=explain(one, other, on, vocabulary),
        bars=own_bars(one, on) | own_bars(other, on) | pair_bars(one, other, on, vocabulary),
        has_open_proposal=candidate_id in (await open_partners([profile_id])).get(profile_id, frozenset()),
        vocabulary=vocabulary,
        is_other_own=shown[candidate_id].name is not None,
    )


async def show(
    profile_ids: Collection[UUID], *, actor: Actor, also: Collection[UUID] = ()
) -> dict[UUID, Shown]:
    """Return how profiles are called for a reader; `also` are those that they may read besides their own."""
    ids = list(profile_ids)
    if not ids:
        return {}
    only = ("id", "number", "person_id", "matchmaker_id")
    rows = await rows_that(ProfileRow, f"WHERE id IN {places(len(ids))}", *ids, only=only)
    shown = {}
    for row in rows:
        may_name = row["matchmaker_id"] == actor.account_id or row["id"] in also
        name = (await people.get_person(row["person_id"])).full_name if may_name else None
        shown[row["id"]] = Shown(row["id"], row["number"], name)
    return shown


async def open_partners(profile_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return with whom each of these has a proposal or a draft that hasn't ended."""
    ids = list(profile_ids)
    found: dict[UUID, set[UUID]] = {}
    if not ids:
        return {}
    rows = await rows_that(ProposalRow, "WHERE ended_at IS NULL", only=("woman_id", "man_id"))
    wanted = set(ids)
    for row in rows:
        for own, other in ((row["woman_id"], row["man_id"]), (row["man_id"], row["woman_id"])):
            if own in wanted:
                found.setdefault(own, set()).add(other)
    return {own: frozenset(others) for own, others in found.items()}


def summary_of(one: Applicant, on: date, vocabulary: Vocabulary) -> dict[str, Fact]:
    """Return what a line says of somebody."""
    facts = {code: one.fact(code, on) for code in SUMMED_UP if vocabulary[code].is_active}
    return {code: fact for code, fact in facts.items() if fact is not None}


async def _read(profile_id: UUID, *, actor: Actor, now: datetime) -> Kept:
    async with transaction():
        kept = await get_readable_profile(profile_id, actor=actor, now=now)
        await note_reading(kept, actor=actor, now=now)
    return kept


async def _lines(
    one: Applicant, best: list[Candidate], population: Population, *, actor: Actor
) -> list[CandidateLine]:
    others = {each.id: each for each in population.people() if each.id in {found.id for found in best}}
    shown = await show(list(others), actor=actor)
    vocabulary = population.numbering.vocabulary
    return [
        CandidateLine(
            who=shown[found.id],
            found=found,
            summary=summary_of(others[found.id], population.on, vocabulary),
            to_ask=len(explain(one, others[found.id], population.on, vocabulary).to_ask),
        )
        for found in best
        if found.id in shown
    ]
