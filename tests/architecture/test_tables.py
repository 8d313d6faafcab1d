"""What every table keeps to, so that both engines and all readers can rely on it."""

from collections.abc import Iterator

import pytest
from piccolo.columns import UUID, Boolean, Column, Date, Float, Numeric, Real, Timestamp, Timestamptz
from piccolo.table import Table

from wethaq.piccolo_conf import APP_REGISTRY

TABLES: list[type[Table]] = [
    table for config in APP_REGISTRY.app_configs.values() for table in config.table_classes
]
PARTS = {
    table: config.app_name for config in APP_REGISTRY.app_configs.values() for table in config.table_classes
}

KEYS_OF_ANOTHER_KIND = {
    "audit_event": "its place in the chain",
    "audit_head": "there is one row",
    "intake_sequence": "a counter, by its name",
}
"""Tables whose rows no other row and no address names, each with what its key is instead."""

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)


@every_table
def test_its_name_starts_with_its_part(table: type[Table]) -> None:
    part = PARTS[table]

    assert table._meta.tablename.startswith((f"{part}_", part.removesuffix("s") + "_", part))


@every_table
def test_its_key_is_a_uuid_that_the_house_gives(table: type[Table]) -> None:
    key = table._meta.primary_key
    if table._meta.tablename in KEYS_OF_ANOTHER_KIND:
        return

    assert isinstance(key, UUID)
    assert key._meta.name == "id"


@every_table
def test_times_carry_their_zone(table: type[Table]) -> None:
    for column in _columns(table):
        assert not isinstance(column, Timestamp) or isinstance(column, Timestamptz), column._meta.name
        if column._meta.name.endswith("_at"):
            assert isinstance(column, Timestamptz), column._meta.name
        if column._meta.name.endswith("_on"):
            assert isinstance(column, Date), column._meta.name


@every_table
def test_times_and_flags_are_named_as_such(table: type[Table]) -> None:
    for column in _columns(table):
        name = column._meta.name
        if isinstance(column, Timestamptz):
            assert name in {"at", "until"} or name.endswith(("_at", "_until")), name
        if isinstance(column, Boolean):
            assert name.startswith(("is_", "has_", "may_", "wants_", "was_", "can_", "by_")), name


@every_table
def test_what_may_be_empty_is_empty_by_default(table: type[Table]) -> None:
    """Piccolo fills an omitted nullable column with '' or today unless its default is None."""
    for column in _columns(table):
        if column._meta.null:
            assert column._meta.params["default"] is None, column._meta.name


@every_table
def test_no_number_is_kept_inexactly(table: type[Table]) -> None:
    """SQLite keeps Numeric as a float: money is a whole number of halalas."""
    for column in _columns(table):
        assert not isinstance(column, Numeric | Real | Float), column._meta.name


def _columns(table: type[Table]) -> Iterator[Column]:
    yield from table._meta.columns
