"""Message templates put in words, in the reader's language.

`templates/messages/<kind>.txt`: the first line is the subject, a blank line,
then the e-mail. `templates/messages/<kind>.sms.txt`: the text message; it may
begin with `{# quiet #}` when it says nothing of what it is about. Without
one, the text message only says that there is a message (docs/messages.md).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateNotFound

from wethaq.platform.actors import Channel
from wethaq.platform.localisation import Language, dates, gettext, install_in, use_language
from wethaq.platform.localisation.digits import DigitShapes, number_text, use_digits
from wethaq.platform.notifications.errors import UnknownMessageKindError
from wethaq.platform.notifications.policy import MAX_SMS_PARTS, Loudness, sms_parts
from wethaq.platform.settings import get_settings
from wethaq.platform.web.links import url
from wethaq.platform.web.rendering import TEMPLATES

FOLDER = TEMPLATES / "messages"
FOLDERS = (FOLDER,)
BARE_NAMES = frozenset({"link", "path", "code"})
"""Values that are copied or followed as they stand, so no isolate may stick to them."""
QUIET_MARK = "{# quiet #}"

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_CONTROLS = re.compile("[\x00-\x1f\x7f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """A message in words; a text message has no subject."""

    subject: str
    body: str


def compose(
    kind: str,
    channel: Channel,
    context: Mapping[str, Any],
    *,
    language: Language,
    loudness: Loudness = Loudness.FULL,
    digits: DigitShapes = DigitShapes.ASCII,
) -> Words:
    """Put a message of `kind` in words. Raises UnknownMessageKindError.

    Dates and numbers come in the reader's digits, whatever those of whoever
    caused the message; codes and reference numbers stay as they are typed.

    Every typed value loses line breaks and direction marks and is isolated,
    so that it can't add a line, a header or another direction.
    """
    values = {name: _safe(name, value) for name, value in context.items()}
    values.setdefault("reader_sex", None)
    with use_language(language), use_digits(digits):
        if channel is Channel.SMS:
            return Words("", _text_message(kind, values, language, loudness))
        return _letter(kind, values, language)


def site_link(path: str, language: Language) -> str:
    """Return the full address of a page of the site in the reader's language."""
    return urljoin(get_settings().base_url, url(path, language))


def message_kinds() -> list[str]:
    """Return the kinds that have a template."""
    return sorted(
        path.stem
        for path in FOLDER.glob("*.txt")
        if not path.name.startswith("_") and not path.name.endswith(".sms.txt")
    )


def _letter(kind: str, values: dict[str, Any], language: Language) -> Words:
    text = _render(f"{kind}.txt", values, language)
    subject, _, body = text.partition("\n")
    footer = _render("_footer.txt", values, language)
    return Words(subject.strip(), f"{body.strip()}\n\n{footer}")


def _text_message(kind: str, values: dict[str, Any], language: Language, loudness: Loudness) -> str:
    name = f"{kind}.sms.txt"
    source = _source(name)
    if source is None and _source(f"{kind}.txt") is None:
        raise UnknownMessageKindError
    if loudness is Loudness.SILENT and not (source or "").startswith(QUIET_MARK):
        return gettext("You have a new message in your file.")
    if source is not None and sms_parts(text := _render(name, values, language)) <= MAX_SMS_PARTS:
        return text
    return (
        gettext("You have a new message in your file. Sign in to read it:")
        + "\n"
        + site_link("/my-file", language)
    )


def _source(name: str) -> str | None:
    found = next((folder / name for folder in FOLDERS if (folder / name).is_file()), None)
    return found.read_text("utf-8") if found else None


def _render(name: str, values: dict[str, Any], language: Language) -> str:
    try:
        template = ENVIRONMENT.get_template(name)
    except TemplateNotFound as error:
        raise UnknownMessageKindError from error
    text = template.render(**values, link_to=lambda path: site_link(path, language))
    return _BLANK_LINES.sub("\n\n", text).strip()


def _safe(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = _CONTROLS.sub(" ", value).strip()
    if name in BARE_NAMES or name.endswith(("_link", "_path")) or not plain:
        return plain
    return f"{_FIRST_STRONG_ISOLATE}{plain}{_POP_ISOLATE}"


def _date_and_time(moment: datetime) -> str:
    return f"{dates.dual_date(moment)}، {dates.time_text(moment)}"


def _dual_date(moment: date | datetime | None) -> str:
    return "" if moment is None else dates.dual_date(moment)


def _make_environment() -> Environment:
    """Return the environment of messages: plain text, so nothing is escaped here."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=False,  # noqa: S701 - plain text; `mail.html` escapes what becomes HTML.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=get_settings().is_development,
    )
    install_in(environment)
    environment.filters.update(
        dual_date=_dual_date, date_and_time=_date_and_time, time=dates.time_text, number=number_text
    )
    return environment


ENVIRONMENT = _make_environment()
