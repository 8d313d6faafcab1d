import sys
from collections.abc import Iterator

import pytest

from benchmarks.sides import Side, SideFailedError, open_side
from tests.benchmarks.busy_process import WORK_SECONDS


@pytest.fixture
def side() -> Iterator[Side]:
    with open_side([sys.executable, "-m", "tests.benchmarks.busy_process"]) as process:
        yield process


def test_it_does_a_unit_as_often_as_it_is_told(side: Side) -> None:
    assert len(side.measure("work", 3)) == 3
    assert side.units == ["fail", "wait", "work"]


def test_it_counts_the_work_of_the_process_and_not_its_waiting(side: Side) -> None:
    (worked,), (waited,) = side.measure("work", 1), side.measure("wait", 1)

    assert worked >= WORK_SECONDS * 1000
    assert waited < worked


def test_a_unit_that_proves_nothing_was_done_is_no_measurement(side: Side) -> None:
    with pytest.raises(SideFailedError, match="no row was written"):
        side.measure("fail", 1)


def test_it_goes_on_after_a_failure(side: Side) -> None:
    with pytest.raises(SideFailedError):
        side.measure("fail", 1)

    assert len(side.measure("work", 1)) == 1


def test_a_process_that_dies_is_a_failure_and_no_endless_wait() -> None:
    with (
        pytest.raises(SideFailedError, match="ended with 3"),
        open_side([sys.executable, "-c", "raise SystemExit(3)"]),
    ):
        pass
