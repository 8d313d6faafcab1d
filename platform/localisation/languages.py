"""The two languages, and which one the running task speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal

Language = Literal["ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ar", "en")
DEFAULT_LANGUAGE: Final[Language] = "ar"

_active: ContextVar[Language] = ContextVar("language", default=DEFAULT_LANGUAGE)


def active_language() -> Language:
    """Return the language of the running task; Arabic unless someone chose English."""
    return _active.get()


@contextmanager
def use_language(language: Language) -> Iterator[None]:
    """Speak `language` inside the block: a request in the URL's, a message in its reader's."""
    token = _active.set(language)
    try:
        yield
    finally:
        _active.reset(token)


def direction(language: Language | None = None) -> Literal["rtl", "ltr"]:
    """Return the writing direction of a language, of the active one by default."""
    return "rtl" if (language or active_language()) == "ar" else "ltr"
