"""Sealed copies of the master key, one for each custodian (age, https://age-encryption.org/v1).

Whoever loses the master key loses the data, so two people outside the server
room each keep a copy that only their own age identity opens.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyrage

from wethaq.platform.errors import WethaqError
from wethaq.platform.security.master_key import (
    OWNER_READS_ONLY,
    MasterKeyMalformedError,
    decode_master_key,
    encode_master_key,
    fingerprint,
)

LEAST_CUSTODIANS: Final = 2


class TooFewCustodiansError(WethaqError):
    """One sealed copy is one accident away from none: name two different recipients."""


class RecipientMalformedError(WethaqError):
    """That isn't an age recipient; it begins with age1 and is printed by age-keygen."""


class SealedCopyUnreadableError(WethaqError):
    """This identity doesn't open the copy, or what is in it isn't a master key."""


def seal_master_key(key: bytes, recipients: Sequence[str], folder: Path) -> list[Path]:
    """Write one copy for each custodian; each is opened by that custodian alone.

    The names tell which key it is, so that a copy from before a rotation of the
    master key is recognised. Raises TooFewCustodiansError, RecipientMalformedError.
    """
    different = list(dict.fromkeys(recipient.strip() for recipient in recipients))
    if len(different) < LEAST_CUSTODIANS:
        raise TooFewCustodiansError
    parsed = [parse_recipient(recipient) for recipient in different]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [
        _write_copy(folder / f"master-key-{fingerprint(key)}-custodian-{number}.age", key, recipient)
        for number, recipient in enumerate(parsed, start=1)
    ]


def open_sealed_copy(copy: Path, identity: str) -> bytes:
    """Return the master key from a custodian's copy. Raises SealedCopyUnreadableError."""
    try:
        content = pyrage.decrypt(copy.read_bytes(), [parse_identity(identity)])
        return decode_master_key(content.decode("ascii"))
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError, MasterKeyMalformedError) as error:
        raise SealedCopyUnreadableError from error


def parse_recipient(text: str) -> pyrage.x25519.Recipient:
    """Read a public age key. Raises RecipientMalformedError."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise RecipientMalformedError from error


def parse_identity(text: str) -> pyrage.x25519.Identity:
    """Read a private age key from the text of its file, comments and all. Raises pyrage.IdentityError."""
    lines = [line.strip() for line in text.splitlines()]
    secrets = [line for line in lines if line and not line.startswith("#")]
    return pyrage.x25519.Identity.from_str(secrets[0] if secrets else "")


def _write_copy(path: Path, key: bytes, recipient: pyrage.x25519.Recipient) -> Path:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(pyrage.encrypt(encode_master_key(key), [recipient], armored=True))
    path.chmod(OWNER_READS_ONLY)
    return path
