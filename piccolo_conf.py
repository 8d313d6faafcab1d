"""Piccolo's configuration: the engine and the list of Piccolo apps.

Every part that keeps tables has a `piccolo_app.py`; it is found by that name,
so that a part that is added can't be forgotten here.
"""

from pathlib import Path

from piccolo.conf.apps import AppRegistry

from wethaq.platform.database.engine import ENGINE

_ROOT = Path(__file__).parent
_PARTS = [
    path
    for pattern in ("platform/*/piccolo_app.py", "*/piccolo_app.py")
    for path in sorted(_ROOT.glob(pattern))
    if (path.parent / "piccolo_migrations").is_dir()
]

DB = ENGINE
APP_REGISTRY = AppRegistry(
    apps=["wethaq." + ".".join(path.relative_to(_ROOT).with_suffix("").parts) for path in _PARTS]
)
