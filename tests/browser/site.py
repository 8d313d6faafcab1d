"""A real server process with a folder of its own, for tests that look at it from outside."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "wethaq.platform.command_line")
START_SECONDS = 300
"""The invented association is made through the service functions, which takes its time."""


@dataclass(frozen=True)
class Site:
    """Where the site answers, where its files lie, and what it has said."""

    address: str
    folder: Path
    process: "subprocess.Popen[bytes]"

    @property
    def said(self) -> str:
        return (self.folder / "output.txt").read_text(encoding="utf-8", errors="replace")


@contextmanager
def running_site(**settings: str) -> Iterator[Site]:
    """Serve the demonstration until the block ends; settings are given without their prefix."""
    with tempfile.TemporaryDirectory(prefix="wethaq-site-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        with (folder / "output.txt").open("wb") as output:
            process = subprocess.Popen(
                [*COMMAND, "demo", "--serve", "--port", str(port)],
                env=_environment(folder, port, settings),
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
            )
        site = Site(f"http://localhost:{port}", folder, process)
        try:
            _wait_until_it_answers(site)
            yield site
        finally:
            _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(folder: Path, port: int, settings: dict[str, str]) -> dict[str, str]:
    """Start from the machine's environment without what the test process set for itself."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WETHAQ_")}
    # Hashing the invented passwords for real takes much of the start.
    quick = {"ARGON2_MEMORY_KIB": "64"}
    own = {**quick, "DATA_FOLDER": str(folder / "data"), "BASE_URL": f"http://localhost:{port}", **settings}
    return {**inherited, **{f"WETHAQ_{name}": value for name, value in own.items()}}


def _wait_until_it_answers(site: Site) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if site.process.poll() is not None:
            raise RuntimeError(f"The site ended while it was starting:\n{site.said}")
        try:
            with urlopen(site.address, timeout=10):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not answer within {START_SECONDS} seconds:\n{site.said}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
