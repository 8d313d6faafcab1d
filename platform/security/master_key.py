"""The master key: the one secret that is kept outside the database.

It only wraps other keys. It comes from the environment (WETHAQ_MASTER_KEY) or
from a file that nobody but its owner can read; losing it loses the data
(docs/operations.md).
"""

import hashlib
import hmac
import os
import stat
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

from wethaq.platform.errors import WethaqError
from wethaq.platform.security.envelope import KEY_BYTES, new_key
from wethaq.platform.settings import Settings

OWNER_READS_ONLY: Final = 0o400
_NEXT_SUFFIX: Final = ".next"
_FINGERPRINT_LABEL: Final = b"wethaq master key fingerprint"


class MasterKeyMissingError(WethaqError):
    """Neither the environment nor the key file holds a master key."""


class MasterKeyExposedError(WethaqError):
    """Others than the owner may read the key file; `chmod 400` mends it."""


class MasterKeyMalformedError(WethaqError):
    """The key isn't 32 bytes in base64."""


class MasterKeyExistsError(WethaqError):
    """A key file is there already: writing another over it would lose the data."""


def read_master_keys(settings: Settings) -> list[bytes]:
    """Return the master key, and after it the next one where a rotation was cut short.

    The caller takes whichever unwraps the stored keys, so that a process killed
    between re-wrapping the keys and renaming the file leaves nothing unreadable.
    """
    if settings.master_key is not None:
        return [decode_master_key(settings.master_key.get_secret_value())]
    files = [path for path in (settings.key_path, next_key_path(settings.key_path)) if path.exists()]
    if not files:
        raise MasterKeyMissingError
    return [_read_key_file(path) for path in files]


def write_new_master_key(path: Path) -> bytes:
    """Make a master key and write it so that only its owner reads it (0400)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = new_key()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_READS_ONLY)
    except FileExistsError as error:
        raise MasterKeyExistsError from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(encode_master_key(key) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def put_next_key_in_force(path: Path) -> None:
    """Finish a rotation of the master key: the file of the next key becomes the key file."""
    next_key_path(path).replace(path)


def next_key_path(path: Path) -> Path:
    """Name the file in which the next master key waits during a rotation."""
    return path.with_name(path.name + _NEXT_SUFFIX)


def fingerprint(key: bytes) -> str:
    """Name a master key without telling anything of it (16 hex letters)."""
    return hmac.new(key, _FINGERPRINT_LABEL, hashlib.sha256).hexdigest()[:16]


def encode_master_key(key: bytes) -> bytes:
    """Write a key as the base64 text that files, the environment and custodians hold."""
    return b64encode(key)


def decode_master_key(text: str) -> bytes:
    """Read a key from that text. Raises MasterKeyMalformedError."""
    try:
        key = b64decode(text.strip(), validate=True)
    except ValueError as error:
        raise MasterKeyMalformedError from error
    if len(key) != KEY_BYTES:
        raise MasterKeyMalformedError
    return key


def _read_key_file(path: Path) -> bytes:
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise MasterKeyExposedError
    return decode_master_key(path.read_text("ascii", errors="replace"))
