"""What the architecture tests read: the source files, and who imports whom."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("matching", "counseling", "awareness", "research")
ROOMS = ("platform", *SERVICES)

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "actors", "settings"),
    ("database", "localisation"),
    ("invitations",),
    ("security",),
    ("fetching",),
    ("web",),
    ("audit", "jobs"),
    ("backup",),
    ("people",),
    ("documents",),
    ("consent",),
    ("notifications",),
    ("safekeeping",),
    ("accounts",),
    ("intake",),
    ("committee",),
    ("feedback",),
    ("support",),
    ("portal",),
    ("retention",),
    ("demo",),
    ("services",),
    ("command_line",),
)
"""The parts of platform, lowest first; a part imports from lower layers only.

docs/architecture.md shows the same list.
"""


@dataclass(frozen=True)
class Source:
    """One Python file of the house; `name` is how others import it."""

    path: Path

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(("wethaq", *(parts[:-1] if parts[-1] == "__init__" else parts)))

    @property
    def room(self) -> str:
        """Say which service it belongs to, or `platform`, or `root`."""
        parts = self.path.relative_to(ROOT).parts
        return parts[0] if parts[0] in ROOMS else "root"

    @property
    def part(self) -> str | None:
        """Say which part of platform it belongs to."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return parts[1] if parts[0] == "platform" else None

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)


def house_sources() -> list[Source]:
    """List the files of the package: what is installed on a server."""
    return [Source(path) for path in _python_files() if _room_of(path) not in {"tests", "benchmarks"}]


def all_sources() -> list[Source]:
    """List every Python file that people write, the tests included."""
    return [Source(path) for path in _python_files()]


def imports_of(source: Source) -> set[str]:
    """List the full names of the modules that a file imports, wherever in the file it does."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def house_modules_imported_by(source: Source, known: set[str]) -> set[str]:
    """List the house's own modules that a file reads from; `from part import module` reads the module only."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(names & known)
            if names - known:
                found.add(node.module)
    return (found & known) - {source.name}


def functions_of(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def _python_files() -> Iterator[Path]:
    for folder in (*ROOMS, "tests", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "piccolo_migrations" not in path.parts and "node_modules" not in path.parts:
                yield path
    yield from sorted(ROOT.glob("*.py"))


def _room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
