"""Statements that are composed once: what the busiest pages read, without composing SQL anew for each.

Piccolo builds a statement column by column every time it is awaited, which
costs several times what the database needs to answer (docs/decisions/0016).
Here the text is kept. It goes to the same engine, in the same transaction, and
the answer is the very one that Piccolo's `select()` gives.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final
from uuid import UUID

from piccolo.columns import Column
from piccolo.columns.defaults.base import Default
from piccolo.table import Table

from wethaq.platform.database.engine import ENGINE, IS_SQLITE

Row = dict[str, Any]
KEPT_STATEMENTS: Final = 512
"""Lists of different lengths make different texts."""


async def row_by_id(table: type[Table], row_id: UUID) -> Row | None:
    """Return the row of an id, or None."""
    rows = await rows_where(table, id=row_id)
    return rows[0] if rows else None


async def rows_where(table: type[Table], **values: Any) -> list[Row]:
    """Return the rows in which each of these columns equals its value, which can't be None."""
    return await read(_select_where(table, *values), *values.values())


async def rows_that(table: type[Table], clauses: str, *values: Any, only: tuple[str, ...] = ()) -> list[Row]:
    """Return the rows, or `only` some of their columns, by clauses such as `WHERE seats >= {} ORDER BY seats`.

    The clauses are ours; what comes from outside is always among the `values`.
    """
    return await read(f'SELECT {columns_of(table, *only)} FROM "{table._meta.tablename}" {clauses}', *values)  # noqa: S608 - our own names


async def insert_rows(table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows by one statement; all have the same columns, in the same order, and none is left to a default."""
    if rows:
        values = [value for row in rows for value in row.values()]
        await read(_insert(table, tuple(rows[0]), len(rows)), *values)


async def insert_row(table: type[Table], values: Mapping[str, Any]) -> None:
    """Insert one row; what isn't given has the column's default.

    Raises ValueError for a column that the table doesn't have, or that has no default and isn't given.
    """
    if unknown := values.keys() - _by_name(table).keys():
        raise ValueError(f"{table._meta.tablename} has no column {', '.join(sorted(unknown))}")
    await insert_rows(table, [{name: _value(column, values) for name, column in _by_name(table).items()}])


async def update_that(table: type[Table], values: Mapping[str, Any], clauses: str, *of_clauses: Any) -> int:
    """Write `values` into the rows that `clauses` choose, and return how many there were."""
    return len(await read(_update(table, tuple(values), clauses), *values.values(), *of_clauses))


async def read(statement: str, *values: Any) -> list[Row]:
    """Run a statement in which `{}` stands for each value, and return its rows as Piccolo does."""
    return await ENGINE.run_statement(_marked(statement, len(values)), list(values))


def places(count: int) -> str:
    """Return the places of so many values: `({}, {})`, for `IN` and `VALUES`."""
    return f"({', '.join(['{}'] * count)})"


@cache
def columns_of(table: type[Table], *only: str) -> str:
    """Return the columns of a table for a SELECT, all or some, named as in Piccolo's rows."""
    names = only or tuple(_by_name(table))
    return ", ".join(f'{_named(table, name)} AS "{name}"' for name in names)


@cache
def _select_where(table: type[Table], *columns: str) -> str:
    conditions = " AND ".join(f"{_named(table, column)} = {{}}" for column in columns)
    return f'SELECT {columns_of(table)} FROM "{table._meta.tablename}" WHERE {conditions}'  # noqa: S608 - our own names


@cache
def _by_name(table: type[Table]) -> dict[str, Column]:
    return {column._meta.name: column for column in table._meta.columns}


def _value(column: Column, values: Mapping[str, Any]) -> Any:
    """Return what a new row has in a column."""
    name = column._meta.name
    if name in values:
        return values[name]
    value = column.get_default_value()
    value = value.python() if isinstance(value, Default) else value
    if value is None and not column._meta.null:
        raise ValueError(f"{name} wasn't provided")
    return value


@lru_cache(maxsize=KEPT_STATEMENTS)
def _update(table: type[Table], columns: tuple[str, ...], clauses: str) -> str:
    written = ", ".join(f'"{_by_name(table)[column]._meta.db_column_name}" = {{}}' for column in columns)
    key = table._meta.primary_key._meta.db_column_name
    return f'UPDATE "{table._meta.tablename}" SET {written} {clauses} RETURNING "{key}"'  # noqa: S608 - our own names


@lru_cache(maxsize=KEPT_STATEMENTS)
def _insert(table: type[Table], columns: tuple[str, ...], count: int) -> str:
    names = ", ".join(f'"{_by_name(table)[column]._meta.db_column_name}"' for column in columns)
    rows = ", ".join([places(len(columns))] * count)
    return f'INSERT INTO "{table._meta.tablename}" ({names}) VALUES {rows}'  # noqa: S608 - our own names


def _named(table: type[Table], column: str) -> str:
    """Return a column's name in SQL; one that the table doesn't have raises KeyError."""
    return f'"{table._meta.tablename}"."{_by_name(table)[column]._meta.db_column_name}"'


@lru_cache(maxsize=KEPT_STATEMENTS)
def _marked(statement: str, count: int) -> str:
    """Mark the places of the values as the engine wants them."""
    marks = ["?"] * count if IS_SQLITE else [f"${number}" for number in range(1, count + 1)]
    return statement.format(*marks)
