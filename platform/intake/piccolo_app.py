"""The tables of intake, for the migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from wethaq.platform.intake.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="intake",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=TABLES,
)
