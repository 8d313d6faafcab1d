"""English pages live under `/en`; Arabic ones, the default, without a prefix.

The prefix is taken off before the routes are matched, so every page exists
once and its address alone tells the language: links can be shared, and a
visitor who hasn't signed in needs no cookie.
"""

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from litestar.datastructures import Headers

from wethaq.platform.localisation import Language, use_language
from wethaq.platform.localisation.languages import DEFAULT_LANGUAGE
from wethaq.platform.security.access_log import access_log
from wethaq.platform.web.visit import Visit, set_visit

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.types import Receive, Scope, Send

ENGLISH_PREFIX = "/en"


def split_language(path: str) -> tuple[Language, str]:
    """Return the language of an address and the address without its prefix."""
    if path == ENGLISH_PREFIX or path.startswith(ENGLISH_PREFIX + "/"):
        return "en", path[len(ENGLISH_PREFIX) :] or "/"
    return DEFAULT_LANGUAGE, path


class LanguagePrefix:
    """ASGI wrapper round the Litestar app, which stays reachable as `.litestar`."""

    def __init__(self, litestar: "Litestar") -> None:
        self.litestar = litestar
        self._logged = access_log(litestar)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != "http":  # type: ignore[comparison-overlap]
            await self.litestar(scope, receive, send)
            return
        language, path = split_language(scope["path"])
        scope["path"] = path
        scope["raw_path"] = path.encode()
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        set_visit(
            Visit(
                language=language,
                path=path,
                query=scope["query_string"].decode("latin-1"),
                shown_on=_page_that_asks(scope),
                request_id=request_id,
                state=scope["state"],
            )
        )
        with use_language(language):
            await self._logged(scope, receive, send)


def _page_that_asks(scope: "Scope") -> str:
    """Return the address of the page for which HTMX fetches a part; a form in the part belongs to that page."""
    headers = Headers.from_scope(scope)
    if headers.get("hx-request") != "true":
        return ""
    try:
        address = urlsplit(headers.get("hx-current-url", ""))
    except ValueError:  # An address that no browser would send.
        return ""
    _, path = split_language(address.path)
    return f"{path}?{address.query}" if address.query else path
