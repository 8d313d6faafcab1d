"""Piccolo's configuration: the engine and the list of Piccolo apps.

Every part that keeps tables has a `piccolo_app.py`; it is found by that name,
so that a part that is added can't be forgotten here.
"""

from pathlib import Path

from piccolo.conf.apps import AppRegistry

from wethaq.platform.database.engine import ENGINE

_ROOT = Path(__file__).parent
_PARTS = sorted(_ROOT.glob("platform/*/piccolo_app.py")) + sorted(_ROOT.glob("*/piccolo_app.py"))

DB = ENGINE
APP_REGISTRY = AppRegistry(
    apps=["wethaq." + ".".join(path.relative_to(_ROOT).with_suffix("").parts) for path in _PARTS]
)
