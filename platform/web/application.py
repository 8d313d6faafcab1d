"""The app factory: everything a route gets without asking for it."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from litestar import Litestar, route
from litestar.config.compression import CompressionConfig
from litestar.connection import ASGIConnection
from litestar.enums import HttpMethod
from litestar.handlers.base import BaseRouteHandler
from litestar.params import FromPath
from litestar.static_files import create_static_files_router

from wethaq.platform.errors import NotFoundError
from wethaq.platform.web.audience import PUBLIC, ensure_audience
from wethaq.platform.web.csrf import ensure_same_site
from wethaq.platform.web.dependencies import DEPENDENCIES
from wethaq.platform.web.error_pages import EXCEPTION_HANDLERS
from wethaq.platform.web.headers import set_security_headers
from wethaq.platform.web.language_prefix import LanguagePrefix
from wethaq.platform.web.sent_form import SiteRequest
from wethaq.platform.web.static_folder import STATIC_FOLDER

Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]

# Pages aren't compressed: their size would let a stranger guess the secrets in them (BREACH).
COMPRESSION = CompressionConfig(
    backend="gzip", minimum_size=1000, exclude=[r"(?<=^/)(?!static/)", r"\.woff2$"]
)
MAX_BODY_BYTES = 12 * 1024 * 1024
"""A file of 10 MB and the form round it."""


@route(
    ["/{path:path}"],
    http_method=[
        HttpMethod.GET,
        HttpMethod.POST,
        HttpMethod.HEAD,
        HttpMethod.PUT,
        HttpMethod.PATCH,
        HttpMethod.DELETE,
    ],
    opt=PUBLIC,
)
async def nothing_here(path: FromPath[Path]) -> None:
    """Catch every unknown address, so that its 404 page has passed the middleware."""
    raise NotFoundError


def all_of(*guards: Guard) -> Guard:
    """Return one guard that asks all of them in turn; for each guard of its own Litestar copies the route handler."""

    async def ensure_all(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        for guard in guards:
            await guard(connection, handler)

    return ensure_all


def create_app(
    controllers: Sequence[Any],
    *,
    middleware: Sequence[Any] = (),
    guards: Sequence[Guard] = (),
    on_startup: Sequence[Callable[..., Any]] = (),
    on_shutdown: Sequence[Callable[..., Any]] = (),
) -> LanguagePrefix:
    """Return the site as an ASGI app; `.litestar` is the Litestar app inside."""
    STATIC_FOLDER.mkdir(exist_ok=True)
    static = create_static_files_router(path="/static", directories=[STATIC_FOLDER], opt=PUBLIC)
    return LanguagePrefix(
        Litestar(
            [*controllers, static, nothing_here],
            guards=[all_of(ensure_audience, ensure_same_site, *guards)],
            dependencies=DEPENDENCIES,
            exception_handlers=EXCEPTION_HANDLERS,
            before_send=[set_security_headers],
            middleware=list(middleware),
            on_startup=list(on_startup),
            on_shutdown=list(on_shutdown),
            compression_config=COMPRESSION,
            openapi_config=None,
            request_class=SiteRequest,
            request_max_body_size=MAX_BODY_BYTES,
            logging_config=None,
        )
    )
