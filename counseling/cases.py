"""Cases: the way that a family goes with one counselor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from wethaq.counseling.loading import get_counselor
from wethaq.counseling.policy.access import is_their_counselor
from wethaq.counseling.policy.cases import Ending, ensure_can_close, ensure_open
from wethaq.counseling.policy.statuses import AHEAD
from wethaq.counseling.tables import AppointmentRow, CaseRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError


class CaseNotFoundError(NotFoundError):
    """There is no such case, or it isn't the reader's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case, opened for its counselor."""

    id: UUID
    counselor_id: UUID
    person_id: UUID
    service: str
    goals: str | None
    version: int
    opened_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    ending_words: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Open a row."""
        opened = open_row(CaseRow, row)
        opened["ending"] = Ending(row["ending"]) if row["ending"] else None
        return cls(**{name: opened[name] for name in cls.__dataclass_fields__})


async def get_own_case(case_id: UUID, *, actor: Actor) -> Case:
    """Return a case to its own counselor and nobody else. Raises CaseNotFoundError."""
    row = await CaseRow.select().where(CaseRow.id == case_id).first()
    if row is None:
        raise CaseNotFoundError
    counselor = await get_counselor(row["counselor_id"])
    if not is_their_counselor(actor, counselor.account_id) or actor.person_id == row["person_id"]:
        raise CaseNotFoundError
    return Case.of(row)


async def list_own_cases(counselor_id: UUID) -> Sequence[Case]:
    """Return a counselor's cases, the open ones first, the newest first."""
    rows = (
        await CaseRow.select()
        .where(CaseRow.counselor_id == counselor_id)
        .order_by(CaseRow.opened_at, ascending=False)
    )
    return sorted((Case.of(row) for row in rows), key=lambda case: case.ended_at is not None)


async def find_or_open_case(counselor_id: UUID, person_id: UUID, service: str, *, now: datetime) -> UUID:
    """Return the case of a person with a counselor, in the caller's transaction.

    A case that was closed is opened again: whoever comes back comes back to
    what was begun. Otherwise a new one is opened.
    """
    rows = (
        await CaseRow.select(CaseRow.id, CaseRow.ended_at)
        .where(
            CaseRow.counselor_id == counselor_id, CaseRow.person_id == person_id, CaseRow.service == service
        )
        .order_by(CaseRow.opened_at, ascending=False)
    )
    found = next((row for row in rows if row["ended_at"] is None), rows[0] if rows else None)
    if found is None:
        return await open_case(counselor_id, person_id, service, now=now)
    case_id: UUID = found["id"]
    if found["ended_at"] is not None:
        reopened: dict[Any, Any] = {"ended_at": None, "ending": None, "ending_words": None}
        await CaseRow.update(reopened).where(CaseRow.id == case_id)
    return case_id


async def open_case(
    counselor_id: UUID, person_id: UUID, service: str, *, now: datetime, goals: str | None = None
) -> UUID:
    """Open a case, in the caller's transaction; of two at once one waits for the other (unique index)."""
    values = {
        "id": new_id(),
        "counselor_id": counselor_id,
        "person_id": person_id,
        "service": service,
        "goals": goals,
        "version": 1,
        "opened_at": now,
    }
    try:
        async with savepoint():
            return await insert_sealed(CaseRow, values)
    except UNIQUE_VIOLATIONS as error:
        raise FasterElsewhereError from error


async def set_goals(case_id: UUID, goals: str, *, version: int, actor: Actor, now: datetime) -> None:
    """Write down what the way shall lead to. Raises FasterElsewhereError, CaseEndedError."""
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        ensure_open(case.ended_at)
        await change_case(case, {"goals": goals.strip() or None}, version=version)
        await audit.record("counseling.goals_set", case_id, actor=actor, now=now, person_id=case.person_id)


async def close_case(case_id: UUID, ending: Ending, words: str, *, actor: Actor, now: datetime) -> None:
    """Close a case. Raises AppointmentsAheadError, EndingWordsMissingError, CaseEndedError."""
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        await end_case(case, ending, words, actor=actor, now=now)


async def end_case(case: Case, ending: Ending, words: str, *, actor: Actor, now: datetime) -> None:
    """Close a case, in the caller's transaction."""
    ensure_open(case.ended_at)
    ensure_can_close(ending, words, appointments_ahead=await count_ahead(case.id, now=now))
    values = {"ended_at": now, "ending": ending.value, "ending_words": words.strip() or None}
    await change_case(case, values, version=case.version)
    details = {"ending": ending.value}
    await audit.record(
        "counseling.case_closed", case.id, actor=actor, now=now, person_id=case.person_id, details=details
    )


async def count_ahead(case_id: UUID, *, now: datetime) -> int:
    """Count the appointments ahead of a case."""
    count: int = await AppointmentRow.count().where(
        AppointmentRow.case_id == case_id,
        AppointmentRow.status.is_in([status.value for status in AHEAD]),
        AppointmentRow.starts_at > now,
    )
    return count


async def change_case(case: Case, values: Mapping[str, Any], *, version: int) -> None:
    """Write where the case is still what was read. Raises FasterElsewhereError."""
    written: dict[Any, Any] = {**seal_values(CaseRow, case.id, values), "version": version + 1}
    won = (
        await CaseRow.update(written)
        .where(CaseRow.id == case.id, CaseRow.version == version, CaseRow.ended_at.is_null())
        .returning(CaseRow.id)
    )
    if not won:
        raise FasterElsewhereError
