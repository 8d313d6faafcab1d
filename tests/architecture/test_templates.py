"""What every page keeps to: its forms are protected, and nothing in it needs a weaker policy of content."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.architecture.source_tree import ROOT, templates

TEMPLATES = templates()
POST_FORM = re.compile(r"<form\b[^>]*method=\"?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+=", re.IGNORECASE),
    "an hx-on": re.compile(r"\bhx-on\b", re.IGNORECASE),
}
ELSEWHERE = re.compile(r"\b(?:src|srcset|poster)=[\"']?(?:https?:)?//", re.IGNORECASE)
BARE_ADDRESS = re.compile(r"\b(?:href|action|hx-get|hx-post)=\"/")
UNESCAPED = re.compile(r"(?<![\"'])\|\s*safe\b|autoescape\s+false")
"""A quoted constant of our own may be marked as safe; nothing that comes from elsewhere."""
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)

MAILS = ROOT / "templates/messages"
"""Mail programs read inline styles only; the content policy doesn't concern them."""

MARKED_SAFE = {"components/choices.html": "attributes that our own macro has written and escaped"}

every_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)


@every_template
def test_it_can_be_read(path: Path) -> None:
    Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(_text(path))


@every_template
def test_every_form_that_writes_carries_its_token(path: Path) -> None:
    bare = [form for form in POST_FORM.findall(_text(path)) if "csrf_field()" not in form]

    assert bare == []


@every_template
def test_nothing_stands_inline(path: Path) -> None:
    if path.is_relative_to(MAILS):
        return

    assert [what for what, pattern in INLINE.items() if pattern.search(_text(path))] == []


@every_template
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    assert ELSEWHERE.findall(_text(path)) == []


@every_template
def test_addresses_keep_the_language(path: Path) -> None:
    """A bare `/path` would lead an English reader to the Arabic page: `url()` adds the prefix."""
    assert BARE_ADDRESS.findall(_text(path)) == []


@every_template
def test_nothing_is_left_unescaped(path: Path) -> None:
    if path.relative_to(ROOT / "templates").as_posix() in MARKED_SAFE:
        return

    assert UNESCAPED.findall(_text(path)) == []


def _text(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))
