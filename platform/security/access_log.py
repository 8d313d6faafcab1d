"""The access log: what was asked of the site, without who asked for what.

Method, route template (never the path: it holds ids), status, time, request
id, and a pseudonym of the account that changes every day.
"""

import logging
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, Final

import structlog
from litestar.types import ASGIApp, Message, Receive, Send

from wethaq.platform.actors import Actor
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.logging import write_line

REQUEST_ID_HEADER: Final = b"x-request-id"
NO_ROUTE: Final = "(none)"
METHODS: Final = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER_METHOD: Final = "(other)"
"""Anybody may invent a method; its letters are the inventor's."""
_LOG: Final = logging.getLogger("wethaq.access")


def access_log(app: ASGIApp) -> ASGIApp:
    """Wrap the site: one line for each request, and a request id for all lines of it."""

    async def logged(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _log_request(app, scope, receive, send)
        else:
            await app(scope, receive, send)

    return logged


async def _log_request(app: ASGIApp, scope: Any, receive: Receive, send: Send) -> None:
    request_id: str = scope.setdefault("state", {}).setdefault("request_id", secrets.token_hex(8))
    started, status = perf_counter(), 500

    async def send_and_note(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            message["headers"] = [*message["headers"], (REQUEST_ID_HEADER, request_id.encode())]
        await send(message)

    with structlog.contextvars.bound_contextvars(request_id=request_id):
        try:
            await app(scope, receive, send_and_note)
        finally:
            now = datetime.now(UTC)
            write_line(
                _LOG,
                "request",
                at=now,
                method=scope["method"] if scope["method"] in METHODS else OTHER_METHOD,
                route=route_template(scope),
                status=status,
                ms=round((perf_counter() - started) * 1000, 1),
                user=pseudonym(_actor_of(scope), now.date()),
                request_id=request_id,
            )


def route_template(scope: Mapping[str, Any]) -> str:
    """Return the address with its ids as names, `/requests/{request_id}`, once the router has found it."""
    return scope.get("path_template") or NO_ROUTE


def pseudonym(actor: Actor | None, day: date) -> str:
    """Return a name for an account that means nothing outside the log, or `-` for a visitor."""
    if actor is None or actor.account_id is None:
        return "-"
    return blind_index("log.account", f"{day}|{actor.account_id}")[:12]


def _actor_of(scope: Mapping[str, Any]) -> Actor | None:
    actor = scope.get("state", {}).get("actor")
    return actor if isinstance(actor, Actor) else None
