"""What the services show in "my file": each its own section, handed over by app.py."""

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wethaq.platform.actors import Actor
from wethaq.platform.portal.next_step import NextAct


@dataclass(frozen=True, slots=True)
class FileLine:
    """One thing of the reader's own, in words that are ready to be shown; `tone` is that of its tag."""

    title: str
    path: str
    tag: str
    tone: str
    facts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FileSection:
    """A section of "my file"; `next_act` is what the service would have the reader look at first."""

    key: str
    title: str
    lines: Sequence[FileLine]
    all_path: str
    all_words: str
    next_act: NextAct | None = None


class SectionComposer(Protocol):
    """Composes a section for the reader; None where there is nothing to show."""

    def __call__(self, *, actor: Actor, now: datetime) -> Awaitable[FileSection | None]: ...


_composers: list[SectionComposer] = []


def offer_file_sections(composers: Iterable[SectionComposer]) -> None:
    """Take the services' composers in the order in which the sections stand; app.py hands them over."""
    _composers[:] = composers


async def compose_sections(*, actor: Actor, now: datetime) -> list[FileSection]:
    """Return every section that has something to show."""
    sections = [await compose(actor=actor, now=now) for compose in _composers]
    return [section for section in sections if section is not None]
