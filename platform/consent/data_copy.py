"""A copy of my data: each part hands over what it holds of a person, as JSON and as PDF.

A part that keeps personal data registers one function; a test of the house
compares the list of parts with tables of personal data with this registry.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.documents.letter_kinds import DataSection, LabelledValue, MyData
from wethaq.platform.documents.letter_rendering import render_letter
from wethaq.platform.localisation import Language, gettext, use_language
from wethaq.platform.people import service as people
from wethaq.platform.settings import get_settings

FORMAT = "wethaq-data-copy-1"


@dataclass(frozen=True, slots=True)
class ExportSection:
    """One heading of the copy and its facts, each a label (msgid) and a value in plain words.

    `records` holds several things of a kind (requests, messages), each a list of facts.
    """

    title: str
    records: Sequence[Sequence[tuple[str, str]]]
    purpose: str | None = None


class Export(Protocol):
    """What a part offers: everything it holds of one person, opened, in the active language."""

    def __call__(self, person_id: UUID, *, now: datetime) -> Awaitable[Sequence[ExportSection]]: ...


@dataclass(frozen=True, slots=True)
class DataCopy:
    """The whole copy, in one language."""

    made_at: datetime
    sections: tuple[tuple[str, ExportSection], ...]
    """Pairs of the part's name and a section."""


_exports: dict[str, Export] = {}


def register_export(part: str, export: Export | Callable[..., Awaitable[Sequence[ExportSection]]]) -> None:
    """Have a part contribute to every copy; the order of registration is the order on paper."""
    _exports[part] = export


def registered_parts() -> frozenset[str]:
    """Return the parts that contribute, for the test that nobody is forgotten."""
    return frozenset(_exports)


async def collect_copy(person_id: UUID, language: Language, *, actor: Actor, now: datetime) -> DataCopy:
    """Gather the copy for the person (the caller has checked that it is theirs), and note that it was made."""
    sections: list[tuple[str, ExportSection]] = []
    with use_language(language):
        for part, export in _exports.items():
            sections += [(part, section) for section in await export(person_id, now=now)]
    await audit.record("consent.data_copied", person_id, actor=actor, now=now, person_id=person_id)
    return DataCopy(now, tuple(sections))


def as_json(copy: DataCopy) -> bytes:
    """Return the copy for other systems: parts, sections, records of label and value."""
    document = {
        "format": FORMAT,
        "made_at": copy.made_at.isoformat(),
        "sections": [
            {
                "part": part,
                "title": section.title,
                "purpose": section.purpose,
                "records": [dict(record) for record in section.records],
            }
            for part, section in copy.sections
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


async def as_pdf(copy: DataCopy, person_id: UUID, language: Language) -> bytes:
    """Return the copy for reading and printing."""
    person = await people.get_person(person_id)
    with use_language(language):
        content = MyData(
            sex=person.sex.value,
            made_at=copy.made_at,
            sections=[_paper_section(section) for _, section in copy.sections],
        )
    return await render_letter("my_data", content, language, is_demo=get_settings().is_demo)


def _paper_section(section: ExportSection) -> DataSection:
    rows = [
        LabelledValue(label=gettext(label), value=value)
        for record in section.records
        for label, value in record
    ]
    return DataSection(
        title=gettext(section.title), purpose=gettext(section.purpose) if section.purpose else None, rows=rows
    )
