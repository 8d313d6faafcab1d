"""Random tokens for sessions and links; only their digest is ever stored."""

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 32


def new_token() -> str:
    """Return 256 random bits as 43 letters that are safe in a link or cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """Return the SHA-256 (hex) under which a token is stored.

    A plain hash is enough here: nobody can try out 256 random bits.
    """
    return hashlib.sha256(token.encode()).hexdigest()
