"""Our readers read what Piccolo's converters read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piccolo.engine.sqlite import CONVERTERS, convert_datetime_in

from wethaq.platform.database.sqlite_types import READERS

MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS)
def test_a_moment_is_read_as_it_was_written(moment: datetime) -> None:
    assert READERS["TIMESTAMPTZ"](convert_datetime_in(moment).encode()) == moment


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("UUID", str(UUID(int=7))),
        ("INTEGER", "12"),
        ("INTEGER", "-3"),
        ("INTEGER", "3.0"),
        ("INTEGER", "9007199254740993"),
        ("BOOLEAN", "1"),
        ("BOOLEAN", "0"),
        ("DATE", str(date(2026, 11, 27))),
        ("TIMESTAMPTZ", "2026-11-27 21:00:00+00:00"),
        ("TIMESTAMPTZ", "2026-11-27 21:00:00.123456+00:00"),
        ("TIMESTAMPTZ", "2026-11-27 21:00:00"),
    ],
)
def test_a_value_is_the_one_that_piccolo_reads(kind: str, value: str) -> None:
    theirs: Callable[[Any], Any] = CONVERTERS[kind]
    read, expected = READERS[kind](value.encode()), theirs(value.encode())
    assert (read, type(read)) == (expected, type(expected))


def test_every_type_that_is_read_is_one_of_piccolos() -> None:
    assert READERS.keys() <= CONVERTERS.keys()
