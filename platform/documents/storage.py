"""Sealed files on disk, outside the web root, named by nothing but a random id."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from wethaq.platform.documents.errors import DocumentNotFoundError
from wethaq.platform.security.vault import VAULT
from wethaq.platform.settings import get_settings

RECORD_CLASS = "document"
_SUFFIX = ".sealed"
_LONGEST_HEAD = 200
"""Bytes: more than the line that names the key, and nothing of a photo's megabytes."""

VAULT.declare(RECORD_CLASS)


async def write_sealed(file_id: UUID, content: bytes) -> None:
    """Seal and write; the file is complete on the disk when this returns."""
    await asyncio.to_thread(_write, _path(file_id), VAULT.seal_file(RECORD_CLASS, _aad(file_id), content))


async def read_sealed(file_id: UUID) -> bytes:
    """Return the content of a file in clear.

    Raises DocumentNotFoundError where the file is gone, SealBrokenError where it was exchanged.
    """
    try:
        sealed = await asyncio.to_thread(_path(file_id).read_bytes)
    except FileNotFoundError as error:
        raise DocumentNotFoundError from error
    return VAULT.open_file(RECORD_CLASS, _aad(file_id), sealed)


async def reseal(file_id: UUID) -> None:
    """Write the file anew with the active key, after a key rotation."""
    await write_sealed(file_id, await read_sealed(file_id))


def is_outdated(file_id: UUID) -> bool:
    """Tell whether an older key than the active one sealed the file; one that is gone isn't."""
    try:
        with _path(file_id).open("rb") as file:
            head = file.readline(_LONGEST_HEAD)
    except FileNotFoundError:
        return False
    return head != VAULT.file_head(RECORD_CLASS)


async def delete_sealed(file_id: UUID) -> None:
    await asyncio.to_thread(_path(file_id).unlink, missing_ok=True)


def sealed_files() -> Iterator[tuple[UUID, float]]:
    """Yield each file's id and the time it was written (seconds since the epoch)."""
    folder = get_settings().uploads_folder
    for path in folder.glob(f"*/*{_SUFFIX}"):
        yield UUID(path.name.removesuffix(_SUFFIX)), path.stat().st_mtime


def _path(file_id: UUID) -> Path:
    return get_settings().uploads_folder / file_id.hex[:2] / f"{file_id}{_SUFFIX}"


def _aad(file_id: UUID) -> str:
    return f"documents_file.content.{file_id}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
