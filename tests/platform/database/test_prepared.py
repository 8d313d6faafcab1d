"""What is read and written by prepared statements is what Piccolo reads and writes, of every table, on both engines."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from piccolo.columns import (
    UUID,
    BigInt,
    Boolean,
    Bytea,
    Column,
    Date,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from wethaq.piccolo_conf import APP_REGISTRY
from wethaq.platform.database.prepared import (
    insert_row,
    insert_rows,
    places,
    row_by_id,
    rows_that,
    rows_where,
    update_that,
)
from wethaq.platform.database.transaction import transaction
from wethaq.platform.people.tables import GuardianshipRow

pytestmark = pytest.mark.usefixtures("database")

TABLES: list[type[Table]] = [
    table for config in APP_REGISTRY.app_configs.values() for table in config.table_classes
]
MOMENT = datetime(2026, 11, 27, 16, 5, 4, 321, tzinfo=UTC)
SAMPLES: dict[type[Column], Any] = {
    UUID: uuid4,
    Boolean: lambda: True,
    Date: lambda: date(2026, 11, 27),
    Timestamptz: lambda: MOMENT,
    BigInt: lambda: 7,
    SmallInt: lambda: 7,
    Integer: lambda: 7,
    Bytea: lambda: b"\x00\xff",
    Varchar: lambda: "ع'\"",
    Text: lambda: "وِثاق {} ? $1 %s",
}


class UndoneError(Exception):
    """Ends a transaction in which a test has written what nobody shall find."""


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    try:
        async with transaction():
            yield
            raise UndoneError
    except UndoneError:
        pass


def sample(column: Column, *, is_sparse: bool) -> Any:
    """Return a value such as the column keeps; none where a sparse row may do without."""
    if is_sparse and column._meta.null:
        return None
    make = next(make for kind, make in SAMPLES.items() if isinstance(column, kind))
    value = make()
    return value[: column.length] if isinstance(column, Varchar) else value


def a_row(table: type[Table], *, is_sparse: bool) -> dict[str, Any]:
    return {column._meta.name: sample(column, is_sparse=is_sparse) for column in table._meta.columns}


def with_types(row: dict[str, Any] | None) -> list[tuple[str, type, Any]]:
    assert row is not None
    return [(name, type(value), value) for name, value in row.items()]


@pytest.mark.parametrize("is_sparse", [False, True])
async def test_a_row_of_any_table_is_read_as_piccolo_reads_it(is_sparse: bool) -> None:
    for table in TABLES:
        key, values = table._meta.primary_key, a_row(table, is_sparse=is_sparse)
        async with undone():
            await table.insert(table(**values))

            (prepared,) = await rows_where(table, **{key._meta.name: values[key._meta.name]})

            assert with_types(prepared) == with_types(
                await table.select().where(key == values[key._meta.name]).first()
            ), table


@pytest.mark.parametrize("is_sparse", [False, True])
async def test_a_row_of_any_table_is_written_as_piccolo_writes_it(is_sparse: bool) -> None:
    for table in TABLES:
        key, values = table._meta.primary_key, a_row(table, is_sparse=is_sparse)
        async with undone():
            await insert_row(table, values)

            assert await table.select().where(key == values[key._meta.name]).first() == values, table


async def test_what_is_not_given_has_the_columns_default() -> None:
    given = {
        "id": uuid4(),
        "guardian_id": uuid4(),
        "ward_id": uuid4(),
        "relation": "father",
        "status": "asked",
    }
    async with undone():
        await insert_row(GuardianshipRow, {**given, "requested_at": MOMENT})

        row = await row_by_id(GuardianshipRow, given["id"])

        assert row == {column._meta.name: None for column in GuardianshipRow._meta.columns} | given | {
            "requested_at": MOMENT
        }


@pytest.mark.parametrize("wrong", [{}, {"no_such_column": 1}])
async def test_a_row_with_holes_or_strange_columns_is_refused_before_the_database(
    wrong: dict[str, Any],
) -> None:
    with pytest.raises(ValueError, match=r"wasn't provided|has no column"):
        await insert_row(GuardianshipRow, {"id": uuid4(), **wrong})


async def test_several_rows_go_in_at_once_and_come_back_in_the_order_asked_for() -> None:
    guardian = uuid4()
    rows = [
        {**a_row(GuardianshipRow, is_sparse=True), "guardian_id": guardian, "relation": relation}
        for relation in ("b", "c", "a")
    ]
    async with undone():
        await insert_rows(GuardianshipRow, rows)
        await insert_rows(GuardianshipRow, [])

        found = await rows_that(
            GuardianshipRow,
            f"WHERE relation IN {places(2)} AND guardian_id = {{}} ORDER BY relation DESC",
            *("a", "c", guardian),
            only=("relation",),
        )

        assert found == [{"relation": "c"}, {"relation": "a"}]


async def test_an_update_tells_how_many_rows_were_still_as_they_were_read() -> None:
    row = a_row(GuardianshipRow, is_sparse=True)
    is_still = "WHERE id = {} AND status = {}"
    async with undone():
        await insert_row(GuardianshipRow, row)
        change = {"status": "verified", "decided_at": MOMENT + timedelta(days=1)}

        assert await update_that(GuardianshipRow, change, is_still, row["id"], row["status"]) == 1
        assert await update_that(GuardianshipRow, change, is_still, row["id"], row["status"]) == 0
        assert await row_by_id(GuardianshipRow, row["id"]) == {**row, **change}


async def test_a_value_is_never_taken_for_sql() -> None:
    assert await rows_where(GuardianshipRow, status="' OR '1' = '1", relation="{}") == []
