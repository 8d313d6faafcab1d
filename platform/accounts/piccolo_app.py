"""Tells Piccolo of this part's tables and migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from wethaq.platform.accounts.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="accounts",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=TABLES,
)
