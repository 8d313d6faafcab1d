"""Cross-site request forgery: refused twice.

First by what the browser itself says of the sender (Sec-Fetch-Site, Origin),
which also covers forms that are posted before signing in; then, once signed
in, by a token bound to the session (OWASP CSRF cheat sheet, HMAC pattern).
"""

import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from wethaq.platform.errors import N_, ForbiddenError
from wethaq.platform.web.visit import current_visit

FIELD = "csrf_token"
HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSiteRequestError(ForbiddenError):
    """A form reached us from another site, or with the token of another session."""

    message = N_(
        "This form was sent from another place or has grown old. Please open the page again and resend it."
    )


def csrf_token() -> str:
    """Return the token of the current session; empty when nobody is signed in."""
    secret = current_visit().session_secret
    return "" if secret is None else _token_of(secret)


async def was_sent_in_session(connection: ASGIConnection[Any, Any, Any, Any], secret: str) -> bool:
    """Tell whether our own page sent this form, in the session that `secret` belongs to."""
    return _came_from_us(connection) and hmac.compare_digest(await _sent_token(connection), _token_of(secret))


async def ensure_same_site(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Guard of the whole app: refuse a writing request that didn't come from our own page."""
    if connection.scope["method"] in SAFE_METHODS:  # type: ignore[typeddict-item]
        return
    if not _came_from_us(connection):
        raise CrossSiteRequestError
    expected = csrf_token()
    if expected and not hmac.compare_digest(await _sent_token(connection), expected):
        raise CrossSiteRequestError


def _token_of(secret: str) -> str:
    return hmac.digest(secret.encode(), b"csrf", "sha256").hex()


def _came_from_us(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = connection.headers.get("origin")
    return bool(origin) and urlsplit(origin).netloc == connection.headers.get("host")


async def _sent_token(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    header = connection.headers.get(HEADER)
    if header is not None:
        return header.encode("ascii", "replace").decode()
    if not isinstance(connection, Request):
        return ""
    sent = (await connection.form()).get(FIELD, "")
    return sent.encode("ascii", "replace").decode() if isinstance(sent, str) else ""
