"""`python -m wethaq.platform.database.make_migration <part>`: write the next migration of a part or a service."""

import asyncio
import sys
from pathlib import Path

from piccolo.apps.migrations.commands.new import new

from wethaq.platform.database.engine import ENGINE


def _folder_of(part: str) -> Path:
    """Return where a part of platform lies, or else a service."""
    in_platform = Path(__file__).parents[1] / part
    return in_platform if in_platform.is_dir() else Path(__file__).parents[2] / part


if __name__ == "__main__":
    assert ENGINE is not None
    folder = _folder_of(sys.argv[1]) / "piccolo_migrations"
    folder.mkdir(exist_ok=True)
    (folder / "__init__.py").touch()
    asyncio.run(new(app_name=sys.argv[1], auto=True))
