"""Addresses: within the site, in the reader's language, and never outside."""

from urllib.parse import urlsplit

from wethaq.platform.localisation import Language
from wethaq.platform.web.language_prefix import ENGLISH_PREFIX, split_language
from wethaq.platform.web.visit import current_visit


def url(path: str, language: Language | None = None) -> str:
    """Return the address of a page in the reader's language (or in `language`)."""
    language = language or current_visit().language
    if language == "ar":
        return path
    return ENGLISH_PREFIX if path == "/" else ENGLISH_PREFIX + path


def same_page_in(language: Language) -> str:
    """Return the address of this very page in another language, query included."""
    visit = current_visit()
    address = url(visit.path, language)
    return f"{address}?{visit.query}" if visit.query else address


def safe_next(target: str | None, otherwise: str) -> str:
    """Return where to go next, refusing every address that leads off the site.

    Browsers read a backslash as a slash and drop tabs and line breaks, so
    those are refused as well (OWASP, unvalidated redirects).
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    if "\\" in target or any(ord(character) < 0x20 for character in target):
        return otherwise
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return otherwise
    _, path = split_language(parts.path)
    return f"{path}?{parts.query}" if parts.query else path
