"""Finding files that may be the same person's, and keeping what an officer decided about them."""

from collections import defaultdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError
from wethaq.platform.people.errors import CandidateNotFoundError
from wethaq.platform.people.policy.duplicates import THRESHOLD, likeness_of, similarity
from wethaq.platform.people.records import (
    CandidateStatus,
    DuplicateCandidate,
    DuplicateHit,
    DuplicateReason,
    Person,
    PersonDetails,
)
from wethaq.platform.people.service.rows import BLOCK, block_indexes, hit_of, index_of, person_of
from wethaq.platform.people.tables import DuplicateCandidateRow, NameToken, PersonRow

MOST_CANDIDATES: Final = 300
"""How many files of a block are opened and compared; a block of two names is smaller."""
PER_PAGE: Final = 10
_THOUSANDTHS: Final = 1000


async def find_possible_duplicates(
    details: PersonDetails, *, apart_from: UUID | None = None
) -> list[DuplicateHit]:
    """Return the files that may be the same person's, the likeliest first."""
    reasons = await _candidates(details)
    reasons.pop(apart_from, None)
    rows = await PersonRow.select().where(PersonRow.id.is_in(list(reasons))) if reasons else []
    hits = (_compared(details, person_of(row), reasons[row["id"]]) for row in rows)
    return sorted((hit for hit in hits if hit.reasons), key=lambda hit: -hit.score)


async def record_candidates(person_id: UUID, details: PersonDetails, *, now: datetime) -> None:
    """Note every pair once; a pair that an officer has decided stays decided."""
    for hit in await find_possible_duplicates(details, apart_from=person_id):
        one, other = sorted((person_id, hit.person_id), key=str)
        known = await DuplicateCandidateRow.exists().where(
            (DuplicateCandidateRow.person_id == one) & (DuplicateCandidateRow.other_id == other)
        )
        if not known:
            await _note(one, other, hit, now=now)


async def open_candidates(page: int, *, actor: Actor, now: datetime) -> tuple[list[DuplicateCandidate], int]:
    """Return a page of pairs for an officer's eyes; each owner can see that their file was compared."""
    candidates, count = await list_candidates(page)
    for hit in (hit for candidate in candidates for hit in (candidate.one, candidate.other)):
        await audit.record_view(
            "people.file", hit.id, actor=actor, now=now, person_id=hit.id, purpose="people.duplicates"
        )
    return candidates, count


async def list_candidates(page: int) -> tuple[list[DuplicateCandidate], int]:
    """Return one page of the pairs that still wait for an officer, and how many there are."""
    waiting = DuplicateCandidateRow.status == CandidateStatus.OPEN.value
    rows = (
        await DuplicateCandidateRow.select()
        .where(waiting)
        .order_by(DuplicateCandidateRow.score, ascending=False)
        .order_by(DuplicateCandidateRow.id)
        .limit(PER_PAGE)
        .offset(PER_PAGE * (page - 1))
    )
    ids = {row[side] for row in rows for side in ("person_id", "other_id")}
    people_rows = await PersonRow.select().where(PersonRow.id.is_in(list(ids))) if ids else []
    people = {row["id"]: person_of(row) for row in people_rows}
    return [_candidate(row, people) for row in rows], await DuplicateCandidateRow.count().where(waiting)


async def decide_candidate(
    candidate_id: UUID, decision: CandidateStatus, *, actor: Actor, now: datetime
) -> None:
    """Keep an officer's word on a pair; two files of one person are joined later, never by themselves.

    Raises:
        CandidateNotFoundError: there is no such pair.
        FasterElsewhereError: somebody has decided it meanwhile.
    """
    row = await DuplicateCandidateRow.select().where(DuplicateCandidateRow.id == candidate_id).first()
    if row is None:
        raise CandidateNotFoundError
    async with transaction():
        await _move(candidate_id, decision, actor=actor, now=now)
        for person_id in (row["person_id"], row["other_id"]):
            await audit.record(
                "people.duplicate_decided",
                candidate_id,
                actor=actor,
                now=now,
                person_id=person_id,
                details={"decision": decision.value},
            )


async def _candidates(details: PersonDetails) -> dict[UUID | None, set[DuplicateReason]]:
    """Gather files that share an ID, a mobile or a block, by blind indexes alone."""
    reasons: dict[UUID | None, set[DuplicateReason]] = defaultdict(set)
    exact = ((DuplicateReason.NATIONAL_ID, "national_id"), (DuplicateReason.MOBILE, "mobile"))
    for reason, column in exact:
        if value := getattr(details, column):
            same = getattr(PersonRow, f"{column}_index") == index_of(column, value)
            for row in await PersonRow.select(PersonRow.id).where(same).limit(MOST_CANDIDATES):
                reasons[row["id"]].add(reason)
    for person_id in await _in_same_block(details):
        reasons[person_id].add(DuplicateReason.LIKENESS)
    return reasons


async def _in_same_block(details: PersonDetails) -> set[UUID]:
    indexes = block_indexes(details)
    if not indexes:
        return set()
    rows = (
        await NameToken.select(NameToken.person_id)
        .where((NameToken.kind == BLOCK) & NameToken.token_index.is_in(indexes))
        .distinct()
        .limit(MOST_CANDIDATES)
    )
    return {row["person_id"] for row in rows}


def _compared(details: PersonDetails, person: Person, reasons: set[DuplicateReason]) -> DuplicateHit:
    """Weigh one candidate: an equal ID is certain, an equal mobile or block only invites the comparison."""
    mine = likeness_of(details.name_parts, details.birth_date, details.mobile)
    score = similarity(mine, likeness_of(person.name_parts, person.birth_date, person.mobile))
    certain = reasons & {DuplicateReason.NATIONAL_ID}
    likely = reasons | {DuplicateReason.LIKENESS} if score >= THRESHOLD else certain
    return DuplicateHit(person.id, person.full_name, 1.0 if certain else score, frozenset(likely))


async def _note(one: UUID, other: UUID, hit: DuplicateHit, *, now: datetime) -> None:
    row = DuplicateCandidateRow(
        id=new_id(),
        person_id=one,
        other_id=other,
        score=round(hit.score * _THOUSANDTHS),
        reasons=" ".join(sorted(hit.reasons)),
        status=CandidateStatus.OPEN.value,
        found_at=now,
    )
    await DuplicateCandidateRow.insert(row)


async def _move(candidate_id: UUID, decision: CandidateStatus, *, actor: Actor, now: datetime) -> None:
    decided: dict[Any, Any] = {"status": decision.value, "decided_at": now, "decided_by": actor.account_id}
    moved = (
        await DuplicateCandidateRow.update(decided)
        .where(
            (DuplicateCandidateRow.id == candidate_id)
            & (DuplicateCandidateRow.status == CandidateStatus.OPEN.value)
        )
        .returning(DuplicateCandidateRow.id)
    )
    if not moved:
        raise FasterElsewhereError


def _candidate(row: dict[str, Any], people: dict[UUID, Person]) -> DuplicateCandidate:
    return DuplicateCandidate(
        id=row["id"],
        one=hit_of(people[row["person_id"]]),
        other=hit_of(people[row["other_id"]]),
        score=row["score"] / _THOUSANDTHS,
        reasons=frozenset(map(DuplicateReason, row["reasons"].split())),
        found_at=row["found_at"],
    )
