"""A peer's own environment, made from its lock file when it isn't there yet.

It lies under the git-ignored `.tools`, and nothing of it ever enters ours.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.sides import ROOT

_LOCKS = ROOT / "benchmarks/peers"
_ENVIRONMENTS = ROOT / ".tools/peers"


def ensure_peer(name: str) -> Path:
    """Return the Python of a peer's environment; install what the lock names when the lock is newer."""
    lock, environment = _LOCKS / f"{name}.lock", _ENVIRONMENTS / name
    python, stamp = environment / "bin/python", environment / ".installed"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return python
    print(f"Installing {name} …", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
    subprocess.run(
        [python, "-m", "pip", "install", "-qq", "--no-deps", "--require-hashes", "-r", lock], check=True
    )
    stamp.write_bytes(lock.read_bytes())
    return python
