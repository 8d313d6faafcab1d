"""`platform` is also a module of Python's own: our folder of that name must never hide it."""

import subprocess
import sys

from tests.architecture.source_tree import ROOT


def test_platform_is_a_folder_without_an_init() -> None:
    assert not (ROOT / "platform/__init__.py").exists()


def test_the_standard_library_wins_in_the_root() -> None:
    command = [sys.executable, "-c", "import platform; print(platform.system())"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip()


def test_the_tests_are_no_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
