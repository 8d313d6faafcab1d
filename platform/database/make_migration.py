"""`python -m wethaq.platform.database.make_migration <part>`: write a part's next migration."""

import asyncio
import sys
from pathlib import Path

from piccolo.apps.migrations.commands.new import new

from wethaq.platform.database.engine import ENGINE

if __name__ == "__main__":
    assert ENGINE is not None
    folder = Path(__file__).parents[1] / sys.argv[1] / "piccolo_migrations"
    folder.mkdir(exist_ok=True)
    (folder / "__init__.py").touch()
    asyncio.run(new(app_name=sys.argv[1], auto=True))
