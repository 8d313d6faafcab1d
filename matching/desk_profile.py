"""Everything on a profile's page at the desk; opening it is written down, and the applicant sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wethaq.matching.appearance import Appearance, find_appearance
from wethaq.matching.applicants import load_applicant
from wethaq.matching.candidates import Shown, show
from wethaq.matching.desk_counts import open_proposals_of
from wethaq.matching.matchmakers import find_matchmaker
from wethaq.matching.noting import Note, list_notes
from wethaq.matching.policy.eligibility import Bar, own_bars
from wethaq.matching.policy.exposure import Unseen
from wethaq.matching.policy.profiles import Applicant, Wish, wishes_in_use
from wethaq.matching.policy.readiness import Lack, Verified, lacks
from wethaq.matching.policy.stages import Stage
from wethaq.matching.policy.traits import Fact, Trait, Vocabulary
from wethaq.matching.portfolio import Kept, get_readable_profile, note_reading
from wethaq.matching.references import list_references
from wethaq.matching.relating import Tie, list_ties
from wethaq.matching.reviewing import readiness_of
from wethaq.matching.tables import PhotoRow, RoundPersonRow, WaliRow
from wethaq.matching.verifying import list_verifications
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person, Sex


@dataclass(frozen=True, slots=True)
class Wali:
    """A woman's guardian as her matchmaker reads of him."""

    name: str
    relation: str
    mobile: str | None
    may_be_contacted_at: datetime | None
    linked_at: datetime | None
    verified_at: datetime | None
    obstruction: str | None
    obstruction_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """Something that is open between this person and another."""

    id: UUID
    other: Shown
    stage: Stage
    entered_at: datetime
    is_frozen: bool
    is_open_to_reader: bool
    """A draft is its matchmaker's alone, also where the other side's keeper reads the profile."""


@dataclass(frozen=True, slots=True)
class SeenProfile:
    """A profile with all that belongs to it."""

    kept: Kept
    person: Person
    applicant: Applicant | None
    facts: Sequence[tuple[Trait, Fact | None]]
    wishes: Sequence[tuple[Trait, Wish]]
    missing: Sequence[Lack]
    checks: Mapping[Verified, Mapping[str, Any]]
    references: Sequence[Mapping[str, Any]]
    ties: Sequence[Tie]
    notes: Sequence[Note]
    appearance: Mapping[str, Any] | None
    may_be_described: bool
    wali: Wali | None
    proposals: Sequence[OpenProposal]
    bars: frozenset[Bar]
    unseen: Unseen | None
    """Why the last round had no draft for them."""
    names: Mapping[UUID, str]
    today: date

    @property
    def is_own(self) -> bool:
        return self.kept.is_own


async def see_profile(profile_id: UUID, *, actor: Actor, now: datetime) -> SeenProfile:
    """Return a profile to its matchmaker, or to whoever has opened it with a reason."""
    async with transaction():
        kept = await get_readable_profile(profile_id, actor=actor, now=now)
        await note_reading(kept, actor=actor, now=now)
    profile, today = kept.profile, riyadh_date(now)
    vocabulary = await current_vocabulary()
    applicant = await load_applicant(profile_id, now=now)
    person = await people.get_person(profile.person_id)
    checks, notes = await list_verifications(profile_id), await list_notes(profile_id)
    references = await list_references(profile_id)
    spoken_by = {each["spoken_by"] for each in references if each["spoken_by"]}
    authors = (
        {each.author_id for each in notes} | {each["checked_by"] for each in checks.values()} | spoken_by
    )
    return SeenProfile(
        kept=kept,
        person=person,
        applicant=applicant,
        facts=_facts(applicant, person.sex, vocabulary, today),
        wishes=_wishes(applicant, vocabulary),
        missing=lacks(await readiness_of(profile, now=now)),
        checks=checks,
        references=references,
        ties=await list_ties(profile_id),
        notes=notes,
        appearance=await _appearance(profile_id),
        may_be_described=await _may_describe(kept, actor=actor),
        wali=await _wali(profile_id),
        proposals=await _proposals(profile_id, is_own=kept.is_own, actor=actor),
        bars=own_bars(applicant, today) if applicant else frozenset(),
        unseen=await _unseen(profile_id),
        names=await names_of_accounts(authors),
        today=today,
    )


def _facts(
    one: Applicant | None, sex: Sex, vocabulary: Vocabulary, today: date
) -> list[tuple[Trait, Fact | None]]:
    if one is None:
        return []
    asked = [trait for trait in vocabulary.active if sex in trait.asked_of]
    return [(trait, one.fact(trait.code, today)) for trait in asked]


def _wishes(one: Applicant | None, vocabulary: Vocabulary) -> list[tuple[Trait, Wish]]:
    wishes = wishes_in_use(one, vocabulary) if one else ()
    return [(vocabulary[wish.trait], wish) for wish in wishes]


async def _may_describe(kept: Kept, *, actor: Actor) -> bool:
    """Tell whether the reader may write the trusted description: a woman, for who asked for one."""
    writer = await find_matchmaker(actor.account_id)
    is_woman = writer is not None and writer.sex is Sex.FEMALE
    return kept.is_own and is_woman and kept.profile.appearance == Appearance.DESCRIPTION


async def _appearance(profile_id: UUID) -> dict[str, Any] | None:
    """Return the description, or that there is a photo: the photo itself isn't opened here."""
    row = await find_appearance(profile_id)
    return open_row(PhotoRow, row) if row else None


async def _wali(profile_id: UUID) -> Wali | None:
    rows = await rows_that(WaliRow, "WHERE profile_id = {} AND ended_at IS NULL", profile_id)
    if not rows:
        return None
    opened = open_row(WaliRow, rows[0])
    return Wali(**{name: opened[name] for name in Wali.__dataclass_fields__})


async def _proposals(profile_id: UUID, *, is_own: bool, actor: Actor) -> list[OpenProposal]:
    rows = await open_proposals_of([profile_id])
    others = {row["id"]: row["man_id"] if row["woman_id"] == profile_id else row["woman_id"] for row in rows}
    shown = await show(set(others.values()), actor=actor)
    return [
        OpenProposal(
            id=row["id"],
            other=shown[others[row["id"]]],
            stage=Stage(row["stage"]),
            entered_at=row["entered_at"],
            is_frozen=row["is_frozen"],
            is_open_to_reader=is_own
            and (row["stage"] != Stage.DRAFT or row["matchmaker_id"] == actor.account_id),
        )
        for row in rows
    ]


async def _unseen(profile_id: UUID) -> Unseen | None:
    clauses = (
        "WHERE profile_id = {} ORDER BY (SELECT number FROM matching_round "
        "WHERE matching_round.id = matching_round_person.round_id) DESC LIMIT 1"
    )
    rows = await rows_that(RoundPersonRow, clauses, profile_id, only=("unseen",))
    return Unseen(rows[0]["unseen"]) if rows and rows[0]["unseen"] else None
