"""Counselors, weeks and services to test with. Sunday 6 December 2026 is the first day of everything."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from wethaq.counseling.policy.offers import Agenda, Search
from wethaq.counseling.policy.plans import Week, WeeklyPlan, Window
from wethaq.counseling.policy.services import CounselingService, Modality
from wethaq.counseling.policy.working_time import WorkingTime

RIYADH = ZoneInfo("Asia/Riyadh")
SUNDAY = date(2026, 12, 6)
MONDAY = date(2026, 12, 7)
LONG_BEFORE = datetime(2026, 12, 1, tzinfo=UTC)
NOBODY = UUID(int=0)
MORNING = Window(time(9), time(12))


def at(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), RIYADH).astimezone(UTC)


def local_times(moments: list[datetime]) -> list[str]:
    return [moment.astimezone(RIYADH).strftime("%H:%M") for moment in moments]


def every_day(*windows: Window) -> Week:
    return (windows,) * 7


def a_plan(*windows: Window, **changes: Any) -> WeeklyPlan:
    return WeeklyPlan(**{"valid_from": date(2026, 1, 1), "week": every_day(*windows or (MORNING,))} | changes)


def a_service(**changes: Any) -> CounselingService:
    hour = {"code": "marital", "length": timedelta(hours=1), "buffer_after": timedelta(0)}
    return CounselingService(**hour | {"start_every": timedelta(minutes=30)} | changes)


def a_search(service: CounselingService | None = None, **changes: Any) -> Search:
    by_phone = {"modality": Modality.PHONE, "first_on": SUNDAY, "days": 1, "now": LONG_BEFORE}
    return Search(**{"service": service or a_service()} | by_phone | changes)


def an_agenda(*plans: WeeklyPlan, counselor_id: UUID = NOBODY, **changes: Any) -> Agenda:
    working_time = changes.pop("working_time", WorkingTime(plans=plans or (a_plan(),)))
    return Agenda(counselor_id=counselor_id, working_time=working_time, **changes)
