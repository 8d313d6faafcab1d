"""Our own check of the octets, written from RFC 5545 without any library."""

import re
from collections.abc import Iterator

MAX_OCTETS = 75
ZULU = re.compile(r"(?:DTSTAMP|DTSTART|DTEND):\d{8}T\d{6}Z")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
LINE = re.compile(r'[A-Z][A-Z0-9-]*(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*:.*', re.DOTALL)
MAILTO = re.compile(r"(?:ATTENDEE|ORGANIZER)(?:;[^:]*)?:mailto:[^\s:;,<>\"]+@[^\s:;,<>\"]+")
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "ORGANIZER")
METHODS = {"REQUEST", "CANCEL", "PUBLISH"}


def findings(ics: str) -> list[str]:
    """Return everything that a strict reader would complain of."""
    return [*_octets(ics.encode("utf-8")), *_lines(ics), *_blocks(_unfolded(ics))]


def _octets(content: bytes) -> Iterator[str]:
    if not content.endswith(b"\r\n"):
        yield "no CRLF at the end"
    for line in content.split(b"\r\n"):
        if b"\n" in line or b"\r" in line:
            yield f"a bare line end: {line!r}"
        if len(line) > MAX_OCTETS:
            yield f"{len(line)} octets: {line!r}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"folded inside a letter: {line!r}"


def _unfolded(ics: str) -> list[str]:
    return ics.replace("\r\n ", "").split("\r\n")[:-1]


def _lines(ics: str) -> Iterator[str]:
    for line in _unfolded(ics):
        if not line or CONTROL.search(line) or not LINE.fullmatch(line):
            yield f"no line of a calendar: {line!r}"
        name = re.split("[:;]", line, maxsplit=1)[0]
        if name in {"DTSTAMP", "DTSTART", "DTEND"} and not ZULU.fullmatch(line):
            yield f"not in UTC: {line}"
        if name in {"ATTENDEE", "ORGANIZER"} and not MAILTO.fullmatch(line):
            yield f"no mailto: {line}"
        if name == "SEQUENCE" and not re.fullmatch(r"SEQUENCE:\d{1,10}", line):
            yield f"no number: {line}"


def _blocks(lines: list[str]) -> Iterator[str]:
    methods = [line.partition(":")[2] for line in lines if line.startswith("METHOD:")]
    if len(methods) != 1 or methods[0] not in METHODS:
        yield f"methods: {methods}"
        return
    if lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR":
        yield "no calendar around it"
    for event in _events(lines):
        yield from _event(methods[0], event)


def _events(lines: list[str]) -> Iterator[list[str]]:
    starts = [place for place, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    ends = [place for place, line in enumerate(lines) if line == "END:VEVENT"]
    for start, end in zip(starts, ends, strict=True):
        yield lines[start + 1 : end]


def _event(method: str, lines: list[str]) -> Iterator[str]:
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in lines]
    for name in ONCE:
        if names.count(name) != 1:
            yield f"{name} stands {names.count(name)} times"
    guests = 0 if method == "PUBLISH" else 1
    if names.count("ATTENDEE") != guests:
        yield f"{names.count('ATTENDEE')} guests in {method}"
    status = "STATUS:CANCELLED" if method == "CANCEL" else "STATUS:CONFIRMED"
    if status not in lines:
        yield f"not {status}"
    if method != "REQUEST" and "BEGIN:VALARM" in lines:
        yield f"an alarm in {method}"
    if lines.count("BEGIN:VALARM") != lines.count("END:VALARM"):
        yield "an alarm without end"
