"""The demonstration's counseling: full of life and with something open, on whatever day it is made."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from wethaq.counseling.demo.cast import COUNSELORS
from wethaq.counseling.demo.lives import lives
from wethaq.counseling.demo.moments import happen_now
from wethaq.counseling.tables import (
    AppointmentRow,
    AttendeeRow,
    CaseRow,
    LeaveRow,
    MeasureRow,
    NoteOpeningRow,
    NoteRow,
    ReferralRow,
    ReminderRow,
    UrgentCallRow,
    WaitlistOfferRow,
)
from wethaq.platform.demo.cast import STAFF
from wethaq.platform.demo.house import furnish_house
from wethaq.platform.demo.time import live_until
from wethaq.platform.settings import get_settings

SUNDAY = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")


async def _live_through(now: datetime) -> None:
    today = now.replace(hour=6, minute=0)
    staff = (*STAFF, *(each.role for each in COUNSELORS))
    house = await furnish_house(staff, today - timedelta(days=100))
    await live_until(now, lives(house, today))
    await happen_now(house, now)


@pytest.mark.proof
@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("weekday", range(7), ids=WEEKDAYS)
async def test_every_day_of_the_week_has_every_kind_of_appointment_and_every_desk_its_work(
    weekday: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(get_settings(), "is_demo", True)
    now = SUNDAY + weekday * timedelta(days=1, hours=2)
    await _live_through(now)
    statuses = Counter(row["status"] for row in await AppointmentRow.select(AppointmentRow.status))
    assert statuses["attended"] > 40
    assert statuses["confirmed"] > 15
    assert statuses["requested"] >= 5  # Three wait for an officer, two for a spouse.
    assert statuses["no_show"]
    assert statuses["cancelled"]
    today = await AppointmentRow.count().where(AppointmentRow.starts_on == now.date())
    assert today >= 2
    for table in (CaseRow, NoteRow, MeasureRow, ReminderRow, LeaveRow, ReferralRow, NoteOpeningRow):
        assert await table.count(), table
    seats = Counter(
        (row["role"], row["status"]) for row in await AttendeeRow.select(AttendeeRow.role, AttendeeRow.status)
    )
    assert seats["spouse", "coming"] == 1
    assert seats["spouse", "invited"] == 2
    assert seats["spouse", "not_coming"] == 1
    assert seats["member", "coming"] == 7 + 7 + 6
    assert await WaitlistOfferRow.count().where(WaitlistOfferRow.status == "open") == 1
    calls = await UrgentCallRow.select(UrgentCallRow.due_at).where(UrgentCallRow.ended_at.is_null())
    assert sorted(row["due_at"] < now for row in calls) == [False, True]
