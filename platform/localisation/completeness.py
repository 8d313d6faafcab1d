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

from wethaq.platform.localisation.catalogues import FOLDER, PLURAL_ORDER, MessageKey, read_part
from wethaq.platform.localisation.extraction import FoundMessage, find_messages

ARABIC: Final = FOLDER / "ar"
ALLOWED_LATIN: Final = frozenset(
    "W PDF JPEG PNG WebP JSON QR SHA HTML Ed25519 Esc MB www wethaq sa org com name example mail".split()
)
"""The few Latin words that an Arabic reader meets on the page itself: file formats, a key, an example."""
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
    complete = {_key(entry) for _, entry in arabic_entries() if all(_strings(entry))}
    needed = {(message.context, message.text, message.plural): message for message in found}
    missing = [message for message in needed.values() if _needed_key(message) not in complete]
    return sorted(missing, key=lambda message: (message.part, message.place))


def conflicting_messages() -> list[str]:
    """Return messages that two parts' files translate differently."""
    known: dict[MessageKey, tuple[Path, list[str]]] = {}
    conflicts = []
    for path, entry in arabic_entries():
        first_path, strings = known.setdefault(_plain_key(entry), (path, _strings(entry)))
        if strings != _strings(entry):
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
    return context, text, isinstance(entry.id, tuple)


def _plain_key(entry: Message) -> MessageKey:
    return entry.context, entry.id[0] if isinstance(entry.id, tuple) else entry.id


def _needed_key(message: FoundMessage) -> tuple[str | None, str, bool]:
    return message.context, message.text, message.plural is not None


def _strings(entry: Message) -> list[str]:
    return list(entry.string) if isinstance(entry.string, tuple | list) else [str(entry.string)]


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def _placeholder_faults(entry: Message) -> Iterator[str]:
    """A counted form may leave its number out («يومان»); nothing else may be lost or invented."""
    if isinstance(entry.id, tuple):
        wanted, may_drop = _placeholders(entry.id[1]), {"num", "count", "number"}
        if len(_strings(entry)) != len(PLURAL_ORDER):
            yield f"{len(_strings(entry))} plural forms instead of {len(PLURAL_ORDER)}"
    else:
        wanted, may_drop = _placeholders(entry.id), set()
    for text in _strings(entry):
        given = _placeholders(text)
        if given - wanted or wanted - given - may_drop:
            yield f"placeholders differ in {text!r}"


def _wording_faults(entry: Message) -> Iterator[str]:
    for text in _strings(entry):
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
        print(f"# {len(entries)} missing in catalogues/ar/{part}.po\n", *entries, sep="\n")
    print(*(f"# {fault}" for fault in faults), sep="\n")
    return 1 if missing or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
