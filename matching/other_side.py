"""What one side reads of the other: the least of stage, consent and class, written down as it is read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wethaq.matching.applicants import load_applicants
from wethaq.matching.consenting import consents_of
from wethaq.matching.guardians import find_wali
from wethaq.matching.openings import WHAT_OF_LEVEL, record_opening
from wethaq.matching.policy.agreement import Party, level_for
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.scores import explain
from wethaq.matching.policy.showing import Consents, ShownExplanation, shown_to_one, visible_facts
from wethaq.matching.policy.traits import Fact, Trait, Vocabulary
from wethaq.matching.proposals import COUPLE, Seat, owners_of
from wethaq.matching.tables import ProfileRow, SensitiveFactRow
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import row_by_id, rows_where
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact of the other side; `words` are the owner's own about a matter to disclose."""

    trait: Trait
    fact: Fact
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What S4 opens: a name, and by whom the family is reached."""

    name: str
    wali_name: str | None
    mobile: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSide:
    """Everything of the other side that this reader may read at this moment."""

    level: Level = Level.NOTHING
    facts: tuple[ShownFact, ...] = ()
    reasons: ShownExplanation | None = None
    about: str | None = None
    hopes: str | None = None
    names: Names | None = None


NOTHING_SHOWN = OtherSide()


async def read_other_side(seat: Seat, *, actor: Actor, now: datetime) -> OtherSide:
    """Return what a reader may read of the other side, and write it down in the same transaction.

    Consents are asked anew at every reading, so that what was taken back is hidden from the next request on.
    """
    async with transaction():
        level = level_for(seat.proposal.rule, seat.party)
        owner_id = seat.proposal.profile_opposite(seat.party)
        owner_person = (await owners_of(seat.proposal))[owner_id]
        consents = await consents_of(owner_person, now=now)
        reached = min(level, consents.up_to)
        if reached is Level.NOTHING:
            return NOTHING_SHOWN
        shown = await _read(seat, owner_id, owner_person, level, consents, now=now)
        await record_opening(seat.proposal, seat.party, WHAT_OF_LEVEL[reached], actor=actor, now=now)
    return shown


async def _read(
    seat: Seat, owner_id: UUID, owner_person: UUID, level: Level, consents: Consents, *, now: datetime
) -> OtherSide:
    reached = min(level, consents.up_to)
    vocabulary = await current_vocabulary()
    on = riyadh_date(now)
    found = {one.id: one for one in await load_applicants(seat.proposal.profile_ids, now=now)}
    owner = found.get(owner_id)
    if owner is None:
        return NOTHING_SHOWN
    reader = found.get(seat.proposal.profile_of(seat.party))
    essays = await _essays(owner_id) if reached >= Level.DETAILS else (None, None)
    return OtherSide(
        level=reached,
        facts=await _facts(owner, level, consents, on, vocabulary),
        reasons=_reasons(reader, owner, seat.party, level, consents, on, vocabulary),
        about=essays[0],
        hopes=essays[1],
        names=await _names(seat.party, owner_id, owner_person) if reached >= Level.GUARDIANS else None,
    )


async def _facts(
    owner: Applicant, level: Level, consents: Consents, on: date, vocabulary: Vocabulary
) -> tuple[ShownFact, ...]:
    facts = visible_facts(owner, level, consents, on, vocabulary)
    words = {
        row["trait"]: open_row(SensitiveFactRow, row)["words"]
        for row in await rows_where(SensitiveFactRow, profile_id=owner.id)
        if row["trait"] in facts
    }
    return tuple(ShownFact(vocabulary[code], fact, words.get(code)) for code, fact in facts.items())


def _reasons(
    reader: Applicant | None,
    owner: Applicant,
    party: Party,
    level: Level,
    consents: Consents,
    on: date,
    vocabulary: Vocabulary,
) -> ShownExplanation | None:
    """Return both lists of reasons; a guardian reads facts, and neither her wishes nor his."""
    if reader is None or party not in COUPLE:
        return None
    return shown_to_one(explain(reader, owner, on, vocabulary), level, consents, vocabulary)


async def _essays(profile_id: UUID) -> tuple[str | None, str | None]:
    row = await row_by_id(ProfileRow, profile_id)
    opened = open_row(ProfileRow, row) if row else {}
    return opened.get("about_self"), opened.get("hoped_for")


async def _names(reader: Party, owner_id: UUID, owner_person: UUID) -> Names:
    """Return names and the number to call: of a woman always her guardian's, never her own.

    His own number is told to her guardian, who speaks for the family, and not to her.
    """
    person = await people.get_person(owner_person)
    if reader is Party.MAN:
        wali = await find_wali(owner_id)
        is_open = wali is not None and wali["may_be_contacted_at"] is not None
        if wali is None or not is_open:
            return Names(person.full_name, None, None)
        return Names(person.full_name, wali["name"], wali["mobile"])
    return Names(person.full_name, None, person.mobile if reader is Party.WALI else None)
