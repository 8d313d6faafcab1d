"""The explicit list of packages in pyproject.toml: `python -m tests.architecture.package_list` writes it anew."""

import re
import tomllib
from pathlib import Path

from tests.architecture.source_tree import ROOMS, ROOT

PROJECT = ROOT / "pyproject.toml"
_LIST = re.compile(r"^packages = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


def packages_listed() -> list[str]:
    names: list[str] = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    return names


def packages_in_the_tree() -> list[str]:
    """Name every folder that holds code; one without an `__init__.py` counts too."""
    folders = {path.parent for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    return sorted(["wethaq", *(_name(folder) for folder in folders)])


def write_list() -> None:
    rows = "".join(f'    "{name}",\n' for name in packages_in_the_tree())
    PROJECT.write_text(
        _LIST.sub(f"packages = [\n{rows}]\n", PROJECT.read_text(encoding="utf-8")), encoding="utf-8"
    )


def _name(folder: Path) -> str:
    return ".".join(("wethaq", *folder.relative_to(ROOT).parts))


if __name__ == "__main__":
    write_list()
