"""A process to measure: one unit works, one waits, one fails."""

import sys
import time

from benchmarks.metering import Meter
from benchmarks.orders import answer_orders, own_channel

WORK_SECONDS = 0.02


def main() -> None:
    channel, meter = own_channel(), Meter()
    sys.stdout.write("What a library says must not be taken for an answer.\n")

    def work() -> float:
        with meter.running():
            end = time.process_time() + WORK_SECONDS
            while time.process_time() < end:
                pass
        return meter.read_and_reset()

    def wait() -> float:
        with meter.running():
            time.sleep(WORK_SECONDS * 10)
        return meter.read_and_reset()

    def fail() -> float:
        raise LookupError("no row was written")

    answer_orders({"work": work, "wait": wait, "fail": fail}, channel)


if __name__ == "__main__":
    main()
