from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.indexes import IndexMethod
from wethaq.platform.database.columns import EncryptedText

ID = "2026-11-27T18:10:00:424249"
VERSION = "1.38.0"
DESCRIPTION = "The calendar object that travels with a message"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="notifications", description=DESCRIPTION)

    manager.add_column(
        table_class_name="Message",
        tablename="notifications_message",
        column_name="calendar",
        db_column_name="calendar",
        column_class_name="EncryptedText",
        column_class=EncryptedText,
        params={
            "default": None,
            "record_class": "message",
            "null": True,
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
