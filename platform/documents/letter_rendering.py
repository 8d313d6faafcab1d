"""Letters as PDF, set by Typst with right Arabic shaping.

Data reach the template as one JSON text, never as Typst source, so nothing
that a person typed can act as markup.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
import typst

from wethaq.platform.documents.letter_kinds import LetterContent, letter_kind
from wethaq.platform.documents.letter_words import LETTERS_FOLDER, without_vowel_marks, words_for
from wethaq.platform.documents.policy import grouped_code
from wethaq.platform.localisation import Language, gettext, use_language
from wethaq.platform.localisation.dates import dual_date
from wethaq.platform.settings import Settings, get_settings

_ROOT = Path(__file__).resolve().parents[2]
FONT_FOLDERS = (_ROOT / "node_modules/@expo-google-fonts/amiri", _ROOT / "static/fonts")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_DATE_JOINT = " – "


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a paper an issued letter: number, day, code, and where to check it.

    `check_url` is the public page without the code, e.g. `https://…/check`.
    """

    number: str
    issued_at: datetime
    code: str
    check_url: str


async def render_letter(
    template_name: str,
    context: Mapping[str, Any] | LetterContent,
    language: Language,
    *,
    stamp: Stamp | None = None,
    is_demo: bool = False,
) -> bytes:
    """Return the PDF of a letter in `language`.

    Without a stamp it is a plain paper: no number, no code. Raises
    UnknownLetterKindError, and pydantic's ValidationError for wrong content.
    """
    kind = letter_kind(template_name)
    content = context if isinstance(context, LetterContent) else kind.content.model_validate(context)
    with use_language(language):
        title = gettext(kind.title)
    paper = {
        "language": language,
        "title": title,
        "is_demo": is_demo,
        "contact": _ways_to_reach_us(get_settings(), language),
        "words": words_for(template_name, language),
        "content": _on_paper(content.model_dump(), language),
        **_stamp_values(stamp, language),
    }
    made_at = stamp.issued_at.replace(microsecond=0) if stamp else None
    return await asyncio.to_thread(_compile, template_name, json.dumps(paper, ensure_ascii=False), made_at)


def _ways_to_reach_us(settings: Settings, language: Language) -> list[str]:
    """Return what the foot of every letter says of where we are; only what is set."""
    ways = (settings.contact_address(language), settings.contact_phone, settings.contact_email)
    return [way for way in ways if way]


def _stamp_values(stamp: Stamp | None, language: Language) -> dict[str, Any]:
    if stamp is None:
        return {"number": None, "issued_on": [], "code": None, "check_address": "", "qr": None}
    return {
        "number": stamp.number,
        "issued_on": dual_date(stamp.issued_at, language).split(_DATE_JOINT),
        "code": grouped_code(stamp.code),
        "check_address": _without_scheme(stamp.check_url),
        "qr": _qr_svg(f"{stamp.check_url}/{stamp.code}"),
    }


def _compile(template_name: str, data: str, made_at: datetime | None) -> bytes:
    compiled: bytes = typst.compile(
        LETTERS_FOLDER / f"{template_name}.typ",
        root=LETTERS_FOLDER,
        font_paths=[folder for folder in FONT_FOLDERS if folder.is_dir()],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        timestamp=made_at,
    )
    return compiled


def _on_paper(value: Any, language: Language) -> Any:
    """Write dates in both calendars; drop controls, bidi overrides and vowel marks."""
    if isinstance(value, dict):
        return {key: _on_paper(part, language) for key, part in value.items()}
    if isinstance(value, list):
        return [_on_paper(part, language) for part in value]
    if isinstance(value, (date, datetime)):
        return dual_date(value, language)
    return without_vowel_marks(_INVISIBLE.sub("", value)) if isinstance(value, str) else value


def _qr_svg(address: str) -> str:
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=1, dark="#14302e", light="#ffffff", omitsize=True
    )
    return out.getvalue().decode("utf-8")


def _without_scheme(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"
