"""The wheel holds everything that a server needs: code, templates, words, front-end files."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOMS, ROOT
from tests.wheel import build_wheel


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with zipfile.ZipFile(build_wheel(tmp_path_factory.mktemp("wheel"))) as wheel:
        return set(wheel.namelist())


def test_the_wheel_holds_every_file_that_runs(packed: set[str]) -> None:
    needed = {path for room in ROOMS for path in (ROOT / room).rglob("*.py")} | set(ROOT.glob("*.py"))

    assert _missing(needed, packed) == []


def test_the_wheel_holds_templates_words_and_front_end_files(packed: set[str]) -> None:
    needed = {path for path in (ROOT / "templates").rglob("*") if path.is_file()}
    needed |= set((ROOT / "platform").rglob("*.po"))
    needed |= {path for path in (ROOT / "static").rglob("*") if path.is_file() and path.name != ".built"}
    needed |= {
        path
        for path in (ROOT / "platform").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".po"}
    }

    assert _missing(needed, packed) == []


def test_the_wheel_holds_the_letters_typeface(packed: set[str]) -> None:
    """A server has no npm: without it every letter would lose its words."""
    weights = {
        name for name in packed if re.fullmatch(r"wethaq/static/fonts/amiri-\w+\.[0-9a-f]+\.ttf", name)
    }

    assert len(weights) == 2


def test_the_wheel_holds_no_test(packed: set[str]) -> None:
    assert [name for name in packed if name.startswith(("tests/", "wethaq/tests/"))] == []


def test_the_wheel_carries_the_licence(packed: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in packed)


def _missing(needed: set[Path], packed: set[str]) -> list[str]:
    return sorted(
        name for path in needed if (name := f"wethaq/{path.relative_to(ROOT).as_posix()}") not in packed
    )
