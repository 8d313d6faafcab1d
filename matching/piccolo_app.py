"""Matching as Piccolo sees it."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="matching",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        modules=[
            "wethaq.matching.tables.profiles",
            "wethaq.matching.tables.proposals",
            "wethaq.matching.tables.meetings",
            "wethaq.matching.tables.work",
        ]
    ),
    migration_dependencies=[],
)
