"""The one engine of this process, chosen by the settings."""

import os

from wethaq.platform.database.postgres_engine import KeptPostgresEngine
from wethaq.platform.database.sqlite_engine import KeptSQLiteEngine
from wethaq.platform.settings import Settings, get_settings

# Piccolo finds its configuration by this name when a table runs its first query.
os.environ.setdefault("PICCOLO_CONF", "wethaq.piccolo_conf")


def make_engine(settings: Settings) -> KeptSQLiteEngine | KeptPostgresEngine:
    if settings.database_url:
        return KeptPostgresEngine(settings.database_url)
    return KeptSQLiteEngine(settings.sqlite_path)


ENGINE = make_engine(get_settings())
IS_SQLITE = isinstance(ENGINE, KeptSQLiteEngine)
