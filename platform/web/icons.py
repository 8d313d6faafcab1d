"""One sprite of the icons that pages use, drawn from the Lucide set.

An icon is named in a template by `icon("lock")` or `badge("lock")`, in code by `icon="lock"`.
Every quoted name on a line that speaks of an icon is taken along, so that a
table such as `icon_by_tone` needs no second list.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from wethaq.platform.web.static_folder import ROOT

ICONS = ROOT / "node_modules" / "lucide-static" / "icons"
CODE_FOLDERS = ("platform", "matching", "counseling", "awareness", "research")
_NAMED = re.compile(r"""\b(?:icon|icon_name|badge)["']?\s*[(=:]\s*["']([a-z][a-z0-9-]*)["']""")
_QUOTED = re.compile(r"""["']([a-z][a-z0-9-]*)["']""")
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_SPACE = re.compile(r"\s+")


class UnknownIconError(KeyError):
    """A page asks for an icon that the set doesn't have."""


def icon_sources() -> Iterator[Path]:
    """Yield every file that may name an icon."""
    yield from (ROOT / "templates").rglob("*.html")
    for folder in CODE_FOLDERS:
        yield from (ROOT / folder).rglob("*.py")


def named_icons() -> set[str]:
    """Return the names that stand in an icon's own place; each must exist."""
    return {name for path in icon_sources() for name in _NAMED.findall(path.read_text())}


def used_icons() -> set[str]:
    """Return the named icons and those in tables of icons."""
    known = _known_icons()
    lines = (line for path in icon_sources() for line in path.read_text().splitlines() if "icon" in line)
    return named_icons() | {name for line in lines for name in _QUOTED.findall(line) if name in known}


def drawn_icons(names: Iterable[str]) -> set[str]:
    """Return those of `names` that the set can draw."""
    return {name for name in names if name in _known_icons()}


def make_sprite(names: Iterable[str]) -> bytes:
    """Return an SVG file with a symbol for each icon; raises UnknownIconError."""
    symbols = "".join(_symbol(name) for name in sorted(names))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'.encode()


def _symbol(name: str) -> str:
    path = ICONS / f"{name}.svg"
    drawing = _DRAWING.search(path.read_text()) if path.exists() else None
    if drawing is None:
        raise UnknownIconError(name)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{_SPACE.sub(" ", drawing[1]).strip()}</symbol>'


@cache
def _known_icons() -> frozenset[str]:
    return frozenset(path.stem for path in ICONS.glob("*.svg"))
