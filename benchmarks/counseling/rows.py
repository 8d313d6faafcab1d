"""What our side keeps before anybody is measured: twenty counselors, their weeks, and what is booked."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import UUID

from piccolo.table import Table

from benchmarks.diary import (
    CLOSES,
    LENGTH,
    OPENS,
    RIYADH,
    SHORT_PAST,
    WORKING_DAYS,
    coming_days,
    past_starts,
    taken_starts_of,
    today,
)
from tests.platform.accounts.builders import a_member_of_staff
from wethaq.counseling.policy.cells import cell_at, cell_from
from wethaq.counseling.policy.plans import WEEKDAYS, Window
from wethaq.counseling.policy.seasons import SeasonState, proposed_seasons
from wethaq.counseling.tables import (
    AppointmentRow,
    AttendeeRow,
    CounselorRow,
    HeldCellRow,
    HoldingRow,
    PlanRow,
    SeasonRow,
    ServiceTermsRow,
)
from wethaq.counseling.week_text import week_text
from wethaq.platform.actors import Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.settings import get_settings

COUNSELORS = 20
SERVICE = "marital"


async def fill(past: int) -> list[UUID]:
    """Make the counselors and return their ids; the first has `past` appointments behind them."""
    now = datetime.now(UTC)
    await _set_figures(now)
    await work_on_holidays(now)
    counselors = [await _counselor(number, now) for number in range(COUNSELORS)]
    _, full = coming_days()
    taken = [datetime.combine(full, start) for start in taken_starts_of(full)]
    rows: list[Table] = []
    for number, counselor_id in enumerate(counselors):
        behind = past_starts(SHORT_PAST if number else past)
        rows += _booked(counselor_id, [*behind, *taken])
    _insert(rows)
    return counselors


async def _set_figures(now: datetime) -> None:
    minutes = int(LENGTH.total_seconds() // 60)
    figures = {"length_minutes": minutes, "start_every_minutes": minutes, "buffer_after_minutes": 0}
    values = {"id": new_id(), "service": SERVICE, "version": 1, "figures": json.dumps(figures)}
    await ServiceTermsRow.insert(ServiceTermsRow(**values, reason="As the peer has it.", changed_at=now))


async def work_on_holidays(now: datetime) -> None:
    """Decline every season, so that the coming days are working days whenever this runs."""
    seasons = [season for year in (0, 1) for season in proposed_seasons(today().year + year)]
    await SeasonRow.insert(
        *(
            SeasonRow(
                id=new_id(),
                kind=season.kind.value,
                year=season.year,
                first_on=season.first_on,
                last_on=season.last_on,
                state=SeasonState.DECLINED.value,
                decided_at=now,
            )
            for season in {season.name: season for season in seasons}.values()
        )
    )


async def _counselor(number: int, now: datetime) -> UUID:
    counselor_id = new_id()
    row = CounselorRow(
        id=counselor_id,
        account_id=await a_member_of_staff(Role.COUNSELOR, name=f"مرشدة {number}"),
        name_ar=f"مرشدة {number}",
        name_en=f"Counselor {number}",
        sex="female",
        languages="ar en",
        modalities="in_person phone video",
        services=SERVICE,
        governorate="tabuk",
        made_at=now,
        changed_at=now,
    )
    week = tuple((Window(OPENS, CLOSES),) if day in WORKING_DAYS else () for day in range(WEEKDAYS))
    plan = {"id": new_id(), "counselor_id": counselor_id, "week": week_text(week), "changed_at": now}
    await CounselorRow.insert(row)
    await PlanRow.insert(PlanRow(**plan, valid_from_on=today() - timedelta(days=2000)))
    return counselor_id


def _booked(counselor_id: UUID, starts: Iterable[datetime]) -> Iterator[Table]:
    """Make appointments as a booking leaves them, each with its person and the cells of both."""
    for start in starts:
        starts_at = start.replace(tzinfo=RIYADH).astimezone(UTC)
        appointment = _appointment(counselor_id, starts_at)
        yield from (appointment, _attendee(appointment))
        for kind, resource_id in (("counselor", counselor_id), ("person", appointment.person_id)):
            holding = _holding(appointment, kind, resource_id)
            yield holding
            yield from _cells(holding)


def _appointment(counselor_id: UUID, starts_at: datetime) -> AppointmentRow:
    return AppointmentRow(
        id=new_id(),
        service=SERVICE,
        status="confirmed" if starts_at > datetime.now(UTC) else "attended",
        counselor_id=counselor_id,
        modality="phone",
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        starts_on=starts_at.astimezone(RIYADH).date(),
        person_id=new_id(),
        channel="website",
        asked_at=starts_at - timedelta(days=7),
    )


def _attendee(appointment: AppointmentRow) -> AttendeeRow:
    return AttendeeRow(
        id=new_id(),
        appointment_id=appointment.id,
        person_id=appointment.person_id,
        role="applicant",
        status="coming",
        uid=f"{appointment.id}@wethaq.test",
    )


def _holding(appointment: AppointmentRow, kind: str, resource_id: UUID) -> HoldingRow:
    return HoldingRow(
        id=new_id(),
        appointment_id=appointment.id,
        resource_kind=kind,
        resource_id=resource_id,
        first_cell=cell_at(appointment.starts_at),
        end_cell=cell_from(appointment.ends_at),
    )


def _cells(holding: HoldingRow) -> Iterator[HeldCellRow]:
    for cell in range(holding.first_cell, holding.end_cell):
        yield HeldCellRow(id=new_id(), holding_id=holding.id, resource_id=holding.resource_id, cell=cell)


def _insert(rows: Sequence[Table]) -> None:
    """Insert years of rows in seconds: in one transaction, without waiting for the disk."""
    by_table: dict[type[Table], list[Table]] = defaultdict(list)
    for row in rows:
        by_table[type(row)].append(row)
    with closing(sqlite3.connect(get_settings().sqlite_path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        for table, own in by_table.items():
            columns = [column._meta.name for column in table._meta.columns]
            connection.executemany(
                f"INSERT INTO {table._meta.tablename} ({', '.join(columns)})"
                f" VALUES ({', '.join('?' * len(columns))})",
                ([getattr(row, name) for name in columns] for row in own),
            )
