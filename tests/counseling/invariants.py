"""What must be true of counseling's rows at every moment, whatever happened before.

`find_contradictions` is pure: it looks at rows that `read_rows` has read, and
lists in words whatever contradicts the rules, so that a test that broke them says how.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling.bookings import Booking
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.bookings import ResourceKind
from wethaq.counseling.policy.cells import CELLS_A_DAY, cell_at, cell_from, day_of
from wethaq.counseling.policy.services import CounselingService, Modality
from wethaq.counseling.policy.statuses import AppointmentStatus, takes_cells
from wethaq.counseling.records import AttendeeRole
from wethaq.counseling.tables import (
    AppointmentRow,
    AttendeeRow,
    BookingRow,
    HeldCellRow,
    HoldingRow,
    LinkRow,
    WaitlistOfferRow,
)
from wethaq.counseling.terms import bookable
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message
from wethaq.platform.security.tokens import token_digest

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
Span = tuple[str, int, int]
IN_PERSON = Modality.IN_PERSON.value
TOKEN = re.compile(r"/appointments/link/([\w-]+)")
NEVER_SENT = {AppointmentStatus.HELD, AppointmentStatus.LAPSED}


@dataclass(frozen=True)
class HouseRows:
    """Everything that the rules speak of, as it was read in one go."""

    appointments: Rows
    attendees: Rows
    holdings: Rows
    cells: Rows
    bookings: Rows
    offers: Rows
    messages: Rows
    links: Rows
    services: dict[str, CounselingService] = field(default_factory=dict)


async def read_rows() -> HouseRows:
    """Read the whole of counseling; nobody else may be writing."""
    appointments = await AppointmentRow.select()
    return HouseRows(
        appointments=appointments,
        attendees=await AttendeeRow.select(),
        holdings=await HoldingRow.select(),
        cells=await HeldCellRow.select(),
        bookings=await BookingRow.select(),
        offers=await WaitlistOfferRow.select(),
        links=await LinkRow.select(),
        messages=[open_row(Message, row) for row in await Message.select()],
        services={code: await bookable(code) for code in {row["service"] for row in appointments}},
    )


async def ensure_sound(now: datetime, before: HouseRows | None = None) -> HouseRows:
    """Fail with every contradiction in words; return what was read, to be compared with later."""
    rows = await read_rows()
    found = find_contradictions(rows, now)
    if before is not None:
        found += list(_steps_backwards(before, rows))
    assert not found, "\n".join(found)
    return rows


def find_contradictions(rows: HouseRows, now: datetime) -> list[str]:
    """List whatever contradicts the rules."""
    checks = (_cells_of_spans, _two_in_one_place, _one_of_each, _what_the_status_says, _who_was_told)
    found = [contradiction for check in checks for contradiction in check(rows)]
    return found + list(_what_is_held(rows, now))


def _cells_of_spans(rows: HouseRows) -> Iterator[str]:
    """A span and its cells are the same time of the same resource."""
    cells: defaultdict[UUID, list[tuple[int, UUID]]] = defaultdict(list)
    for cell in rows.cells:
        cells[cell["holding_id"]].append((cell["cell"], cell["resource_id"]))
    for span in rows.holdings:
        expected = [(cell, span["resource_id"]) for cell in range(span["first_cell"], span["end_cell"])]
        if sorted(cells.pop(span["id"], [])) != expected or not expected:
            yield f"the cells of span {span['id']} are not those of its time"
    yield from (f"cells without a span: {holding_id}" for holding_id in cells)


def _two_in_one_place(rows: HouseRows) -> Iterator[str]:
    taken = Counter((cell["resource_id"], cell["cell"]) for cell in rows.cells)
    yield from (f"{times} in one place: {place}" for place, times in taken.items() if times > 1)


def _one_of_each(rows: HouseRows) -> Iterator[str]:
    """One open booking a person and maker, one open offer a freed time and a family, one number an appointment."""
    open_offers = [row for row in rows.offers if row["status"] == "open"]
    once = {
        "open bookings": [
            (row["person_id"], row["entered_by"]) for row in rows.bookings if row["ended_at"] is None
        ],
        "open offers of a time": [row["freed_by"] for row in open_offers],
        "open offers to a family": [row["entry_id"] for row in open_offers],
        "offers of a time to a family": [(row["freed_by"], row["entry_id"]) for row in rows.offers],
        "numbers": [row["number"] for row in rows.appointments if row["number"]],
        "seats of a person": [
            (row["appointment_id"], row["person_id"])
            for row in rows.attendees
            if row["person_id"] and row["status"] == AttendeeStatus.COMING.value
        ],
        "calendar entries": [row["uid"] for row in rows.attendees],
    }
    for name, values in once.items():
        yield from (f"{name}: {times} × {value}" for value, times in Counter(values).items() if times > 1)


def _what_the_status_says(rows: HouseRows) -> Iterator[str]:
    seats = Counter(row["appointment_id"] for row in rows.attendees)
    for row in rows.appointments:
        status = AppointmentStatus(row["status"])
        is_sent, is_confirmed = status not in NEVER_SENT, status is AppointmentStatus.CONFIRMED
        is_complete = row["is_group"] or (row["number"] and row["case_id"] and seats[row["id"]])
        wrong = {
            "is on another day than its time": row["starts_on"] != day_of(cell_at(row["starts_at"])),
            "ends before it begins": row["starts_at"] >= row["ends_at"],
            "is kept for minutes": is_sent and row["held_until"] is not None,
            "has a room or lacks one": (row["room_id"] is None) == (row["modality"] == IN_PERSON),
            "was never sent and has a number or guests": not is_sent and (row["number"] or seats[row["id"]]),
            "lacks its number, its case or its guests": is_sent and not is_complete,
            "was confirmed at no time": is_confirmed and row["confirmed_at"] is None,
        }
        yield from (f"{row['id']} ({status}) {words}" for words, is_so in wrong.items() if is_so)


def _who_was_told(rows: HouseRows) -> Iterator[str]:
    """Whoever comes to a confirmed appointment has a message with a living link; calendars the newest revision.

    Who is brought along is spoken for by whoever brings them.
    """
    told = "\n".join(row["body"] for row in rows.messages)
    digests = {token_digest(token) for token in TOKEN.findall(told)}
    linked = {
        row["attendee_id"] for row in rows.links if row["token_digest"] in digests and not row["used_at"]
    }
    entries = [row["calendar"].replace("\r\n ", "") for row in rows.messages if row["calendar"]]
    confirmed = {row["id"] for row in rows.appointments if row["status"] == AppointmentStatus.CONFIRMED.value}
    for seat in rows.attendees:
        if seat["appointment_id"] not in confirmed or seat["status"] != AttendeeStatus.COMING.value:
            continue
        if seat["id"] not in linked and seat["role"] != AttendeeRole.FAMILY.value:
            yield f"{seat['uid']} was told by no message"
        own = [text.split() for text in entries if seat["uid"] in text]
        if own and not any(f"SEQUENCE:{seat['sequence']}" in words for words in own):
            yield f"{seat['uid']} has no entry of revision {seat['sequence']}"


def _what_is_held(rows: HouseRows, now: datetime) -> Iterator[str]:
    """A status that takes cells has those of counselor, room and all who come; every other has none."""
    held: defaultdict[UUID, dict[UUID, Span]] = defaultdict(dict)
    until: defaultdict[UUID, set[datetime | None]] = defaultdict(set)
    for span in rows.holdings:
        if span["resource_id"] in held[span["appointment_id"]]:
            yield f"{span['resource_id']} is held twice by {span['appointment_id']}"
        times = (span["resource_kind"], span["first_cell"], span["end_cell"])
        held[span["appointment_id"]][span["resource_id"]] = times
        until[span["appointment_id"]].add(span["held_until"])
    for row in rows.appointments:
        yield from _held_by(rows, row, held.pop(row["id"], {}), now)
        if until[row["id"]] - {row["held_until"]}:
            yield f"{row['id']} is held until {until[row['id']]} and not {row['held_until']}"
    yield from (f"cells of no appointment: {appointment_id}" for appointment_id in held)


def _held_by(rows: HouseRows, row: Row, held: dict[UUID, Span], now: datetime) -> Iterator[str]:
    """Compare what one appointment holds; what is over may have been swept away, an ended hold not yet."""
    status, is_swept = AppointmentStatus(row["status"]), cell_at(row["ends_at"]) < cell_at(now) - CELLS_A_DAY
    if takes_cells(status, row["held_until"], now):
        if not is_swept and held != _due(rows, row):
            yield f"{row['id']} ({status}) holds {held} and not {_due(rows, row)}"
    elif status is not AppointmentStatus.HELD and held:
        yield f"{row['id']} ({status}) still holds {held}"


def _due(rows: HouseRows, row: Row) -> dict[UUID, Span]:
    """Return what an appointment has to hold: buffers for counselor and room, its own time for people."""
    service = rows.services[row["service"]]
    start, end = cell_at(row["starts_at"]), cell_from(row["ends_at"])
    buffered = (start - service.cells_before, end + service.cells_after)
    due = {row["counselor_id"]: (ResourceKind.COUNSELOR.value, *buffered)}
    if row["room_id"] is not None:
        due[row["room_id"]] = (ResourceKind.ROOM.value, *buffered)
    return due | dict.fromkeys(_coming(rows, row), (ResourceKind.PERSON.value, start, end))


def _coming(rows: HouseRows, row: Row) -> set[UUID]:
    """Return who is expected; an earlier time that is kept for one who waits holds nobody yet."""
    if row["id"] in {offer["appointment_id"] for offer in rows.offers}:
        return set() if row["status"] == AppointmentStatus.HELD.value else _seated(rows, row)
    if row["status"] != AppointmentStatus.HELD.value:
        return _seated(rows, row)
    bookings = [Booking.of(each) for each in rows.bookings if each["appointment_id"] == row["id"]]
    return {person for each in bookings for person in each.choices.wanted(each.person_id).people}


def _seated(rows: HouseRows, row: Row) -> set[UUID]:
    return {
        seat["person_id"]
        for seat in rows.attendees
        if seat["appointment_id"] == row["id"]
        and seat["person_id"] is not None
        and seat["status"] == AttendeeStatus.COMING.value
    }


def _steps_backwards(before: HouseRows, after: HouseRows) -> Iterator[str]:
    """Nothing that was sent disappears, and no calendar entry's revision ever shrinks."""
    known = {row["uid"]: row["sequence"] for row in after.attendees}
    for seat in before.attendees:
        if known.get(seat["uid"], -1) < seat["sequence"]:
            yield f"{seat['uid']} went back from revision {seat['sequence']}"
    numbers = {row["number"] for row in after.appointments}
    for row in before.appointments:
        # A hold has no number yet; it becomes an appointment, or lapses.
        if row["number"] and row["number"] not in numbers:
            yield f"{row['number']} is gone"
