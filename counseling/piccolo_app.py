"""Counseling as Piccolo sees it."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="counseling",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        modules=[
            "wethaq.counseling.tables.people",
            "wethaq.counseling.tables.time",
            "wethaq.counseling.tables.bookings",
            "wethaq.counseling.tables.appointments",
            "wethaq.counseling.tables.waiting",
            "wethaq.counseling.tables.care",
            "wethaq.counseling.tables.settings",
        ]
    ),
    migration_dependencies=[],
)
