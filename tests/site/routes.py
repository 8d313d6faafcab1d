"""Every route of the site, read off the running app, with addresses that lead to something."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wethaq.app import app
from wethaq.platform.web.audience import OPT_KEY, Audience

METHODS = ("GET", "POST")
_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True)
class Route:
    """One method of one address; `path` still holds its parameters."""

    method: str
    path: str
    audience: Audience | None

    def address(self, known: Mapping[str, str]) -> str:
        """Return the address with its parameters filled; unknown ones get a value that leads nowhere."""
        return _PARAMETER.sub(lambda found: known.get(found[1], _nowhere(found[2])), self.path)

    @property
    def parameters(self) -> set[str]:
        return {name for name, _ in _PARAMETER.findall(self.path)}

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _nowhere(kind: str | None) -> str:
    return "00000000-0000-4000-8000-000000000000" if kind == "uuid" else "nowhere"


def all_routes() -> Iterator[Route]:
    """Yield what people can reach; the catch-all and the static files have tests of their own."""
    for route in app.litestar.routes:
        for handler in getattr(route, "route_handlers", ()):
            if route.path.startswith("/static") or route.path == "/{path:path}":
                continue
            audience = handler.opt.get(OPT_KEY)
            for method in METHODS:
                if method in handler.http_methods:
                    yield Route(method, route.path, audience)


ROUTES = sorted(all_routes(), key=str)
