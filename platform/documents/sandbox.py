"""Starting the process that rebuilds a file, and believing only what it may say."""

import asyncio
import json
import sys
from functools import lru_cache

from wethaq.platform.documents import errors
from wethaq.platform.documents.errors import FileRefusedError, FileTooComplexError
from wethaq.platform.documents.policy import FileType, ensure_size

_TIMEOUT_SECONDS = 40
_AT_ONCE = 2
_COMMAND = (sys.executable, "-I", "-W", "ignore", "-m", "wethaq.platform.documents.sanitising")


async def sanitise_apart(content: bytes) -> tuple[FileType, bytes]:
    """Rebuild `content` in a process of its own, with limits on time and memory.

    Raises a FileRefusedError; FileTooComplexError when the process didn't survive.
    """
    ensure_size(content)
    async with _places(asyncio.get_running_loop()):
        answer = await _ask(content)
    head, _, rebuilt = answer.partition(b"\n")
    try:
        verdict = json.loads(head)
    except ValueError as error:
        raise FileTooComplexError from error
    if "error" in verdict:
        raise _error_named(verdict["error"])(**verdict["params"])
    return FileType(verdict["type"]), rebuilt


@lru_cache(maxsize=1)
def _places(_loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
    """Return the places for files at once; a semaphore belongs to its loop."""
    return asyncio.Semaphore(_AT_ONCE)


async def _ask(content: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *_COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(content), _TIMEOUT_SECONDS)
    except TimeoutError as error:
        raise FileTooComplexError from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return answer


def _error_named(name: str) -> type[FileRefusedError]:
    found = getattr(errors, name, FileTooComplexError)
    return found if issubclass(found, FileRefusedError) else FileTooComplexError
