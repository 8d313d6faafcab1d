"""Counseling beside django-appointment: what is measured, and the bars of the design."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks.comparing import Cost, Growth, Part
from benchmarks.diary import LONG_PAST, SHORT_PAST
from benchmarks.peers.environment import ensure_peer
from benchmarks.sides import Side, open_side

PEER = "django-appointment"


def _both(unit: str) -> tuple[Part, Part]:
    return Part("ours", unit), Part("peer", unit)


def _growth(side: str) -> tuple[Part, Part]:
    unit = "slots_of_a_full_day"
    return Part(f"{side}, long past", unit), Part(side, unit)


COMPARISONS = (
    Cost("slots of a day, empty", *_both("slots_of_an_empty_day"), target=9),
    Cost("slots of a day, full but for one", *_both("slots_of_a_full_day"), target=9),
    Cost("a week of any counselor among 20", Part("ours", "week_of_any_counselor"), target=30),
    Cost("booking round trip, mails and calendar entries", *_both("booking_round_trip"), target=20),
    Growth("slots of a day with ten times the past", _growth("ours"), _growth("peer"), target=1.2),
)


@contextmanager
def open_sides(*, is_quick: bool = False) -> Iterator[dict[str, Side]]:
    """Start both sides twice, with a short and with a long past, each with a database of its own.

    A quick run is the same: it is quick enough.
    """
    peer = [ensure_peer(PEER), "-m", "benchmarks.peers.django_appointment"]
    ours = [sys.executable, "-m", "benchmarks.counseling.ours"]
    with ExitStack() as stack:
        yield {
            f"{side}{past}": stack.enter_context(open_side([*command, str(count)]))
            for side, command in (("ours", ours), ("peer", peer))
            for past, count in (("", SHORT_PAST), (", long past", LONG_PAST))
        }


def tell(*, is_quick: bool = False) -> list[str]:
    """Say nothing beside the table."""
    return []
