"""When in the day an urgent call does no harm."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-27T18:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "safe hours of an urgent call"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="counseling", description=DESCRIPTION)
    manager.add_column(
        table_class_name="UrgentCallRow",
        tablename="counseling_urgent_call",
        column_name="part_of_day",
        db_column_name="part_of_day",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 12,
            "default": "any",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )
    return manager
