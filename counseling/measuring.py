"""Asking how somebody is doing, at the first and at the last appointment."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.counseling.cases import Case, get_own_case
from wethaq.counseling.policy.measures import AlreadyAskedError, Comparison, Moment, total_of
from wethaq.counseling.tables import MeasureRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction


@dataclass(frozen=True, slots=True)
class Measure:
    """One person's answers at one moment."""

    moment: Moment
    scores: Mapping[str, int]
    taken_at: datetime

    @property
    def total(self) -> int:
        return sum(self.scores.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """The first answers, and the latest of those after; a comparison where there are both."""

    before: Measure | None
    after: Measure | None

    @property
    def comparison(self) -> Comparison | None:
        if self.before is None or self.after is None:
            return None
        return Comparison(self.before.total, self.after.total)


async def take_measure(
    case_id: UUID, moment: Moment, scores: Mapping[str, int], *, actor: Actor, now: datetime
) -> None:
    """Keep what somebody answered. Raises ImpossibleScoresError, AlreadyAskedError."""
    total_of(scores)
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        if moment is Moment.BEFORE and (await progress_of(case)).before is not None:
            raise AlreadyAskedError
        values = {
            "id": new_id(),
            "case_id": case_id,
            "person_id": case.person_id,
            "moment": moment.value,
            "scores": json.dumps(dict(scores)),
            "taken_at": now,
        }
        await insert_sealed(MeasureRow, values)
        details = {"moment": moment.value}
        await audit.record(
            "counseling.measure_taken",
            case_id,
            actor=actor,
            now=now,
            person_id=case.person_id,
            details=details,
        )


async def progress_of(case: Case) -> Progress:
    """Return what the person said before and after."""
    rows = (
        await MeasureRow.select()
        .where(MeasureRow.case_id == case.id, MeasureRow.person_id == case.person_id)
        .order_by(MeasureRow.taken_at)
    )
    taken = [_measure(row) for row in rows]
    return Progress(
        before=_last([each for each in taken if each.moment is Moment.BEFORE]),
        after=_last([each for each in taken if each.moment is Moment.AFTER]),
    )


def _measure(row: dict[str, object]) -> Measure:
    opened = open_row(MeasureRow, row)
    return Measure(Moment(opened["moment"]), json.loads(opened["scores"]), opened["taken_at"])


def _last(taken: Sequence[Measure]) -> Measure | None:
    return taken[-1] if taken else None
