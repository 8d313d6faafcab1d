"""The command: `python -m benchmarks`, which `make bench` runs."""

import argparse
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.comparing import measure
from benchmarks.counseling import comparisons as counseling
from benchmarks.matching import comparisons as matching
from benchmarks.reporting import make_row, print_table, write_json

SUBJECTS = {"counseling": counseling, "matching": matching}


def main() -> None:
    options = _read_options()
    rows = []
    for name in options.subjects or SUBJECTS:
        subject = SUBJECTS[name]
        with subject.open_sides(is_quick=options.quick) as sides:
            found = measure(subject.COMPARISONS, sides, rounds=options.rounds, times=options.times)
        own = [make_row(comparison, found) for comparison in subject.COMPARISONS]
        print(f"{name}, beside {subject.PEER}:")
        print_table(own)
        for line in subject.tell(is_quick=options.quick):
            print(line)
        rows += own
    if options.json:
        write_json(options.json, rows, _circumstances(options))


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m benchmarks", description="Measure services beside their peers."
    )
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; default all"
    )
    parser.add_argument("--rounds", type=int, default=12, help="how often the sides take turns (12)")
    parser.add_argument("--times", type=int, default=5, help="units of each side in a round (5)")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, for a busy machine")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args()
    if unknown := set(options.subjects) - set(SUBJECTS):
        parser.error(f"nothing is measured of {', '.join(sorted(unknown))}")
    return options


def _circumstances(options: argparse.Namespace) -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "rounds": options.rounds,
        "times": options.times,
    }


if __name__ == "__main__":
    main()
