"""Our process: `python -m benchmarks.counseling.ours PAST`."""

import sys
from collections.abc import Mapping

from benchmarks.our_site import AsyncUnit, serve_orders


def main(past: int) -> None:
    async def make() -> Mapping[str, AsyncUnit]:
        from benchmarks.counseling.units import make_units

        return await make_units(past)

    serve_orders(make)


if __name__ == "__main__":
    main(int(sys.argv[1]))
