"""The sealed form of a confidential value: `v1|key id|nonce|ciphertext`.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. The address of the
value (table.column.row id) is authenticated with it, so that a ciphertext
copied into another row, column or table does not open there.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wethaq.platform.errors import WethaqError

VERSION: Final = "v1"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12


class SealBrokenError(WethaqError):
    """The value was altered, moved to another row, or sealed by a key that we don't hold."""


class Envelope(NamedTuple):
    """The parts of a sealed value."""

    key_id: str
    nonce: bytes
    ciphertext: bytes


def new_key() -> bytes:
    """Return 256 fresh random bits."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, key_id: str, address: str, plaintext: bytes) -> str:
    """Encrypt `plaintext` so that it opens only at `address`."""
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = AESGCM(key).encrypt(nonce, plaintext, _associated_data(key_id, address))
    return "|".join((VERSION, key_id, _to_text(nonce), _to_text(ciphertext)))


def open_envelope(key: bytes, address: str, envelope: Envelope) -> bytes:
    """Decrypt, or raise SealBrokenError where key, address or content differ."""
    try:
        return AESGCM(key).decrypt(
            envelope.nonce, envelope.ciphertext, _associated_data(envelope.key_id, address)
        )
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error


def parse(token: str) -> Envelope:
    """Split a sealed value, or raise SealBrokenError where it isn't one."""
    try:
        version, key_id, nonce, ciphertext = token.split("|")
        envelope = Envelope(key_id, urlsafe_b64decode(nonce), urlsafe_b64decode(ciphertext))
    except ValueError as error:
        raise SealBrokenError from error
    if version != VERSION:
        raise SealBrokenError
    return envelope


def seal_bytes(key: bytes, key_id: str, address: str, plaintext: bytes) -> bytes:
    """Encrypt a file: the same envelope as `seal`, in binary after a text head of one line."""
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = AESGCM(key).encrypt(nonce, plaintext, _associated_data(key_id, address))
    return head_of(key_id) + nonce + ciphertext


def head_of(key_id: str) -> bytes:
    """Return the first line of a file sealed by a key."""
    return f"{VERSION}|{key_id}\n".encode()


def parse_bytes(sealed: bytes) -> Envelope:
    """Split a sealed file, or raise SealBrokenError where it isn't one."""
    head, newline, body = sealed.partition(b"\n")
    version, _, key_id = head.decode("ascii", errors="replace").partition("|")
    if version != VERSION or not newline or len(body) <= NONCE_BYTES:
        raise SealBrokenError
    return Envelope(key_id, body[:NONCE_BYTES], body[NONCE_BYTES:])


def _associated_data(key_id: str, address: str) -> bytes:
    return f"{VERSION}|{key_id}|{address}".encode()


def _to_text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode("ascii")
