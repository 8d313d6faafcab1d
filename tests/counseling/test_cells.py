"""Days as numbers whose bits are cells of five minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.counseling.builders import RIYADH, SUNDAY, at
from wethaq.counseling.policy.cells import (
    Stretch,
    UnevenTimeError,
    bits_between,
    cell_at,
    cell_from,
    day_of,
    first_cell_of,
    moment_of,
    set_bits,
    starts_of_runs,
    whole_cells,
)

moments = st.datetimes(datetime(1990, 1, 1), datetime(2076, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001


@given(moments)
def test_a_moment_lies_in_its_cell(moment: datetime) -> None:
    cell = cell_at(moment)

    assert moment_of(cell) <= moment < moment_of(cell + 1)
    assert cell_from(moment) == (cell if moment_of(cell) == moment else cell + 1)
    assert day_of(cell) == moment.astimezone(RIYADH).date()


@given(st.dates(date(1990, 1, 1), date(2076, 1, 1)))
def test_a_day_begins_at_midnight_in_riyadh(on: date) -> None:
    assert moment_of(first_cell_of(on)) == datetime(on.year, on.month, on.day, tzinfo=RIYADH)


@given(st.integers(0, 2**300 - 1), st.integers(1, 60))
def test_a_run_begins_where_that_many_bits_follow(bits: int, length: int) -> None:
    slowly = [place for place in range(300) if all(bits >> place + step & 1 for step in range(length))]

    assert list(set_bits(starts_of_runs(bits, length))) == slowly


def test_cells_outside_a_stretch_are_cut_off() -> None:
    stretch = Stretch(SUNDAY, 1)
    first = stretch.first_cell

    assert stretch.bits_of(first - 10, first + 2) == 0b11
    assert stretch.bits_of(first + 287, first + 400) == 1 << 287
    assert stretch.bits_of_cells([first - 1, first, first + 2, first + 288]) == 0b101
    assert stretch.bits_of_day(SUNDAY) == stretch.everything == bits_between(0, 288)
    assert stretch.moments(0b100) == [at(SUNDAY, 0, 10)]
    assert bits_between(5, 5) == 0


@pytest.mark.parametrize("length", [timedelta(minutes=7), timedelta(seconds=300.5), timedelta(minutes=-5)])
def test_what_is_no_whole_number_of_cells_is_refused(length: timedelta) -> None:
    with pytest.raises(UnevenTimeError):
        whole_cells(length)
