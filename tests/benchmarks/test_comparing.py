import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.comparing import WARM_UP, Cost, Growth, Part, measure
from benchmarks.reporting import make_row, print_table, write_json

OURS, PEER = Part("ours", "slots"), Part("peer", "slots")
GROWN_OURS, GROWN_PEER = Part("ours, long past", "slots"), Part("peer, long past", "slots")


Asked = list[tuple[str, int]]
Sides = dict[str, Any]


class FakeSide:
    """Needs always the same and notes when it was asked."""

    def __init__(self, name: str, milliseconds: float, asked: Asked) -> None:
        self._name, self._milliseconds, self._asked = name, milliseconds, asked

    def measure(self, unit: str, times: int) -> list[float]:
        self._asked.append((self._name, times))
        return [self._milliseconds] * times


@pytest.fixture
def asked() -> Asked:
    return []


@pytest.fixture
def sides(asked: Asked) -> Sides:
    needs = {"ours": 4.0, "peer": 8.0, "ours, long past": 5.0, "peer, long past": 24.0}
    return {name: FakeSide(name, milliseconds, asked) for name, milliseconds in needs.items()}


COMPARISONS = (
    Cost("slots", OURS, PEER, target=3),
    Growth("slots, long past", (GROWN_OURS, OURS), (GROWN_PEER, PEER), target=1.3),
)


def test_both_sides_take_turns_after_a_warm_up_that_nobody_counts(sides: Sides, asked: Asked) -> None:
    found = measure(COMPARISONS[:1], sides, rounds=2, times=3)

    assert asked == [("ours", WARM_UP), ("peer", WARM_UP), *[("ours", 3), ("peer", 3)] * 2]
    assert found.summary(OURS).count == 6


def test_a_part_of_two_comparisons_is_measured_once(sides: Sides, asked: Asked) -> None:
    measure(COMPARISONS, sides, rounds=1, times=1)

    assert sorted(name for name, times in asked if times == 1) == sorted(sides)


def test_a_cost_is_held_against_its_bar_and_a_growth_against_its_own(sides: Sides) -> None:
    found = measure(COMPARISONS, sides, rounds=2, times=2)
    cost, growth = (make_row(comparison, found) for comparison in COMPARISONS)

    assert (cost.ours.median, cost.peer.median, cost.ratio, cost.is_met) == (4, 8, 0.5, False)
    assert (growth.ours, growth.peer, growth.ratio, growth.is_met) == (1.25, 3, None, True)


def test_the_table_and_the_file_say_the_same(
    sides: Sides, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = measure(COMPARISONS, sides, rounds=2, times=2)
    rows = [make_row(comparison, found) for comparison in COMPARISONS]

    print_table(rows)
    write_json(tmp_path / "figures.json", rows, {"rounds": 2})

    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split() == ["slots", "4.0", "(4.0–4.0)", "8.0", "(8.0–8.0)", "0.50", "≤", "3", "missed"]
    assert printed[2].split()[-6:] == ["past", "1.25×", "3.00×", "≤", "1.3×", "met"]
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert [row["is_met"] for row in written["rows"]] == [False, True]
    assert written["rows"][0]["ours"]["median"] == 4
