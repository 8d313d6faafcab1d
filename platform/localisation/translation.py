"""Translate the words of the code and the templates into the active language."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Protocol

from jinja2 import Environment
from markupsafe import Markup

from wethaq.platform.localisation.catalogues import catalogue
from wethaq.platform.localisation.languages import Language, active_language

KEPT_MESSAGES: Final = 8192
"""All of both languages; they come from templates and constants, never from what somebody typed."""
SEX_CONTEXTS: Final = {"female": "feminine", "male": "masculine"}
"""How the PO files name the wording for a reader whose sex the page knows."""


class _Internationalised(Protocol):
    """What Jinja's i18n extension adds to an environment."""

    def install_gettext_callables(self, *callables: object, **options: object) -> None: ...


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marked message
    """Mark a message that is translated later, where it is shown."""
    return message


def gettext(message: str, **params: object) -> str:
    """Translate; `%(name)s` or `{name}` is filled from `params`, which are never translated."""
    return _filled(_singular(message), params)


def pgettext(context: str, message: str, **params: object) -> str:
    """Translate a message whose Arabic depends on where it stands."""
    return _filled(_singular_in(context, message), params)


def ngettext(one: str, many: str, number: int, **params: object) -> str:
    """Translate a counted message; `%(num)s` is the number unless `params` says otherwise."""
    return _filled(_plural(one, many, number), {"num": number, **params})


def npgettext(context: str, one: str, many: str, number: int, **params: object) -> str:
    """Translate a counted message whose Arabic depends on where it stands."""
    return _filled(_plural_in(context, one, many, number), {"num": number, **params})


def gendered(message: str, sex: str | None, **params: object) -> str:
    """Address a woman as a woman and a man as a man; neutrally when we don't know.

    The catalogue holds three Arabic wordings of such a message: a plain one
    and those under the contexts "feminine" and "masculine".
    """
    context = SEX_CONTEXTS.get(sex or "")
    return pgettext(context, message, **params) if context else gettext(message, **params)


def install_in(environment: Environment) -> None:
    """Give templates `_`, `gettext`, `ngettext`, `pgettext`, `{% trans %}` and `gendered`.

    Jinja fills the placeholders itself, so that values are escaped; it gets
    the bare look-ups. A literal per cent sign in a template's message is `%%`.
    """
    environment.add_extension("jinja2.ext.i18n")
    i18n: _Internationalised = environment  # type: ignore[assignment]  # the extension's method
    i18n.install_gettext_callables(
        _singular, _plural, newstyle=True, pgettext=_singular_in, npgettext=_plural_in
    )
    translate = _translator(Markup if environment.autoescape else str)
    environment.globals.update(_=translate, gettext=translate, gendered=gendered)


def _translator(wrap: Callable[[str], str]) -> Callable[..., str]:
    """Return `_` as templates of one kind call it, some hundred times a page.

    It fills as Jinja's own does, which looks every message up anew and wraps it.
    """

    @lru_cache(maxsize=KEPT_MESSAGES)
    def found(language: Language, message: str) -> str:
        return wrap(catalogue(language).singular(message))

    @lru_cache(maxsize=KEPT_MESSAGES)
    def found_bare(language: Language, message: str) -> str:
        return found(language, message) % {}

    def translate(message: str, **params: object) -> str:
        language = active_language()
        return found(language, message) % params if params else found_bare(language, message)

    return translate


def _filled(text: str, params: Mapping[str, object]) -> str:
    """Fill both styles: Jinja insists on `%(name)s`, errors are easier to write with `{name}`."""
    if not params:
        return text
    return text.format_map(params) if "{" in text else text % params


def _singular(message: str) -> str:
    return catalogue(active_language()).singular(message)


def _plural(one: str, many: str, number: int) -> str:
    return catalogue(active_language()).plural(one, many, number)


def _singular_in(context: str, message: str) -> str:
    return catalogue(active_language()).singular(message, context)


def _plural_in(context: str, one: str, many: str, number: int) -> str:
    return catalogue(active_language()).plural(one, many, number, context)
