"""Read the PO files directly: no compiled copy exists that could be out of date."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from wethaq.platform.localisation.languages import Language

FOLDER: Final = Path(__file__).parent
PLURAL_ORDER: Final = ("zero", "one", "two", "few", "many", "other")
"""The CLDR categories in the order of `msgstr[0]` to `msgstr[5]` of an Arabic entry."""

MessageKey = tuple[str | None, str]
"""A message's context and its English text."""


@dataclass(frozen=True)
class Catalogue:
    """All translations of one language, from every part's file."""

    language: Language
    singulars: dict[MessageKey, str] = field(default_factory=dict)
    plurals: dict[MessageKey, tuple[str, ...]] = field(default_factory=dict)

    def singular(self, message: str, context: str | None = None) -> str:
        """Return the translation, or the English where there is none."""
        return self.singulars.get((context, message)) or message

    def plural(self, one: str, many: str, number: int, context: str | None = None) -> str:
        """Return the form that `number` takes in the language, or the English one."""
        forms = self.plurals.get((context, one))
        chosen = forms[plural_index(self.language, number)] if forms else ""
        return chosen or (one if number == 1 else many)


@lru_cache(maxsize=1024)
def plural_index(language: Language, number: int) -> int:
    """Return which `msgstr[…]` speaks of `number` things, by CLDR's rules."""
    return PLURAL_ORDER.index(Locale.parse(language).plural_form(number))


def read_part(path: Path) -> Catalog:
    """Read one part's PO file; a syntax error stops here, not in front of a reader."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name, charset="utf-8", abort_invalid=True)


@cache
def catalogue(language: Language) -> Catalogue:
    """Merge the files of every part; English needs none, since messages are English."""
    merged = Catalogue(language)
    for path in sorted((FOLDER / language).glob("*.po")):
        for entry in read_part(path):
            english, forms = english_of(entry), forms_of(entry)
            if len(english) > 1:
                merged.plurals[entry.context, english[0]] = forms
            elif english[0]:
                merged.singulars[entry.context, english[0]] = forms[0]
    return merged


def english_of(entry: Message) -> tuple[str, ...]:
    """Return an entry's English: one text, or the singular and the plural of a counted one."""
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def forms_of(entry: Message) -> tuple[str, ...]:
    """Return an entry's translation: one text, or each plural form."""
    return (entry.string or "",) if isinstance(entry.string, str | None) else tuple(entry.string)
