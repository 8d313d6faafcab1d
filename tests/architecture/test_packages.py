"""The packages that are installed are the folders that hold code: none forgotten, none too many."""

import tomllib
from pathlib import Path

from tests.architecture.source_tree import ROOMS, ROOT


def test_the_list_of_packages_is_the_tree() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = settings["tool"]["setuptools"]["packages"]

    assert listed == _packages(), "Paste this list:\n" + "\n".join(f'    "{name}",' for name in _packages())


def _packages() -> list[str]:
    folders = {path.parent for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    return sorted(["wethaq", *(_name(folder) for folder in folders)])


def _name(folder: Path) -> str:
    return ".".join(("wethaq", *folder.relative_to(ROOT).parts))
