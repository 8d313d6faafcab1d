"""Addresses of the site's own static files, by content.

A name such as `css/wethaq.css` is looked up in the manifest that
`python -m wethaq.platform.web.build_assets` writes; the address holds a hash
of the content, so browsers may keep a file for ever.
"""

import json
from functools import lru_cache
from pathlib import Path
from time import monotonic

from wethaq.platform.settings import get_settings
from wethaq.platform.web.static_folder import MANIFEST, STATIC_FOLDER, STATIC_URL

SECONDS_BETWEEN_LOOKS = 1.0
"""How often development looks for changed sources; a page asks for some 30 assets."""


class UnknownAssetError(KeyError):
    """A template names a static file that the build doesn't make."""


class AssetsNotBuiltError(RuntimeError):
    """Production was started without its static files."""


def asset(name: str) -> str:
    """Return the address of a static file: `asset("css/wethaq.css")`.

    In development the files are made anew when a source is newer; elsewhere
    a process looks at them once, since they change only with the code.
    """
    is_watching = get_settings().is_development
    files = _files(int(monotonic() / SECONDS_BETWEEN_LOOKS) if is_watching else 0)
    if name not in files:
        raise UnknownAssetError(name)
    return STATIC_URL + files[name]


def static_path(name: str) -> Path:
    """Return where a built static file lies."""
    return STATIC_FOLDER / asset(name).removeprefix(STATIC_URL)


@lru_cache(maxsize=1)
def _files(_moment: int) -> dict[str, str]:
    """Return the manifest of a moment."""
    if not get_settings().is_production:
        _build_when_stale()
    if not MANIFEST.exists():
        raise AssetsNotBuiltError("Run: python -m wethaq.platform.web.build_assets")
    files: dict[str, str] = json.loads(MANIFEST.read_text())
    return files


def _build_when_stale() -> None:
    """Build where the sources are at hand and newer."""
    from wethaq.platform.web import build_assets  # noqa: PLC0415 - it names this module, and production never builds

    if build_assets.can_build() and build_assets.is_stale():
        build_assets.build()
