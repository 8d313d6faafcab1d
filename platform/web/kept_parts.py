"""Parts of pages that are the same for everybody, drawn once and kept: icons, the brand, the foot of the site.

What is kept knows no visitor: it is drawn where there is none, so nothing of
whoever came first can be in it. In development, where templates change under the process,
only icons are kept, by the address of their sprite.
"""

from collections.abc import Callable
from contextvars import Context
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from wethaq.platform.localisation import Language, active_language, use_language
from wethaq.platform.settings import get_settings
from wethaq.platform.web.assets import asset
from wethaq.platform.web.visit import Visit, set_visit

TURNED_IN_ARABIC = (
    "arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-", "reply", "send", "undo", "redo",
)  # fmt: skip
"""Drawn for English and mirrored in Arabic."""


def icon(name: str, label: str | None = None) -> Markup:
    """Draw an icon of the sprite; decorative unless it has a label."""
    sprite = asset("icons.svg")
    return _labelled(name, label, sprite) if label else _decorative(name, sprite)


def keeper(environment: Environment) -> Callable[[str], Markup]:
    """Return `drawn_once(name)`: a template without a visitor, drawn once for each language."""

    @lru_cache(maxsize=64)
    def drawn(name: str, language: Language) -> Markup:
        return Context().run(_draw, environment, name, language)

    def drawn_once(name: str) -> Markup:
        draw: Any = drawn.__wrapped__ if get_settings().is_development else drawn
        part: Markup = draw(name, active_language())
        return part

    return drawn_once


def _draw(environment: Environment, name: str, language: Language) -> Markup:
    set_visit(Visit(language=language))
    with use_language(language):
        return Markup(environment.get_template(name).render())  # noqa: S704 - the environment escapes


@lru_cache(maxsize=1024)
def _decorative(name: str, sprite: str) -> Markup:
    return _svg(name, sprite, Markup(' aria-hidden="true"'))


def _labelled(name: str, label: str, sprite: str) -> Markup:
    return _svg(name, sprite, Markup(' role="img" aria-label="{}"').format(label))


def _svg(name: str, sprite: str, meaning: Markup) -> Markup:
    turns = " data-directional" if name.startswith(TURNED_IN_ARABIC) else ""
    use = f'<use href="{sprite}#{escape(name)}"/>'
    return Markup(f'<svg class="icon"{turns}{meaning}>{use}</svg>')  # noqa: S704 - name and label are escaped
