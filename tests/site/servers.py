"""Server processes on the database of the test itself: to kill, and to race against each other.

The test and the servers share one database and one master key, so that a test
arranges through the service functions and looks at the rows afterwards.
"""

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.browser.site import COMMAND, ROOT, free_port
from tests.client import SAME_ORIGIN
from tests.platform.accounts.builders import csrf_of

START_SECONDS = 120


@dataclass
class Server:
    """A process that serves; it may be killed and started again on its port."""

    output: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    browsers: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    def browser(self, cookie: str = "") -> httpx.AsyncClient:
        """Return somebody's connections to this server; they are closed with it."""
        headers = {**SAME_ORIGIN, "cookie": cookie} if cookie else SAME_ORIGIN
        self.browsers.append(
            httpx.AsyncClient(base_url=self.address, headers=headers, timeout=60, trust_env=False)
        )
        return self.browsers[-1]

    def signed_in(self, session_token: str) -> tuple[httpx.AsyncClient, dict[str, str]]:
        """Return the connections of somebody who has signed in, and the field that their forms carry."""
        return self.browser(f"__Host-sid={session_token}"), {"csrf_token": csrf_of(session_token)}

    async def start(self) -> None:
        self.process = self._launch()
        for _ in range(START_SECONDS * 20):
            assert self.process.poll() is None, self.said
            if await self._answers():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"The server did not answer within {START_SECONDS} seconds:\n{self.said}")

    def _launch(self) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, **{f"WETHAQ_{name}": value for name, value in self.settings.items()}}
        with self.output.open("ab") as output:
            return subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port)],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
            )

    async def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.setblocking(False)
            try:
                await asyncio.get_running_loop().sock_connect(probe, ("127.0.0.1", self.port))
            except OSError:
                return False
        return True

    def kill(self) -> None:
        """End the process as a power cut would: no handler runs, nothing is finished."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)


@asynccontextmanager
async def running_servers(folder: Path, count: int = 1, **settings: str) -> AsyncIterator[list[Server]]:
    """Serve the test's own database by so many processes until the block ends."""
    servers = [Server(folder / f"server-{number}.txt", settings=settings) for number in range(count)]
    try:
        await asyncio.gather(*(server.start() for server in servers))
        yield servers
    finally:
        for server in servers:
            for browser in server.browsers:
                await browser.aclose()
            server.stop()
