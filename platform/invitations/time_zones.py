"""Which clock a calendar of others means: by its name, or by the rules that it brings along."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wethaq.platform.invitations.content import Block

MAX_ZONES: Final = 20
MAX_CHANGES: Final = 40
_OFFSET: Final = re.compile(r"([+-])(0\d|1[0-4])([0-5]\d)(?:00)?", re.ASCII)
_MOMENT: Final = re.compile(r"(?:1[6-9]|20)\d{6}T\d{6}", re.ASCII)
_PLAIN_RULE: Final = re.compile(
    r"FREQ=YEARLY(?:;(?:INTERVAL=1|WKST=[A-Z]{2}|UNTIL=\d{8}T\d{6}Z?"
    r"|BYMONTH=(?:0?[1-9]|1[0-2])|BYDAY=[+-]?[1-4]?[A-Z]{2}|BYMONTHDAY=(?:(?:0?[1-9]|1\d|2[0-8]),?){1,7}))*",
    re.ASCII,
)
"""Daylight saving in practice; anything cleverer could keep us computing until the year 9999."""
_NUMBERED_WEEKDAY: Final = re.compile(r"BYDAY=[+-]?\d")
_FIRST_YEAR: Final = "1970"


def declared_zones(blocks: Iterable[Block]) -> dict[str, tzinfo]:
    """Return the clocks of VTIMEZONE blocks by their TZID; rules that we don't trust are left out."""
    zones: dict[str, tzinfo] = {}
    for block in list(blocks)[:MAX_ZONES]:
        name = block.value("TZID")
        zone = zone_named(name, {}) or zone_named(block.value("X-LIC-LOCATION"), {}) or _zone_by_rules(block)
        if name and zone:
            zones[name] = zone
    return zones


def zone_named(name: str, declared: Mapping[str, tzinfo]) -> tzinfo | None:
    """Return the clock that a TZID names.

    Outlook writes Windows' names, and some programs put a path of their own
    before the name (`/mozilla.org/20050126_1/Asia/Riyadh`).
    """
    if name in declared:
        return declared[name]
    parts = name.strip("/").split("/")
    candidates = [WINDOWS_TO_OLSON.get(name, name), "/".join(parts[-2:]), "/".join(parts[-3:])]
    return next((zone for key in candidates if (zone := _known_zone(key))), None)


def _known_zone(key: str) -> tzinfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (LookupError, ValueError, OSError):
        return None


def _zone_by_rules(block: Block) -> tzinfo | None:
    changes = [*block.inner("STANDARD"), *block.inner("DAYLIGHT")]
    if not changes or len(changes) > MAX_CHANGES or not all(map(_is_plain, changes)):
        return None
    offsets = {change.value("TZOFFSETTO") for change in changes}
    if len(offsets) == 1:
        return _fixed(offsets.pop())
    try:
        written = Timezone.from_ical(_as_text(changes))
        return written.to_tz(lookup_tzid=False) if isinstance(written, Timezone) else None
    except (LookupError, TypeError, ValueError):
        return None


def _is_plain(change: Block) -> bool:
    has_offsets = all(_OFFSET.fullmatch(change.value(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    rules = [rule.value for rule in change.lines.get("RRULE", ())]
    are_plain_rules = len(rules) <= 1 and all(map(_is_plain_rule, rules))
    return has_offsets and are_plain_rules and bool(_MOMENT.fullmatch(change.value("DTSTART")))


def _is_plain_rule(rule: str) -> bool:
    """Tell whether a rule names a day that each year, or nearly each, has."""
    is_impossible = "BYMONTHDAY" in rule and _NUMBERED_WEEKDAY.search(rule)
    return bool(_PLAIN_RULE.fullmatch(rule)) and "BYMONTH=" in rule and not is_impossible


def _fixed(offset: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(offset)
    if match is None:
        return None
    distance = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-distance if match[1] == "-" else distance)


def _as_text(changes: Iterable[Block]) -> str:
    """Write the block again, from nothing but the values that were judged plain.

    Outlook lets rules begin in 1601; nobody's appointments do.
    """
    lines = ["BEGIN:VTIMEZONE", "TZID:Declared"]
    for change in changes:
        start = change.value("DTSTART")
        year = max(start[:4], _FIRST_YEAR) if change.value("RRULE") else start[:4]
        lines += [f"BEGIN:{change.name}", f"DTSTART:{year}{start[4:]}"]
        for name in ("TZOFFSETFROM", "TZOFFSETTO", "RRULE"):
            lines += [f"{name}:{change.value(name)}"] if change.value(name) else []
        lines.append(f"END:{change.name}")
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])
