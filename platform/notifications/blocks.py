"""The parts of a written message, for showing it as a page: paragraphs, buttons, codes, lists."""

import re
from dataclasses import dataclass, field
from typing import Literal

_URL = re.compile(r"https?://[^\s<>\"]+")
_CODE = re.compile(r"[0-9A-Z][0-9A-Z -]{2,22}[0-9A-Z]")
_SIGNATURE_MARK = "-- "


@dataclass(frozen=True, slots=True)
class MessageBlock:
    """A link has the words of its button in `text`; without any it is shown as an address."""

    kind: Literal["paragraph", "link", "code", "items", "footer"]
    text: str = ""
    url: str = ""
    items: list[str] = field(default_factory=list)


def message_blocks(body: str) -> list[MessageBlock]:
    """Read a message back into its parts.

    A paragraph that ends with an address on a line of its own is a button;
    one that is nothing but a short code is shown large; what follows a line
    `-- ` is the footer.
    """
    letter, _, footer = f"{body}\n".partition(f"\n{_SIGNATURE_MARK}\n")
    blocks = [_block(part.strip()) for part in letter.split("\n\n") if part.strip()]
    if footer.strip():
        blocks.append(MessageBlock("footer", text=footer.strip()))
    return blocks


def _block(part: str) -> MessageBlock:
    lines = [line.strip() for line in part.splitlines()]
    if _URL.fullmatch(lines[-1]):
        return MessageBlock("link", text=" ".join(lines[:-1]).rstrip(":： "), url=lines[-1])
    if _CODE.fullmatch(part):
        return MessageBlock("code", text=part)
    if all(line.startswith("- ") for line in lines):
        return MessageBlock("items", items=[line[2:] for line in lines])
    return MessageBlock("paragraph", text=part)
