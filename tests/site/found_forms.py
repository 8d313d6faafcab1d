"""Every form that somebody finds by following the links of the site."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from tests.client import BASE_URL, Client
from tests.site.naughty_strings import Naughty

PAGES_AT_MOST = 400
ALIKE_AT_MOST = 3
"""So many pages that differ only in the id in their address are looked at."""

TOKEN = "csrf_token"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{40,}")
_LEAVE = ("/static/", "/files/", "/signed-out", "/demo", ".pdf", ".json", "/printout", "/letters/")
_CHOSEN = {"radio", "checkbox", "select", "hidden"}
_PLAUSIBLE = {"_day": "2", "_month": "3", "_year": "1415", "mobile": "0500000917", "email": "a@example.org"}

Values = dict[str, list[Naughty]]


@dataclass
class Field:
    """One name of a form, with what a browser would offer to choose."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        return self.kind not in _CHOSEN

    def plausible(self) -> str:
        """Return what somebody might send who means well."""
        if given := [value for value in self.values if value]:
            return given[0]
        return next((text for end, text in _PLAUSIBLE.items() if self.name.endswith(end)), "نص معقول")


@dataclass
class FoundForm:
    """Where a form goes and what it asks for."""

    action: str
    is_multipart: bool = False
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def pattern(self) -> str:
        return _ID.sub("…", urlsplit(self.action).path)

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        return self.pattern, frozenset(self.fields)

    def filled(self, naughty: Naughty, way: int) -> Values:
        """Put the string everywhere (0), into all that is typed (1), or into one typed field (2 and on)."""
        typed = [name for name, each in self.fields.items() if each.is_typed] or list(self.fields)
        if way == 0:
            targets = set(self.fields)
        elif way == 1:
            targets = set(typed)
        else:
            targets = {typed[way % len(typed)]} if typed else set()
        return {
            name: [naughty if name in targets else each.plausible()] for name, each in self.fields.items()
        } | {"no_such_field": [naughty]}


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.links: list[str] = []
        self.forms: list[FoundForm] = []
        self._form: FoundForm | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(urljoin(self.base, values.get("href", "")))
        elif tag == "form":
            self._begin(values)
        elif tag == "option" and self._select is not None:
            self._select.values.append(values.get("value", ""))
        elif tag in {"input", "textarea", "select", "button"} and self._form and values.get("name"):
            self._take(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            self.forms.append(self._form)
            self._form = None
        elif tag == "select":
            self._select = None

    def _begin(self, values: dict[str, str]) -> None:
        if values.get("method", "get").lower() == "post":
            action = urljoin(self.base, values.get("action") or self.base)
            self._form = FoundForm(action, values.get("enctype", "").startswith("multipart"))

    def _take(self, tag: str, values: dict[str, str]) -> None:
        assert self._form
        name = values["name"]
        if name == TOKEN:
            return
        kind = values.get("type", "text") if tag == "input" else "hidden" if tag == "button" else tag
        found = self._form.fields.setdefault(name, Field(name, kind))
        if "value" in values:
            found.values.append(values["value"])
        self._select = found if tag == "select" else self._select


def forms_on(page: httpx.Response) -> list[FoundForm]:
    """Return the forms of one page, which may be the answer to another form."""
    reader = _Reader(str(page.url))
    reader.feed(page.text)
    return reader.forms


async def find_forms(browser: Client, starts: Iterable[str]) -> list[FoundForm]:
    """Follow every link from the given pages on; return each form once, however often it is shown."""
    waiting, seen, alike = list(starts), set(starts), dict[str, int]()
    found: dict[tuple[str, frozenset[str]], FoundForm] = {}
    while waiting and len(seen) < PAGES_AT_MOST:
        path = waiting.pop(0)
        page = await browser.get(path)
        assert page.status_code < 500, path
        if page.has_redirect_location:
            waiting += _new([urljoin(f"{BASE_URL}{path}", page.headers["location"])], seen, alike)
        if not page.headers.get("content-type", "").startswith("text/html"):
            continue
        reader = _Reader(f"{BASE_URL}{path}")
        reader.feed(page.text)
        for form in reader.forms:
            found.setdefault(form.key, form)
        waiting += _new(reader.links, seen, alike)
    return list(found.values())


def _new(links: Iterable[str], seen: set[str], alike: dict[str, int]) -> list[str]:
    fresh = []
    for link in links:
        parts = urlsplit(urldefrag(link).url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc != urlsplit(BASE_URL).netloc or path in seen or parts.path.startswith("/en"):
            continue
        if any(part in path for part in _LEAVE):
            continue
        pattern = _ID.sub("…", parts.path)
        alike[pattern] = alike.get(pattern, 0) + 1
        if alike[pattern] <= ALIKE_AT_MOST:
            seen.add(path)
            fresh.append(path)
    return fresh
