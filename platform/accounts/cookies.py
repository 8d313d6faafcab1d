"""The two cookies of the door: the session, and the passage that leads to it.

`__Host-` ties a cookie to this very host and to https (RFC 6265bis, 4.1.3), so
that no neighbouring site can plant one. Without https there is only localhost.
"""

import hashlib
from typing import Any

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from wethaq.platform.accounts.policy import PASSAGE_VALIDITY
from wethaq.platform.accounts.sign_in import Entry
from wethaq.platform.settings import get_settings

SESSION = "sid"
PASSAGE = "passage"


def read_cookie(connection: ASGIConnection[Any, Any, Any, Any], name: str) -> str | None:
    """Return the token of one of our cookies; a name without its prefix counts for nothing on https."""
    return connection.cookies.get(_full_name(connection, name))


def session_secret(token: str) -> str:
    """Derive what CSRF tokens are made of; it needs no place in the database."""
    return hashlib.sha256(f"csrf secret of {token}".encode()).hexdigest()


def set_session(
    response: Response[Any], request: Request[Any, Any, Any], token: str, *, is_staff: bool
) -> None:
    """Hand out a session; it ends with the browser or by its limits on the server."""
    _set(response, request, SESSION, token, samesite="strict" if is_staff else "lax")


def set_passage(response: Response[Any], request: Request[Any, Any, Any], token: str) -> None:
    """Hand out a passage, which lives as long as the longest of its kinds."""
    longest = max(PASSAGE_VALIDITY.values())
    _set(response, request, PASSAGE, token, max_age=int(longest.total_seconds()))


def forget_session(response: Response[Any], request: Request[Any, Any, Any]) -> None:
    _set(response, request, SESSION, "", max_age=0)


def forget_passage(response: Response[Any], request: Request[Any, Any, Any]) -> None:
    _set(response, request, PASSAGE, "", max_age=0)


def apply_entry(response: Response[Any], request: Request[Any, Any, Any], entry: Entry) -> None:
    """Write what a step at the door has led to into the browser's cookies."""
    if entry.session_token is not None:
        set_session(response, request, entry.session_token, is_staff=entry.is_staff)
        forget_passage(response, request)
    elif entry.passage_token is not None:
        set_passage(response, request, entry.passage_token)


def _set(
    response: Response[Any], request: Request[Any, Any, Any], name: str, value: str, **options: Any
) -> None:
    cookie = Cookie(
        key=_full_name(request, name),
        value=value,
        path="/",
        httponly=True,
        secure=_is_https(request),
        **{"samesite": "lax", **options},
    )
    response.set_cookie(cookie)


def _full_name(connection: ASGIConnection[Any, Any, Any, Any], name: str) -> str:
    return f"__Host-{name}" if _is_https(connection) else name


def _is_https(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    return get_settings().is_https or connection.scope["scheme"] == "https"
