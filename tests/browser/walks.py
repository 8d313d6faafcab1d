"""Walking the site as each of its people: from link to link, through every route that they may open."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from tests.browser.page_text import PageText, read_page
from tests.site.routes import ROUTES, Route

SAMPLES = 2
"""So many pages of each route a walk looks at in each language."""
DRAWN = ("pdf", "/printout", "/letters/{letter_id:uuid}")
"""Files that take the server a while; one of each will do."""
PREFIXES = {"ar": "", "en": "/en"}
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
GET_ROUTES = sorted(
    (route for route in ROUTES if route.method == "GET"),
    key=lambda route: (len(route.parameters), str(route)),
)
_PATTERNS = [
    (re.compile(_PARAMETER.sub(r"(?P<\1>[^/]+)", route.path) + r"/?"), route) for route in GET_ROUTES
]


def route_of(path: str) -> Route | None:
    """Return the route that answers a plain path; a named one goes before one with parameters."""
    return next((route for pattern, route in _PATTERNS if pattern.fullmatch(path)), None)


def parameters_of(path: str) -> dict[str, str]:
    found = (pattern.fullmatch(path) for pattern, _ in _PATTERNS)
    return next((match.groupdict() for match in found if match), {})


@dataclass(frozen=True)
class Visited:
    """One answer on the walk."""

    path: str
    came_from: str
    status: int
    kind: str
    ended_at: str
    text: PageText | None

    @property
    def is_page(self) -> bool:
        return self.kind == "text/html" and self.status == 200


@dataclass
class Walk:
    """What one person met."""

    visited: dict[str, Visited] = field(default_factory=dict)
    guessed: dict[str, Visited] = field(default_factory=dict)
    """What was tried without a link; most of it is refused, and rightly so."""
    passes_by: frozenset[str] = frozenset()
    """Public addresses that others have looked at often enough."""
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def pages_by_route(self) -> dict[str, str]:
        """Return the plain path of one page for each route that was reached."""
        found: dict[str, str] = {}
        for each in [*self.visited.values(), *self.guessed.values()]:
            route = route_of(plain(each.ended_at))
            if route and each.is_page and not _is_english(each.ended_at):
                found.setdefault(route.path, each.ended_at)
        return found

    def values(self) -> dict[str, set[str]]:
        """Return what the addresses of the walk held, by the name of the parameter."""
        found: dict[str, set[str]] = {}
        for path in self.visited:
            for name, value in parameters_of(plain(path)).items():
                found.setdefault(name, set()).add(value)
        return found

    def wants(self, path: str, language: str) -> bool:
        """Tell whether another page of this route is worth a visit; unknown addresses always are."""
        if path in self.passes_by:
            return False
        route = route_of(plain(path))
        is_drawn = route is not None and route.path.endswith(DRAWN)
        key = (route.path if route else path, "" if is_drawn else language)
        self._seen[key] += 1
        return self._seen[key] <= (1 if is_drawn else SAMPLES)


def walk(window: BrowserContext, starts: Iterable[str], passes_by: Iterable[str] = ()) -> Walk:
    """Follow every link from the starts, in both languages."""
    taken = Walk(passes_by=frozenset(passes_by))
    _follow(taken, window, starts)
    return taken


def guess(taken: Walk, window: BrowserContext) -> None:
    """Try what the ids met on a walk may open, where no link led."""
    for path in _guesses(taken):
        if path not in taken.guessed:
            taken.guessed[path] = _visit(window, path, "a guess")


def is_public(path: str) -> bool:
    """Tell whether everybody is let in to a page."""
    route = route_of(plain(path))
    return route is not None and route.audience is not None and route.audience.is_public


def _guesses(taken: Walk) -> Iterator[str]:
    """Fill the routes that no link led to with the values that other addresses held."""
    reached, values = taken.pages_by_route(), taken.values()
    for route in GET_ROUTES:
        if route.path in reached or not route.parameters <= values.keys():
            continue
        if not route.parameters:
            yield route.path
        else:
            [name, *others] = sorted(route.parameters)
            for value in sorted(values[name]):
                yield route.address({name: value, **{other: min(values[other]) for other in others}})


def _follow(taken: Walk, window: BrowserContext, starts: Iterable[str]) -> None:
    ways = [(prefix + start, "") for prefix in PREFIXES.values() for start in starts]
    known = {way for way, _ in ways}
    while ways:
        path, came_from = ways.pop(0)
        language = "en" if _is_english(path) else "ar"
        if not taken.wants(path.split("?")[0], language):
            continue
        visited = _visit(window, path, came_from)
        taken.visited[path] = visited
        for link in visited.text.links if visited.text else []:
            target = _inside(link)
            if target and target not in known:
                known.add(target)
                ways.append((target, path))


def plain(path: str) -> str:
    """Return the path without language and question mark."""
    path = urlsplit(path).path
    return path.removeprefix("/en") or "/" if _is_english(path) else path


def _is_english(path: str) -> bool:
    return re.match(r"/en(/|$|\?)", path) is not None


def _visit(window: BrowserContext, path: str, came_from: str) -> Visited:
    answer = window.request.get(path, fail_on_status_code=False)
    kind = answer.headers.get("content-type", "").split(";")[0]
    text = read_page(answer.text()) if kind == "text/html" else None
    ended = urlsplit(answer.url)
    visited = Visited(path, came_from, answer.status, kind, ended.path, text)
    answer.dispose()
    return visited


def _inside(link: str) -> str | None:
    """Return an address of the site without its fragment, or None for other places."""
    if not link.startswith("/") or link.startswith(("//", "/static/")):
        return None
    return link.split("#", maxsplit=1)[0]
