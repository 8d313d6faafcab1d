"""Every route says who may open it, and is one that a plain browser can use."""

from collections.abc import Iterator

from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from wethaq.app import app
from wethaq.platform.web.audience import OPT_KEY, Audience

WRITING = {"POST", "PUT", "PATCH", "DELETE"}


def test_every_route_declares_its_audience() -> None:
    silent = [f"{path} {handler}" for path, handler in _handlers() if not _declares(handler)]

    assert silent == []


def test_only_http_is_spoken() -> None:
    """A WebSocket or a mounted app would pass by the guards that forms and pages go through."""
    others = [route for route in app.litestar.routes if not isinstance(route, HTTPRoute)]

    assert [route.path for route in others if "static" not in route.path] == []


def test_forms_come_by_post() -> None:
    """HTML forms know GET and POST; a third method would work with JavaScript only."""
    methods = {
        (path, method)
        for path, handler in _handlers()
        for method in handler.http_methods
        if method in WRITING - {"POST"} and path != "/{path:path}"
    }

    assert methods == set()


def _handlers() -> Iterator[tuple[str, HTTPRouteHandler]]:
    for route in app.litestar.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.http_methods != {"OPTIONS"}:
                    yield route.path, handler


def _declares(handler: HTTPRouteHandler) -> bool:
    return isinstance(handler.opt.get(OPT_KEY), Audience)
