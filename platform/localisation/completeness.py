"""Prove the Arabic complete: `python -m wethaq.platform.localisation.completeness [part …]`.

It prints what is wrong, and the entries that are missing ready to be filled
in; it ends with 1 when there is anything to do.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Message

from wethaq.platform.localisation.catalogues import (
    FOLDER,
    PLURAL_ORDER,
    MessageKey,
    english_of,
    forms_of,
    read_part,
)
from wethaq.platform.localisation.extraction import FoundMessage, find_messages

ARABIC: Final = FOLDER / "ar"
_FILE_WORDS: Final = {"PDF", "JPEG", "PNG", "WebP", "JSON", "HTML", "QR", "SHA", "UTF", "Ed25519"}
_ADDRESS_WORDS: Final = {"https", "www", "wethaq", "sa", "org", "com", "name", "example", "mail"}
ALLOWED_LATIN: Final = frozenset({"W", "Esc", *_FILE_WORDS, *_ADDRESS_WORDS})
"""The few Latin words that an Arabic reader meets on the page itself: file formats, a key, an example."""
COUNTS: Final = frozenset({"num", "count", "number"})
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
_NOT_WORDS: Final = re.compile(rf"{PLACEHOLDER.pattern}|<[^>]*>|&\w+;")
_LATIN_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_WRONG_MARK: Final = re.compile(r"[\u0600-\u06ff]\s*[,;?]")


def arabic_entries() -> Iterator[tuple[Path, Message]]:
    """Yield every entry of every part's Arabic file."""
    for path in sorted(ARABIC.glob("*.po")):
        yield from ((path, entry) for entry in read_part(path) if entry.id)


def missing_messages(found: Iterable[FoundMessage]) -> list[FoundMessage]:
    """Return the messages that an Arabic reader would see in English."""
    complete = {_key(entry) for _, entry in arabic_entries() if all(forms_of(entry))}
    needed = {(message.context, message.text, message.plural): message for message in found}
    missing = [message for message in needed.values() if _needed_key(message) not in complete]
    return sorted(missing, key=lambda message: (message.part, message.place))


def conflicting_messages() -> list[str]:
    """Return messages that two parts' files translate differently."""
    known: dict[MessageKey, tuple[Path, tuple[str, ...]]] = {}
    conflicts = []
    for path, entry in arabic_entries():
        first_path, strings = known.setdefault(_plain_key(entry), (path, forms_of(entry)))
        if strings != forms_of(entry):
            conflicts.append(f"{first_path.stem} and {path.stem}: {entry.id!r}")
    return conflicts


def stale_messages(found: Iterable[FoundMessage]) -> list[str]:
    """Return translations of words that nobody says any more."""
    said = {_needed_key(message) for message in found}
    return [f"{path.stem}: {entry.id!r}" for path, entry in arabic_entries() if _key(entry) not in said]


def faulty_translations() -> list[str]:
    """Return translations that lose a placeholder or a plural form, or aren't quite Arabic."""
    return [
        f"{path.stem}: {entry.id!r}: {fault}"
        for path, entry in arabic_entries()
        for fault in (*_placeholder_faults(entry), *_wording_faults(entry))
    ]


def _key(entry: Message) -> tuple[str | None, str, bool]:
    context, text = _plain_key(entry)
    return context, text, len(english_of(entry)) > 1


def _plain_key(entry: Message) -> MessageKey:
    return entry.context, english_of(entry)[0]


def _needed_key(message: FoundMessage) -> tuple[str | None, str, bool]:
    return message.context, message.text, message.plural is not None


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def _placeholder_faults(entry: Message) -> Iterator[str]:
    """Allow a counted form to leave its number out («يومان»); nothing else may be lost or invented."""
    english, forms = english_of(entry), forms_of(entry)
    is_counted = len(english) > 1
    if is_counted and len(forms) != len(PLURAL_ORDER):
        yield f"{len(forms)} plural forms instead of {len(PLURAL_ORDER)}"
    wanted, may_drop = _placeholders(english[-1]), COUNTS if is_counted else frozenset()
    for text in forms:
        given = _placeholders(text)
        if given - wanted or wanted - given - may_drop:
            yield f"placeholders differ in {text!r}"


def _wording_faults(entry: Message) -> Iterator[str]:
    for text in forms_of(entry):
        words = _NOT_WORDS.sub(" ", text)
        for word in sorted(set(_LATIN_WORD.findall(words)) - ALLOWED_LATIN):
            yield f"the Latin word {word!r}"
        if _WRONG_MARK.search(words):
            yield f"a Latin comma, semicolon or question mark in {text!r}"


def _as_entry(message: FoundMessage) -> str:
    lines = [f"#: {message.place}"]
    if message.context:
        lines.append(f"msgctxt {_quoted(message.context)}")
    lines.append(f"msgid {_quoted(message.text)}")
    if message.plural is None:
        return "\n".join([*lines, 'msgstr ""', ""])
    forms = [f'msgstr[{index}] ""' for index in range(len(PLURAL_ORDER))]
    return "\n".join([*lines, f"msgid_plural {_quoted(message.plural)}", *forms, ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main(parts: list[str]) -> int:
    """Print what the Arabic lacks, for the named parts or for all."""
    found = list(find_messages())
    missing = [message for message in missing_messages(found) if not parts or message.part in parts]
    faults = [*conflicting_messages(), *stale_messages(found), *faulty_translations()]
    for part in sorted({message.part for message in missing}):
        entries = [_as_entry(message) for message in missing if message.part == part]
        _say(f"# {len(entries)} missing in catalogues/ar/{part}.po\n", *entries)
    _say(*(f"# {fault}" for fault in faults))
    return 1 if missing or faults else 0


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
