"""Asking a clamd daemon about a file (its INSTREAM command), where one is configured."""

import asyncio
import struct

from wethaq.platform.documents.errors import InfectedFileError, ScannerUnavailableError

_CHUNK_BYTES = 64 * 1024
_TIMEOUT_SECONDS = 30


async def ensure_not_infected(content: bytes, socket: str | None) -> None:
    """Ask clamd at `socket` (`/run/clamd.sock` or `host:port`); without one, do nothing.

    A scanner that is configured but silent refuses the file: what is
    configured as a gate must not open by itself.
    Raises InfectedFileError or ScannerUnavailableError.
    """
    if socket is None:
        return
    try:
        answer = await asyncio.wait_for(_scan(content, socket), _TIMEOUT_SECONDS)
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        raise ScannerUnavailableError from error
    if answer.endswith(b"FOUND"):
        raise InfectedFileError
    if not answer.endswith(b"OK"):
        raise ScannerUnavailableError


async def _scan(content: bytes, socket: str) -> bytes:
    reader, writer = await _connect(socket)
    try:
        writer.write(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK_BYTES):
            chunk = content[start : start + _CHUNK_BYTES]
            writer.write(struct.pack("!L", len(chunk)) + chunk)
            await writer.drain()
        writer.write(struct.pack("!L", 0))
        await writer.drain()
        return (await reader.readuntil(b"\0")).rstrip(b"\0").strip()
    finally:
        writer.close()


async def _connect(socket: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if socket.startswith("/"):
        return await asyncio.open_unix_connection(socket)
    host, _, port = socket.rpartition(":")
    return await asyncio.open_connection(host, int(port))
