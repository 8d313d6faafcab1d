"""The messages of a Typst template: `t("…")`, and `g("…", sex)` for words that differ by sex."""

import re
from typing import Final, NamedTuple

_CALL: Final = re.compile(r'\b(?P<name>[tg])\("(?P<text>(?:[^"\\]|\\.)*)"')


class TypstMessage(NamedTuple):
    """A message and where it stands; a gendered one has three Arabic wordings."""

    line: int
    text: str
    is_gendered: bool


def typst_messages(source: str) -> list[TypstMessage]:
    """Return the messages of a template in the order in which they stand."""
    return [
        TypstMessage(source.count("\n", 0, call.start()) + 1, call["text"], call["name"] == "g")
        for call in _CALL.finditer(source)
    ]
