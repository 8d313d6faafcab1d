"""Ed25519 signatures (RFC 8032) on consent receipts and on the audit trail's daily roots.

A signature reads `generation.base64url`, so that it can still be checked after
the signing key was rotated.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wethaq.platform.security.keyring import Key, KeyPurpose
from wethaq.platform.security.vault import VAULT


def sign(data: bytes) -> str:
    """Sign with the association's active key."""
    key = VAULT.secret(KeyPurpose.SIGNING)
    return f"{key.generation}.{_to_text(_private(key).sign(data))}"


def verify(data: bytes, signature: str) -> bool:
    """Tell whether the association signed exactly `data`."""
    generation, _, encoded = signature.partition(".")
    keys = [key for key in _signing_keys() if str(key.generation) == generation]
    return bool(keys) and verify_with(public_key(keys[0].generation), data, encoded)


def verify_with(public_key_text: str, data: bytes, encoded_signature: str) -> bool:
    """Check a signature with nothing but the published key, as an outsider would."""
    try:
        public = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(public_key_text))
        public.verify(urlsafe_b64decode(encoded_signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(generation: int | None = None) -> str:
    """Return the public key (32 bytes, base64url) of a generation, the active one by default."""
    if generation is None:
        return _public_text(VAULT.secret(KeyPurpose.SIGNING))
    return _public_text(VAULT.keyring.opening_key(KeyPurpose.SIGNING, f"{KeyPurpose.SIGNING}.{generation}"))


def _signing_keys() -> list[Key]:
    return VAULT.keyring.generations(KeyPurpose.SIGNING, KeyPurpose.SIGNING)


def _private(key: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.secret)


def _public_text(key: Key) -> str:
    return _to_text(_private(key).public_key().public_bytes_raw())


def _to_text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode("ascii")
