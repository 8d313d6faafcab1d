"""Calendar objects as text (RFC 5545): lines, escapes, folds.

What we write is a fixed set of properties, so it is written as it will lie on the wire; reading
what others write is another matter (`content.py`). The order is the one in which
icalendar, whose readers are the strictest that we know, would write the same.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

LINE_END: Final = "\r\n"
FOLD: Final = "\r\n "
OCTETS_A_LINE: Final = 74
"""With the space before it a line has at most 75 (RFC 5545, section 3.1)."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
PRODUCT: Final = "-//Wethaq Family Association//Wethaq//EN"


def calendar_text(method: str, *lines: str) -> str:
    """Return a whole object: what belongs to the calendar, then its events."""
    head = ("VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"METHOD:{method}")
    return "".join(folded(line) + LINE_END for line in block("VCALENDAR", *head, *lines))


def block(name: str, *lines: str) -> tuple[str, ...]:
    return (f"BEGIN:{name}", *lines, f"END:{name}")


def text(name: str, value: str) -> str:
    """Return a line of free text, its syntax escaped (section 3.3.11)."""
    return f"{name}:{value.translate(_ESCAPES)}"


def moment(name: str, at: datetime) -> str:
    """Return a line with a moment in UTC, which is the same for every reader."""
    return f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def address(name: str, uri: str, common_name: str | None, *parameters: str) -> str:
    """Return a line that names somebody; quotes can't stand in a name (`clean_name`), so it may stand in quotes."""
    named = [f'CN="{common_name}"'] if common_name else []
    return f"{';'.join([name, *named, *parameters])}:{uri}"


def duration(length: timedelta) -> str:
    """Return a length of time (section 3.3.6): P1D, PT2H30M."""
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = "".join(
        f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if count
    )
    days = f"{length.days}D" if length.days else ""
    return f"P{days}{'T' + clock if clock else ''}" if days or clock else "PT0S"


def folded(line: str) -> str:
    """Break a line that is too long, and no letter of it."""
    if line.isascii():
        return FOLD.join(_slices(line)) if len(line) > OCTETS_A_LINE else line
    pieces, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > OCTETS_A_LINE:
            pieces.append("")
            octets = 0
        pieces[-1] += letter
        octets += size
    return FOLD.join(pieces)


def _slices(line: str) -> Iterable[str]:
    return (line[start : start + OCTETS_A_LINE] for start in range(0, len(line), OCTETS_A_LINE))
