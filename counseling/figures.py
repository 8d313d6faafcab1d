"""The manager's figures: aggregates of a period, and nothing that could point at one family.

Only columns that are no secret are read: times, statuses, ways, kinds. Groups of
fewer than five are folded or left out before they leave this module (policy G9).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.diary import calendar_of, list_counselors, span_of, working_times
from wethaq.counseling.policy.access import ensure_manager
from wethaq.counseling.policy.cells import CELL_MINUTES, Stretch
from wethaq.counseling.policy.figures import (
    LEAST_SHOWN,
    Share,
    Usage,
    Waiting,
    share_of,
    shown_count,
    waiting_of,
    without_small_groups,
)
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.policy.working_time import open_bits
from wethaq.counseling.records import Counselor
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.feedback.service import ServiceSatisfaction, satisfaction_by_service
from wethaq.platform.localisation.dates import riyadh_date

SURVEYED_AS: Final = "counseling"
"""Surveys know one kind of counseling only, so that results can't tell who came for what."""
_S = AppointmentStatus
KEPT: Final = frozenset({_S.CONFIRMED, _S.CHECKED_IN, _S.ATTENDED, _S.NO_SHOW})
CAME: Final = frozenset({_S.CHECKED_IN, _S.ATTENDED})
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month; None is what has too few cases to be shown."""

    month: date
    appointments: int | None
    waiting: Waiting | None
    no_show: Share | None
    used: float | None


@dataclass(frozen=True, slots=True)
class CounselorFigures:
    """A counselor's use of their planned time; None where too few came to them."""

    counselor: Counselor
    usage: Usage | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period, its last day included."""

    first_on: date
    last_on: date
    appointments: int | None
    usage: Usage
    counselors: list[CounselorFigures]
    waiting: Waiting | None
    no_show: Share | None
    cancelled: Share | None
    ways: list[tuple[str | None, int]]
    services: list[tuple[str | None, int]]
    months: list[MonthFigures]
    satisfaction: ServiceSatisfaction | None


async def read_figures(months: int, *, actor: Actor, now: datetime) -> Figures:
    """Return the figures of this month and the ones before it, `months` in all."""
    ensure_manager(actor)
    last_on = riyadh_date(now)
    first_on = _months_before(last_on, months - 1)
    rows = await _rows(first_on, last_on)
    planned = await _planned_minutes(first_on, last_on)
    waits = await _waits(rows, first_on)
    surveyed = await satisfaction_by_service(actor=actor, now=now)
    await audit.record("counseling.figures_viewed", None, actor=actor, now=now)
    return Figures(
        first_on=first_on,
        last_on=last_on,
        appointments=shown_count(len(rows)),
        usage=_usage(rows, planned.values()),
        counselors=await _by_counselor(rows, planned),
        waiting=waiting_of([days for _, days in waits]),
        no_show=_no_show(rows),
        cancelled=share_of(sum(row["status"] == _S.CANCELLED for row in rows), len(rows)),
        ways=without_small_groups(Counter(row["modality"] for row in rows)),
        services=without_small_groups(Counter(row["service"] for row in rows)),
        months=_by_month(rows, planned, waits, first_on, last_on),
        satisfaction=next((each for each in surveyed if each.service == SURVEYED_AS), None),
    )


async def _rows(first_on: date, last_on: date) -> list[dict[str, Any]]:
    rows = await AppointmentRow.select(
        AppointmentRow.person_id,
        AppointmentRow.counselor_id,
        AppointmentRow.service,
        AppointmentRow.modality,
        AppointmentRow.status,
        AppointmentRow.starts_on,
        AppointmentRow.starts_at,
        AppointmentRow.ends_at,
        AppointmentRow.asked_at,
    ).where(
        AppointmentRow.starts_on >= first_on,
        AppointmentRow.starts_on <= last_on,
        AppointmentRow.number.is_not_null(),
        AppointmentRow.status != _S.DECLINED.value,
    )
    return [{**row, "status": _S(row["status"]), "minutes": _minutes(row)} for row in rows]


def _minutes(row: dict[str, Any]) -> int:
    return int((row["ends_at"] - row["starts_at"]).total_seconds() // 60)


async def _planned_minutes(first_on: date, last_on: date) -> dict[tuple[UUID, date], int]:
    """Return how long each counselor was there in each month, by whatever way: plans less leave, closures, prayers."""
    counselors = await list_counselors()
    stretch = Stretch(first_on, (last_on - first_on).days + 1).widened()
    calendar = await calendar_of(stretch.dates[0], stretch.dates[-1])
    working = await working_times(counselors, span_of(stretch))
    minutes: dict[tuple[UUID, date], int] = {}
    for counselor in counselors:
        bits = 0
        for modality in Modality:
            bits |= open_bits(working[counselor.id], calendar, stretch, modality)
        for month, own in _months_of(stretch, first_on, last_on).items():
            minutes[counselor.id, month] = (bits & own).bit_count() * CELL_MINUTES
    return minutes


def _months_of(stretch: Stretch, first_on: date, last_on: date) -> dict[date, int]:
    """Return each month's bits of a stretch."""
    months: defaultdict[date, int] = defaultdict(int)
    for on in stretch.dates:
        if first_on <= on <= last_on:
            months[on.replace(day=1)] |= stretch.bits_of_day(on)
    return months


