"""What the offers are computed from: counselors' working time, what is held, caps and seasons.

A fixed number of queries, however many counselors and past appointments there are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from piccolo.table import Table

from wethaq.counseling.guard import held_spans
from wethaq.counseling.policy.bookings import Room
from wethaq.counseling.policy.cells import Stretch, cell_at, cell_from, moment_of
from wethaq.counseling.policy.offers import Agenda
from wethaq.counseling.policy.plans import Leave, Opening, WeeklyPlan
from wethaq.counseling.policy.prayers import PrayerGaps
from wethaq.counseling.policy.seasons import (
    Season,
    SeasonCalendar,
    SeasonKind,
    SeasonState,
    proposed_seasons,
    season_calendar,
    seasons_in_force,
)
from wethaq.counseling.policy.statuses import TAKES_CELLS, AppointmentStatus, takes_cells
from wethaq.counseling.policy.working_time import WorkingTime
from wethaq.counseling.records import Counselor, MeetingRoom, modalities_of
from wethaq.counseling.tables import (
    AppointmentRow,
    BusyTimeRow,
    CounselorRow,
    LeaveRow,
    OpeningRow,
    PlanRow,
    RoomRow,
    SeasonRow,
)
from wethaq.counseling.week_text import read_week
from wethaq.platform.database.prepared import Row, places, rows_that

COUNTED = [status.value for status in TAKES_CELLS]


@dataclass(frozen=True, slots=True)
class Span:
    """Cells from one up to, and without, another, for a query."""

    first: int
    end: int

    @property
    def starts_at(self) -> datetime:
        return moment_of(self.first)

    @property
    def ends_at(self) -> datetime:
        return moment_of(self.end)


def span_of(stretch: Stretch) -> Span:
    """Return a stretch with the day before and the day after, which buffers and nights may reach."""
    wide = stretch.widened().cells
    return Span(wide.start, wide.stop)


async def list_counselors(*, only: Collection[UUID] | None = None) -> list[Counselor]:
    """Return the counselors, or some of them, by name."""
    if only is not None and not only:
        return []
    chosen = "" if only is None else f"WHERE id IN {places(len(only))}"
    rows = await rows_that(CounselorRow, f"{chosen} ORDER BY name_ar", *(only or ()))
    return [Counselor.of(row) for row in rows]


async def list_rooms(*, seats: int = 1, governorate: str | None = None) -> list[MeetingRoom]:
    """Return the rooms in use that seat so many, the smallest first."""
    query = RoomRow.select().where(RoomRow.is_in_use.eq(True), RoomRow.seats >= seats).order_by(RoomRow.seats)
    rows = await (query if governorate is None else query.where(RoomRow.governorate == governorate))
    return [MeetingRoom.of(row) for row in rows]


async def rooms_with_holdings(
    rooms: Sequence[MeetingRoom], stretch: Stretch, *, now: datetime, but: UUID | None = None
) -> list[Room]:
    """Return rooms with the cells at which they are taken."""
    span = span_of(stretch)
    held = await held_spans([room.id for room in rooms], span.first, span.end, now=now, but=but)
    return [Room(room.id, room.seats, list(chain(*held[room.id]))) for room in rooms]


async def attendees_held(
    people: Collection[UUID], stretch: Stretch, *, now: datetime, but: UUID | None = None
) -> list[int]:
    """Return the cells at which somebody of these is booked elsewhere."""
    span = span_of(stretch)
    held = await held_spans(people, span.first, span.end, now=now, but=but)
    return list(chain(*chain(*held.values())))


async def agendas(
    counselors: Sequence[Counselor], stretch: Stretch, service: str, *, now: datetime, but: UUID | None = None
) -> list[Agenda]:
    """Return the agendas of counselors over some days, in the order given.

    `but` leaves out one appointment's own cells: it is about to move.
    """
    ids = [counselor.id for counselor in counselors]
    span = span_of(stretch)
    working = await working_times(counselors, span)
    held = await held_spans(ids, span.first, span.end, now=now, but=but)
    busy = await busy_cells(ids, span)
    all_counts, own_counts = await _counts(ids, stretch, service, now=now, but=but)
    return [
        Agenda(
            counselor_id=each.id,
            working_time=working[each.id],
            held=[*chain(*held[each.id]), *busy[each.id]],
            daily_cap=each.daily_cap,
            appointments_on=all_counts[each.id],
            of_this_service_on=own_counts[each.id],
        )
        for each in counselors
    ]


async def working_times(counselors: Iterable[Counselor], span: Span) -> dict[UUID, WorkingTime]:
    """Return what decides when each counselor works."""
    counselors = list(counselors)
    ids = [counselor.id for counselor in counselors]
    plans = _by_counselor(await _plans(ids))
    openings = _by_counselor(await _overlapping(OpeningRow, ids, span))
    leave = _by_counselor(await _overlapping(LeaveRow, ids, span))
    return {
        each.id: WorkingTime(
            plans=tuple(plan_of(row) for row in plans[each.id]),
            openings=tuple(
                Opening(row["starts_at"], row["ends_at"], modalities_of(row["modalities"]))
                for row in openings[each.id]
            ),
            leave=tuple(Leave(row["starts_at"], row["ends_at"]) for row in leave[each.id]),
            prayer_gaps=PrayerGaps(each.governorate) if each.has_prayer_gaps else None,
        )
        for each in counselors
    }


async def busy_cells(ids: list[UUID], span: Span) -> dict[UUID, list[int]]:
    """Return the cells at which calendars elsewhere keep counselors busy."""
    cells: dict[UUID, list[int]] = {counselor: [] for counselor in ids}
    for row in await _overlapping(BusyTimeRow, ids, span):
        busy = range(cell_at(row["starts_at"]), cell_from(row["ends_at"]))
        cells[row["counselor_id"]].extend(range(max(busy.start, span.first), min(busy.stop, span.end)))
    return cells


async def calendar_of(first_on: date, last_on: date) -> SeasonCalendar:
    """Return the closed days and those of Ramadan: what staff said, and what nobody has spoken of yet."""
    recorded = [season_of(row) for row in await rows_that(SeasonRow, "")]
    years = range(first_on.year, last_on.year + 1)
    proposed = [season for year in years for season in proposed_seasons(year)]
    return season_calendar(seasons_in_force(recorded, proposed))


def plan_of(row: dict[str, Any]) -> WeeklyPlan:
    """Read a weekly plan."""
    return WeeklyPlan(
        valid_from=row["valid_from_on"],
        week=read_week(row["week"]),
        valid_until=row["valid_until_on"],
        is_for_ramadan=bool(row["is_for_ramadan"]),
    )


def season_of(row: dict[str, Any]) -> Season:
    """Read what staff said of a season."""
    return Season(
        SeasonKind(row["kind"]), row["year"], row["first_on"], row["last_on"], SeasonState(row["state"])
    )


async def _counts(
    ids: list[UUID], stretch: Stretch, service: str, *, now: datetime, but: UUID | None
) -> tuple[dict[UUID, Counter[date]], dict[UUID, Counter[date]]]:
    """Count what each counselor has on each day: of everything, and of one service."""
    of_all: dict[UUID, Counter[date]] = {counselor: Counter() for counselor in ids}
    of_service: dict[UUID, Counter[date]] = {counselor: Counter() for counselor in ids}
    if not ids:
        return of_all, of_service
    rows = await rows_that(
        AppointmentRow,
        f"WHERE counselor_id IN {places(len(ids))} AND status IN {places(len(COUNTED))}"
        " AND starts_on >= {} AND starts_on <= {}",
        *(*ids, *COUNTED, stretch.dates[0], stretch.dates[-1]),
        only=("id", "counselor_id", "service", "starts_on", "status", "held_until"),
    )
    for row in rows:
        if row["id"] != but and takes_cells(AppointmentStatus(row["status"]), row["held_until"], now):
            of_all[row["counselor_id"]][row["starts_on"]] += 1
            of_service[row["counselor_id"]][row["starts_on"]] += row["service"] == service
    return of_all, of_service


async def _plans(ids: list[UUID]) -> list[Row]:
    return await rows_that(PlanRow, f"WHERE counselor_id IN {places(len(ids))}", *ids) if ids else []


async def _overlapping(table: type[Table], ids: list[UUID], span: Span) -> list[dict[str, Any]]:
    if not ids:
        return []
    clauses = f"WHERE counselor_id IN {places(len(ids))} AND ends_at > {{}} AND starts_at < {{}}"
    return await rows_that(table, clauses, *ids, span.starts_at, span.ends_at)


def _by_counselor(rows: list[dict[str, Any]]) -> defaultdict[UUID, list[dict[str, Any]]]:
    sorted_out: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        sorted_out[row["counselor_id"]].append(row)
    return sorted_out
