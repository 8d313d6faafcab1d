"""The file of a backup: a tar of manifest, database and uploads, sealed by age."""

import json
import tarfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import pyrage

from wethaq.platform.backup.errors import BackupUnreadableError, RecipientsMissingError
from wethaq.platform.security.custodians import parse_identity, parse_recipient

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database"
UPLOADS: Final = "uploads"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    made_at: str
    engine: str
    uploads: int


def describe(folder: Path, engine: str, *, now: datetime) -> Manifest:
    """Write the manifest of what lies ready in `folder`."""
    uploads = sum(path.is_file() for path in (folder / UPLOADS).rglob("*"))
    manifest = Manifest(FORMAT, now.isoformat(), engine, uploads)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    return manifest


def pack(folder: Path, target: Path, recipients: Sequence[str]) -> None:
    """Seal what lies in `folder` into `target`, which appears only when it is complete.

    Raises RecipientsMissingError, RecipientMalformedError.
    """
    if not recipients:
        raise RecipientsMissingError
    keys = [parse_recipient(recipient) for recipient in recipients]
    plain = folder.with_suffix(".tar")
    unfinished = target.with_name(target.name + ".part")
    try:
        with tarfile.open(plain, "w") as tar:
            for name in (MANIFEST, DATABASE, UPLOADS):
                tar.add(folder / name, arcname=name)
        unfinished.touch(mode=0o600)
        pyrage.encrypt_file(str(plain), str(unfinished), keys)
        unfinished.replace(target)
    finally:
        plain.unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, folder: Path, identity: str) -> Manifest:
    """Open a backup into `folder` and check that it is whole. Raises BackupUnreadableError."""
    plain = folder.with_suffix(".tar")
    try:
        _decrypt(source, plain, identity)
        with tarfile.open(plain) as tar:
            tar.extractall(folder, filter="data")
        return _checked_manifest(folder)
    except (tarfile.TarError, ValueError, TypeError) as error:
        raise BackupUnreadableError from error
    finally:
        plain.unlink(missing_ok=True)


def _decrypt(source: Path, target: Path, identity: str) -> None:
    try:
        pyrage.decrypt_file(str(source), str(target), [parse_identity(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise BackupUnreadableError from error
    except OSError as error:
        # A body that was cut or altered comes as an OSError without a number; a full disk has one.
        if error.errno is not None:
            raise
        raise BackupUnreadableError from error


def _checked_manifest(folder: Path) -> Manifest:
    manifest = Manifest(**json.loads((folder / MANIFEST).read_text("utf-8")))
    uploads = sum(path.is_file() for path in (folder / UPLOADS).rglob("*"))
    if manifest.format != FORMAT or manifest.uploads != uploads or not (folder / DATABASE).is_file():
        raise BackupUnreadableError
    return manifest
