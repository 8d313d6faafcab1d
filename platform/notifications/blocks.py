"""The parts of a written message, for showing it as a page: paragraphs, buttons, codes, lists."""

import re
from dataclasses import dataclass, field
from typing import Literal

_URL = re.compile(r"https?://[^\s<>\"]+")
_CODE = re.compile(r"[0-9A-Z][0-9A-Z -]{2,22}[0-9A-Z]")
_SPOKEN_CODE = re.compile(r"(?P<lead>[^\n]{1,80}:)\s*(?P<code>[0-9]{3} ?[0-9]{3})")
_SIGNATURE_MARK = "-- "
_LONGEST_LABEL = 42
"""More letters than this are a sentence before the button, not its label."""


@dataclass(frozen=True, slots=True)
class MessageBlock:
    """A part of a message. `lead` is a sentence before a button or a code; `text` a button's label, if it has one."""

    kind: Literal["paragraph", "link", "code", "items", "footer"]
    text: str = ""
    lead: str = ""
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
        return _link(" ".join(lines[:-1]), lines[-1])
    if spoken := _SPOKEN_CODE.fullmatch(part):
        return MessageBlock("code", text=spoken["code"], lead=spoken["lead"])
    if _CODE.fullmatch(part):
        return MessageBlock("code", text=part)
    if all(line.startswith("- ") for line in lines):
        return MessageBlock("items", items=[line[2:] for line in lines])
    return MessageBlock("paragraph", text=part)


def _link(words: str, url: str) -> MessageBlock:
    label = words.rstrip(": ")
    if len(label) > _LONGEST_LABEL:
        return MessageBlock("link", lead=words, url=url)
    return MessageBlock("link", text=label, url=url)
