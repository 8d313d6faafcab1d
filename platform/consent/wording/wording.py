"""The shape of a wording: blocks of plain text that pages and letters lay out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BULLET = "- "
HEADING = "## "


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a text. Blank lines part its blocks; "## " starts a heading, "- " a line of a list."""

    purpose: str
    version: int
    arabic: str
    english: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or a list of lines."""

    kind: Literal["heading", "paragraph", "list"]
    lines: tuple[str, ...]


def blocks_of(body: str) -> Iterator[Block]:
    """Yield the blocks of a body, for whoever lays it out."""
    for chunk in body.strip().split("\n\n"):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        if lines and lines[0].startswith(HEADING):
            yield Block("heading", (lines[0].removeprefix(HEADING),))
        elif lines and lines[0].startswith(BULLET):
            yield Block("list", tuple(line.removeprefix(BULLET) for line in lines))
        elif lines:
            yield Block("paragraph", (" ".join(lines),))
