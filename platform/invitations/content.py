"""Reading a calendar that others wrote: only the lines we need, and never more than is reasonable.

A line that isn't read can neither harm nor betray anything: what a
counselor's own appointments are called never reaches this program's memory as
more than octets.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from icalendar.parser import Contentline

from wethaq.platform.invitations.errors import CalendarTooLargeError, UnreadableCalendarError

MAX_OCTETS: Final = 5 * 1024 * 1024
MAX_BLOCKS: Final = 20_000
MAX_DEPTH: Final = 8
MAX_LINE_LENGTH: Final = 20_000
WANTED_BLOCKS: Final = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
WANTED_LINES: Final = frozenset(
    {
        *("UID", "SEQUENCE", "METHOD", "ATTENDEE", "DTSTAMP", "STATUS", "TRANSP"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION", "X-WR-TIMEZONE"),
        "X-MICROSOFT-CDO-BUSYSTATUS",
    }
)
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_NAME: Final = re.compile(r"[A-Za-z0-9-]{1,60}(?=[:;])")


@dataclass(frozen=True)
class Line:
    """One property: its parameters and its value as written."""

    params: Mapping[str, object]
    value: str

    def param(self, name: str) -> str:
        """Return a parameter's value; several, which none of ours has, count as none."""
        value = self.params.get(name)
        return value if isinstance(value, str) else ""


@dataclass
class Block:
    """What stands between BEGIN and END; `is_broken` when one of its lines can't be read."""

    name: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    blocks: list["Block"] = field(default_factory=list)
    is_broken: bool = False

    def first(self, name: str) -> Line | None:
        return next(iter(self.lines.get(name, ())), None)

    def value(self, name: str) -> str:
        line = self.first(name)
        return line.value.strip() if line else ""

    def inner(self, name: str) -> list["Block"]:
        return [block for block in self.blocks if block.name == name]


def read_calendars(ics: bytes) -> list[Block]:
    """Return the VCALENDAR blocks of a file.

    Raises:
        CalendarTooLargeError: the file has more octets or blocks than we read.
        UnreadableCalendarError: it is no calendar or its blocks don't close.
    """
    if len(ics) > MAX_OCTETS:
        raise CalendarTooLargeError
    reader = _Reader()
    for line in _lines(ics):
        reader.take(line)
    calendars = reader.finished().inner("VCALENDAR")
    if not calendars:
        raise UnreadableCalendarError
    return calendars


def _lines(ics: bytes) -> Iterator[str]:
    text = ics.decode("utf-8-sig", errors="replace")
    return (line for line in _LINE_END.split(_FOLD.sub("", text)) if line)


class _Reader:
    """Builds the blocks; its stack is a list, so that no depth of blocks can exhaust Python's."""

    def __init__(self) -> None:
        self._stack = [Block("")]
        self._count = 0

    def take(self, line: str) -> None:
        name = _name_of(line)
        if name == "BEGIN":
            self._begin(_block_name(line))
        elif name == "END":
            self._end(_block_name(line))
        elif name in WANTED_LINES and self._stack[-1].name in WANTED_BLOCKS:
            _add_line(self._stack[-1], name, line)

    def finished(self) -> Block:
        if len(self._stack) > 1:
            raise UnreadableCalendarError
        return self._stack[0]

    def _begin(self, name: str) -> None:
        self._count += 1
        if self._count > MAX_BLOCKS or len(self._stack) > MAX_DEPTH:
            raise CalendarTooLargeError
        self._stack.append(Block(name))

    def _end(self, name: str) -> None:
        block = self._stack.pop()
        if not self._stack or block.name != name:
            raise UnreadableCalendarError
        if name in WANTED_BLOCKS:
            self._stack[-1].blocks.append(block)


def _name_of(line: str) -> str:
    match = _NAME.match(line)
    return match[0].upper() if match else ""


def _block_name(line: str) -> str:
    return line.partition(":")[2].strip().upper()


def _add_line(block: Block, name: str, line: str) -> None:
    if len(line) > MAX_LINE_LENGTH:
        block.is_broken = True
        return
    try:
        _, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        block.is_broken = True
        return
    block.lines.setdefault(name, []).append(Line(params, str(value)))
