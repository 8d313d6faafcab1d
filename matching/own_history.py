"""What was, in one's own words: when it reached me, what I said, what opened, how it ended; never another's answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.stages import ENDS, Stage
from wethaq.matching.proposals import Seat
from wethaq.matching.tables import ProposalStepRow, YesRow
from wethaq.platform.database.prepared import Row, rows_where


class HistoryEvent(StrEnum):
    """Kinds of lines."""

    REACHED_ME = "reached_me"
    I_AGREED = "i_agreed"
    OPENED = "opened"
    I_DECLINED = "i_declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    event: HistoryEvent
    at: datetime
    stage: Stage | None = None


async def history_of(seat: Seat) -> list[HistoryLine]:
    """Return what a reader took part in, the oldest first."""
    found = seat.proposal
    steps = await rows_where(ProposalStepRow, proposal_id=found.id)
    yeses = await rows_where(YesRow, proposal_id=found.id)
    told_at = _told_at(seat, steps, yeses)
    lines = [HistoryLine(HistoryEvent.REACHED_ME, told_at)]
    lines += [
        HistoryLine(HistoryEvent.I_AGREED, row["said_at"], Stage(row["stage"]))
        for row in yeses
        if row["party"] == seat.party.value
    ]
    lines += [line for row in steps if (line := _opened(row, told_at))]
    if found.ended_at is not None and found.rule.stage is not Stage.CONTRACTED:
        mine = found.rule.stage is Stage.DECLINED and found.ended_by == seat.party.value
        lines.append(HistoryLine(HistoryEvent.I_DECLINED if mine else HistoryEvent.ENDED, found.ended_at))
    return sorted(lines, key=lambda line: (line.at, _ORDER[line.event]))


def _opened(row: Mapping[str, Any], told_at: datetime) -> HistoryLine | None:
    stage = Stage(row["to_stage"])
    is_shown = stage not in ENDS - {Stage.CONTRACTED} and stage not in _BEFORE_ANYBODY_KNOWS
    if not is_shown or row["made_at"] < told_at:
        return None
    return HistoryLine(HistoryEvent.OPENED, row["made_at"], stage)


def _told_at(seat: Seat, steps: list[Row], yeses: list[Row]) -> datetime:
    """Return when a reader was told: with the summary, or with the yes after which they were asked."""
    entered = {row["to_stage"]: row["made_at"] for row in steps}
    first = seat.proposal.rule.first
    began: datetime = entered.get(Stage.SUMMARY.value, seat.proposal.made_at)
    if seat.party is first:
        return began
    if seat.party is Party.WALI:
        last = Party.MAN if first is Party.WOMAN else Party.WOMAN
        before = [
            row
            for row in yeses
            if row["party"] == last.value and row["stage"] in {Stage.DETAILS.value, Stage.PHOTO.value}
        ]
        return max((row["said_at"] for row in before), default=began)
    said = [row for row in yeses if row["party"] == first.value and row["stage"] == Stage.SUMMARY.value]
    return max((row["said_at"] for row in said), default=began)


_BEFORE_ANYBODY_KNOWS = frozenset({Stage.DRAFT, Stage.APPROVED, Stage.SUMMARY})
_ORDER = {event: place for place, event in enumerate(HistoryEvent)}
