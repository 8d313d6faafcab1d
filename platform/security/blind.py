"""Blind indexes: find a confidential value by equality without storing it in clear.

Each column has a key of its own, derived from the wrapped index key, so that
the same mobile number in two tables gives two unrelated indexes. Never index
values of which there are few (a sex, a city): counting them would tell.
"""

import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wethaq.platform.security.envelope import KEY_BYTES
from wethaq.platform.security.keyring import KeyPurpose
from wethaq.platform.security.vault import VAULT


def blind_index(column: str, normalised_value: str) -> str:
    """Return the index of a value (64 hex letters); `column` reads `table.column`.

    Normalise first: two spellings of one value have two indexes.
    """
    index_key = VAULT.secret(KeyPurpose.INDEX).secret
    return keyed_digest(index_key, f"blind index {column}", normalised_value.encode())


def keyed_digest(key: bytes, use: str, value: bytes) -> str:
    """Return the HMAC-SHA256 of `value` under a key derived from `key` for one use."""
    return hmac.digest(_derive(key, use), value, "sha256").hex()


@lru_cache(maxsize=256)
def _derive(key: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use.encode()).derive(key)
