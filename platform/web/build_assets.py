"""Make the static files: `python -m wethaq.platform.web.build_assets`.

Own style, script and pictures, htmx, one sprite of the icons in use, and the
fonts cut down to the letters of our two languages, each under a name that
holds a hash of its content. Nothing of it is committed.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from wethaq.platform.web import fonts, icons
from wethaq.platform.web.static_folder import MANIFEST, ROOT, STATIC_FOLDER

SOURCES = ROOT / "templates" / "assets"
PACKAGES = ROOT / "node_modules"
HTMX = PACKAGES / "htmx.org" / "dist" / "htmx.min.js"
HASH_LENGTH = 10
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s+|\n+")
_REFERENCE = re.compile(r'url\("\.\./([^"#]+)"\)')


def can_build() -> bool:
    """Tell whether the front-end packages are on this machine."""
    return HTMX.exists()


def is_stale() -> bool:
    """Tell whether a source is newer than what was built."""
    if not MANIFEST.exists():
        return True
    built = MANIFEST.stat().st_mtime
    return any(path.stat().st_mtime > built for path in _watched())


def build(tell: Callable[[str], None] = lambda line: None) -> dict[str, str]:
    """Write every static file and the manifest; return the manifest."""
    manifest: dict[str, str] = {}
    for name, content in _contents(tell):
        body = _with_addresses(content, manifest) if name.endswith(".css") else content
        manifest[name] = _write(name, body)
        tell(f"{len(body):>8,} bytes  {manifest[name]}")
    _replace(MANIFEST, json.dumps(manifest, indent=1).encode())
    _sweep(manifest)
    return manifest


def _contents(tell: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents; style sheets last, since they name the others."""
    for name, source in fonts.SOURCES.items():
        yield name, _cut_before(name, PACKAGES / source) or fonts.cut_font(PACKAGES / source, tell)
    for name, source in fonts.FOR_LETTERS.items():
        yield name, (PACKAGES / source).read_bytes()
    yield "icons.svg", _sprite(tell)
    yield "js/htmx.js", HTMX.read_bytes()
    paths = sorted(path for path in SOURCES.rglob("*") if path.is_file())
    for path in sorted(paths, key=lambda path: path.suffix == ".css"):
        content = path.read_bytes()
        yield path.relative_to(SOURCES).as_posix(), _tightened(content) if path.suffix == ".css" else content


def _cut_before(name: str, source: Path) -> bytes | None:
    """Return the font of the last build, which is slow to cut, unless its making changed."""
    known: dict[str, str] = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
    cut = STATIC_FOLDER / known.get(name, "none")
    newest = max(source.stat().st_mtime, Path(fonts.__file__).stat().st_mtime)
    return cut.read_bytes() if cut.is_file() and cut.stat().st_mtime > newest else None


def _sprite(tell: Callable[[str], None]) -> bytes:
    """Return the sprite; one mistyped name, which a test refuses, doesn't take the site down."""
    used = icons.used_icons()
    drawn = icons.drawn_icons(used)
    for name in sorted(used - drawn):
        tell(f"no such icon: {name}")
    return icons.make_sprite(drawn)


def _tightened(style: bytes) -> bytes:
    return _INDENT.sub("\n", _COMMENT.sub("", style.decode())).strip().encode()


def _with_addresses(style: bytes, manifest: dict[str, str]) -> bytes:
    return _REFERENCE.sub(lambda match: f'url("../{manifest[match[1]]}")', style.decode()).encode()


def _write(name: str, content: bytes) -> str:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
    hashed = path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()
    target = STATIC_FOLDER / hashed
    if not target.exists():
        _replace(target, content)
    return hashed


def _replace(target: Path, content: bytes) -> None:
    """Write at one stroke: two processes may build at the same time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{hashlib.sha256(content).hexdigest()[:8]}")
    draft.write_bytes(content)
    draft.replace(target)


def _sweep(manifest: dict[str, str]) -> None:
    """Remove what is named no more, but keep yesterday's files for open pages."""
    kept = {*manifest.values(), MANIFEST.name}
    newest = MANIFEST.stat().st_mtime
    for path in STATIC_FOLDER.rglob("*"):
        is_old = path.is_file() and newest - path.stat().st_mtime > 24 * 3600
        if is_old and path.relative_to(STATIC_FOLDER).as_posix() not in kept:
            path.unlink(missing_ok=True)


def _watched() -> Iterator[Path]:
    yield from (path for path in SOURCES.rglob("*") if path.is_file())
    yield from icons.icon_sources()
    yield from (Path(__file__), Path(fonts.__file__), Path(icons.__file__))


if __name__ == "__main__":
    build(print)
