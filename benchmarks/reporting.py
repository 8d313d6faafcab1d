"""The table for people and the file for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.comparing import Cost, Growth, Measurements
from benchmarks.summaries import Summary

HEADINGS = ("unit (ms of processor time)", "ours", "peer", "ours/peer", "target", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; costs are summaries, growths are ratios."""

    unit: str
    ours: Summary | float
    peer: Summary | float | None
    ratio: float | None
    target: float | None

    @property
    def is_met(self) -> bool | None:
        """Say whether the bar is met; None where there is no bar."""
        measured = self.ours.median if isinstance(self.ours, Summary) else self.ours
        return None if self.target is None else measured <= self.target


def make_row(comparison: Cost | Growth, found: Measurements) -> Row:
    if isinstance(comparison, Growth):
        ours, theirs = found.ratio(*comparison.ours), found.ratio(*comparison.theirs)
        return Row(comparison.name, ours, theirs, None, comparison.target)
    peer = comparison.theirs
    return Row(
        comparison.name,
        found.summary(comparison.ours),
        found.summary(peer) if peer else None,
        found.ratio(comparison.ours, peer) if peer else None,
        comparison.target,
    )


def print_table(rows: Sequence[Row]) -> None:
    """Print medians, with the middle half of the measurements in brackets."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def write_json(path: Path, rows: Sequence[Row], circumstances: Mapping[str, Any]) -> None:
    values = [{**asdict(row), "is_met": row.is_met} for row in rows]
    path.write_text(json.dumps({**circumstances, "rows": values}, indent=2) + "\n", encoding="utf-8")


def _cells(row: Row) -> tuple[str, ...]:
    is_cost = isinstance(row.ours, Summary)
    return (
        row.unit,
        _figure(row.ours),
        _figure(row.peer),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        "" if row.target is None else f"≤ {row.target:g}" + ("" if is_cost else "×"),
        {True: "met", False: "missed", None: ""}[row.is_met],
    )


def _figure(value: Summary | float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, Summary):
        return f"{value.median:.1f} ({value.lower_quartile:.1f}–{value.upper_quartile:.1f})"
    return f"{value:.2f}×"
