"""Our process: `python -m benchmarks.matching.ours (search|rounds) (quick|full)`."""

import sys
import tempfile
from pathlib import Path

from benchmarks.matching.sizes import FULL, QUICK
from benchmarks.orders import answer_orders, own_channel
from benchmarks.our_site import settle_in


def main(subject: str, size: str) -> None:
    channel = own_channel()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        settle_in(Path(folder))
        from benchmarks.matching.units import round_units, search_units

        make = {"search": search_units, "rounds": round_units}[subject]
        answer_orders(make({"quick": QUICK, "full": FULL}[size]), channel)


if __name__ == "__main__":
    main(*sys.argv[1:])
