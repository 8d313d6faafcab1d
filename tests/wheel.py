"""Build the wheel from a copy of the tree.

    python -m tests.wheel dist

A copy, since setuptools packs whatever an earlier build left in `build/`.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("*.py", "platform", "matching", "counseling", "awareness", "research", "templates", "static")
DESCRIBING = ("pyproject.toml", "README.md", "LICENSE")


def build_wheel(target: Path) -> Path:
    """Build the wheel into a folder and return its path."""
    with tempfile.TemporaryDirectory(prefix="wethaq-wheel-") as folder:
        tree = Path(folder) / "tree"
        _copy_tree(tree)
        options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(target.resolve())]
        subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "."], cwd=tree, check=True)
    return max(target.glob("wethaq-*.whl"), key=lambda path: path.stat().st_mtime)


def _copy_tree(tree: Path) -> None:
    tree.mkdir()
    for pattern in (*COPIED, *DESCRIBING):
        for path in ROOT.glob(pattern):
            if path.is_dir():
                shutil.copytree(
                    path, tree / path.name, ignore=shutil.ignore_patterns("__pycache__", ".built")
                )
            else:
                shutil.copy(path, tree)


if __name__ == "__main__":
    print(build_wheel(Path(sys.argv[1])))
