"""Find every message of the code and the templates, with the part that says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from babel.messages.extract import extract_from_file

from wethaq.platform.localisation.translation import SEX_CONTEXTS
from wethaq.platform.localisation.typst_messages import typst_messages

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = ("platform", "templates", "matching", "counseling", "awareness", "research", "app.py")
METHODS: Final = {".py": "python", ".html": "jinja2", ".txt": "jinja2", ".typ": "typst"}
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
GENDERED_KEYWORDS: Final[dict[str, Any]] = {"gendered": (1,)}
"""One call stands for three messages: the neutral wording, a woman's and a man's."""


@dataclass(frozen=True)
class FoundMessage:
    """A message where it is said."""

    part: str
    place: str
    text: str
    plural: str | None = None
    context: str | None = None


def find_messages(root: Path = ROOT) -> Iterator[FoundMessage]:
    """Yield every message below `root`, templates and code alike."""
    for path in _source_files(root):
        place = path.relative_to(root)
        for line, text, plural, context in _messages_of(path):
            yield FoundMessage(part_of(place), f"{place}:{line}", text, plural, context)


def part_of(place: Path) -> str:
    """Return the part whose catalogue a file's words belong to.

    `platform/people/forms.py` and `templates/platform/people/…` are *people*;
    what stands directly in `platform/`, layouts, components and error pages are *web*.
    """
    folders = [name for name in place.parts[:-1] if name not in {"platform", "templates"}]
    named = folders[0] if folders else "web"
    return "web" if named in {"layouts", "components", "errors"} else named


def _source_files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        start = root / source
        files: Iterable[Path] = [start] if start.is_file() else sorted(start.rglob("*"))
        yield from (path for path in files if path.suffix in METHODS and path.is_file())


def _messages_of(path: Path) -> Iterator[tuple[int, str, str | None, str | None]]:
    method = METHODS[path.suffix]
    if method == "typst":
        yield from _messages_of_letter(path)
        return
    options = {"silent": "false", "newstyle_gettext": "true"} if method == "jinja2" else {}
    for line, message, _, context in extract_from_file(method, path, KEYWORDS, options=options):
        one, many = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
        yield line, one, many, context
    for line, message, _, _ in extract_from_file(method, path, GENDERED_KEYWORDS, options=options):
        text = message[0] if isinstance(message, tuple) else message
        yield from ((line, text, None, context) for context in (None, *SEX_CONTEXTS.values()))


def _messages_of_letter(path: Path) -> Iterator[tuple[int, str, str | None, str | None]]:
    for line, text, is_gendered in typst_messages(path.read_text("utf-8")):
        contexts = (None, *SEX_CONTEXTS.values()) if is_gendered else (None,)
        yield from ((line, text, None, context) for context in contexts)
