"""The plain writing of a published document, and the blocks it is shown as.

`# ` begins a chapter, `## ` an article, `- ` an item of a list; anything else
is a paragraph. Nothing in it is ever HTML.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "article", "paragraph", "items"]


@dataclass(slots=True)
class Block:
    """A chapter's heading, an article's heading (numbered from 1), a paragraph or a list."""

    kind: BlockKind
    text: str = ""
    article: int | None = None
    items: list[str] = field(default_factory=list)


def parse_blocks(body: str) -> list[Block]:
    """Return the blocks of a text in order; articles are numbered as they come, for citing."""
    blocks: list[Block] = []
    articles = 0
    for line in (raw.strip() for raw in body.splitlines()):
        if line.startswith("## "):
            articles += 1
            blocks.append(Block("article", line[3:].strip(), article=articles))
        elif line.startswith("# "):
            blocks.append(Block("heading", line[2:].strip()))
        elif line.startswith("- "):
            _add_item(blocks, line[2:].strip())
        elif line:
            blocks.append(Block("paragraph", line))
    return blocks


def article_count(body: str) -> int:
    return sum(block.kind == "article" for block in parse_blocks(body))


def fingerprint(*texts: str) -> str:
    """Return the SHA-256 (hex) over the texts in NFC with line ends of one kind, a NUL between them."""
    canonical = (unicodedata.normalize("NFC", text.replace("\r\n", "\n").strip()) for text in texts)
    return hashlib.sha256("\0".join(canonical).encode()).hexdigest()


def _add_item(blocks: list[Block], item: str) -> None:
    if not blocks or blocks[-1].kind != "items":
        blocks.append(Block("items"))
    blocks[-1].items.append(item)
