"""Matching beside plain loops, SQL and other solvers: what is measured, and the bars of the design."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.comparing import Cost, Part
from benchmarks.our_site import settle_in
from benchmarks.peers.environment import ensure_peer
from benchmarks.sides import Side, open_side

PEER = "a plain loop, SQLite, HiGHS, networkx and `matching`"


def _search(unit: str) -> Part:
    return Part("search", unit)


def _rounds(unit: str) -> Part:
    return Part("rounds", unit)


def _peer(unit: str) -> Part:
    return Part("solvers", unit)


COMPARISONS = (
    Cost("T1 top 20 with reasons, beside a loop", _search("best"), _search("loop"), target=1),
    Cost("T1 the same, beside SQLite", _search("best"), _search("sqlite"), target=1),
    Cost("T7 what each condition costs", _search("costs"), target=1),
    Cost("T8 an edit reaches the index", _search("edit"), target=2),
    Cost("T2 everybody's top 20, both sides", _rounds("graph_large"), target=4000, is_slow=True),
    Cost("T10 the same, half as many", _rounds("graph_half"), is_slow=True),
    Cost("T3 fair round, solving alone", _rounds("solve_large"), target=1500, is_slow=True),
    Cost("T10 the same, half as many", _rounds("solve_half"), is_slow=True),
    Cost("T3 a smaller one, beside HiGHS", _rounds("solve_small"), _peer("highs"), is_slow=True),
    Cost("T4 fair round at 3.4 : 1", _rounds("solve_lopsided"), target=600, is_slow=True),
    Cost("T5 whole round with its graph", _rounds("whole_large"), target=10000, is_slow=True),
    Cost("T5 a tiny one, beside networkx", _rounds("solve_tiny"), _peer("network_simplex"), is_slow=True),
    Cost(
        "T6 a round, beside a stable matching",
        _rounds("whole_stable"),
        _peer("stable_marriage"),
        is_slow=True,
    ),
    Cost("his pages: one declined him, beside nobody did", Part("pages", "declined"), Part("pages", "never")),
)


@contextmanager
def open_sides(*, is_quick: bool = False) -> Iterator[dict[str, Side]]:
    """Start four processes: searches, rounds, two men's pages, and the solvers in their own environment."""
    from benchmarks.matching.sizes import FULL, QUICK

    python, size = ensure_peer("matching"), "quick" if is_quick else "full"
    with tempfile.TemporaryDirectory(prefix="benchmark-networks-") as name, ExitStack() as stack:
        folder = Path(name)
        settle_in(folder)
        from benchmarks.matching.networks import write_networks

        write_networks(folder, QUICK if is_quick else FULL)
        commands: dict[str, list[str | Path]] = {
            "search": [sys.executable, "-m", "benchmarks.matching.ours", "search", size],
            "rounds": [sys.executable, "-m", "benchmarks.matching.ours", "rounds", size],
            "pages": [sys.executable, "-m", "benchmarks.matching.discretion"],
            "solvers": [python, "-m", "benchmarks.peers.solvers", folder],
        }
        yield {side: stack.enter_context(open_side(command)) for side, command in commands.items()}


def tell(*, is_quick: bool = False) -> list[str]:
    """Return what no table of costs shows: how even a round is (T9), and among how many it chose."""
    from benchmarks.matching.fairness import findings
    from benchmarks.matching.sizes import FULL, QUICK

    warned = ["The bars are those of the full sizes."] if is_quick else []
    return [*warned, *findings(QUICK if is_quick else FULL)]