async def _waits(rows: Rows, first_on: date) -> list[tuple[date, int]]:
    """Return the month and the days that each person waited for their first appointment ever."""
    earlier = {
        row["person_id"]
        for row in await AppointmentRow.select(AppointmentRow.person_id)
        .where(
            AppointmentRow.starts_on < first_on, AppointmentRow.status.is_in([each.value for each in KEPT])
        )
        .group_by(AppointmentRow.person_id)
    }
    first: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        person_id = row["person_id"]
        if person_id is None or person_id in earlier or row["asked_at"] is None or row["status"] not in KEPT:
            continue
        if person_id not in first or row["starts_at"] < first[person_id]["starts_at"]:
            first[person_id] = row
    return [
        (row["starts_on"].replace(day=1), max((row["starts_on"] - riyadh_date(row["asked_at"])).days, 0))
        for row in first.values()
    ]


async def _by_counselor(rows: Rows, planned: dict[tuple[UUID, date], int]) -> list[CounselorFigures]:
    grouped: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["counselor_id"]].append(row)
    found = []
    for counselor in await list_counselors():
        own = grouped[counselor.id]
        minutes = [each for (counselor_id, _), each in planned.items() if counselor_id == counselor.id]
        found.append(CounselorFigures(counselor, _usage(own, minutes) if len(own) >= LEAST_SHOWN else None))
    return found


def _by_month(
    rows: Rows,
    planned: dict[tuple[UUID, date], int],
    waits: list[tuple[date, int]],
    first_on: date,
    last_on: date,
) -> list[MonthFigures]:
    grouped: defaultdict[date, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["starts_on"].replace(day=1)].append(row)
    found, month = [], first_on
    while month <= last_on:
        own = grouped[month]
        usage = _usage(own, (minutes for (_, of), minutes in planned.items() if of == month))
        found.append(
            MonthFigures(
                month,
                shown_count(len(own)),
                waiting_of([days for of, days in waits if of == month]),
                _no_show(own),
                usage.booked_share if len(own) >= LEAST_SHOWN else None,
            )
        )
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def _usage(rows: Iterable[dict[str, Any]], planned: Iterable[int]) -> Usage:
    booked = attended = 0
    for row in rows:
        if row["status"] in KEPT:
            booked += row["minutes"]
            attended += row["minutes"] * (row["status"] in CAME)
    return Usage(sum(planned), booked, attended)


def _no_show(rows: Rows) -> Share | None:
    """Return the share of those who didn't come among those who were expected and of whom it is known."""
    statuses = Counter(row["status"] for row in rows)
    return share_of(statuses[_S.NO_SHOW], statuses[_S.NO_SHOW] + statuses[_S.ATTENDED])


def _months_before(on: date, months: int) -> date:
    first = on.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
