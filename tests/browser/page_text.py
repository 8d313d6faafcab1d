"""What a page says and where it leads, read from its HTML.

Words of people (names, messages, file names) and codes stand in `<bdi>`, in
fields, or under a `dir` or `lang` of their own: they may be in any language,
and everything else must be in the page's. Titles and options can't be marked up.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "svg", "noscript", "textarea", "code", "title", "option"})
VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "wbr", "source", "use", "path"})
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
SPOKEN_ATTRIBUTES = ("aria-label", "placeholder", "alt", "title")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_ARABIC = re.compile(r"[\u0621-\u064a]{2,}")
KNOWN_IN_BOTH = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+|\b[A-Z]{1,3}-[\w-]+|\b(?:PDF|JPEG|PNG|WebP|JSON|SHA-256|IBM|AGPL|QR|Ed25519|UTC|MB|WCAG|AA|Esc)\b"
    r"|\b[0-9A-F]{4,}\b|\b[TSHGR]\d\b"
)
"""Addresses, numbers, and names of formats, which are the same in every language."""


@dataclass
class PageText:
    """The page's language, its links, and the words that ought to be in its language."""

    language: str = ""
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def foreign_words(self) -> list[str]:
        wrong = _LATIN if self.language == "ar" else _ARABIC
        texts = (KNOWN_IN_BOTH.sub(" ", text) for text in self.words)
        return [text.strip() for text in texts if wrong.search(text)]


def read_page(html: str) -> PageText:
    reader = _Reader()
    reader.feed(html)
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self._stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.page.language = named.get("lang", "")
        if tag == "a" and "href" in named and "hreflang" not in named:
            self.page.links.append(named["href"])
        is_others = (
            tag in SILENT | {"bdi"}
            or named.get("lang", self.page.language) != self.page.language
            or named.get("dir", DIRECTIONS.get(self.page.language)) != DIRECTIONS.get(self.page.language)
        )
        is_quiet = self._is_quiet or is_others
        if not is_quiet:
            self.page.words += [named[name] for name in SPOKEN_ATTRIBUTES if named.get(name)]
        if tag not in VOID:
            self._stack.append((tag, is_quiet))

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_quiet and data.strip():
            self.page.words.append(data)

    @property
    def _is_quiet(self) -> bool:
        return bool(self._stack) and self._stack[-1][1]
