"""Figures for managers: right to the minute, and nothing that points at one family."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import Client
from tests.counseling.desk_people import staff
from tests.counseling.people import a_counselor
from wethaq.counseling import figures
from wethaq.counseling.policy.access import NotTheirPartError
from wethaq.counseling.policy.figures import LEAST_SHOWN, share_of, waiting_of, without_small_groups
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.identifiers import new_id

MANAGER = Actor(account_id=uuid4(), roles=frozenset({Role.MANAGER}))
NOW = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
PATH = "/desk/counseling/figures"


async def _rows(counselor: UUID, count: int, **changes: Any) -> None:
    for number in range(count):
        starts_at = changes.get("starts_at", datetime(2026, 12, 1, 6, 0, tzinfo=UTC)) + timedelta(
            days=number % 15
        )
        values = {
            "id": new_id(),
            "number": f"C-1448-{uuid4().hex[:8]}",
            "service": "marital",
            "status": "attended",
            "counselor_id": counselor,
            "modality": "phone",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=1),
            "starts_on": starts_at.date(),
            "person_id": uuid4(),
            "channel": "website",
            "asked_at": starts_at - timedelta(days=3),
        }
        await AppointmentRow.insert(AppointmentRow(**{**values, **changes, "starts_at": starts_at}))


@pytest.mark.usefixtures("database")
async def test_planned_booked_and_attended_minutes_add_up() -> None:
    counselor = await a_counselor(hours=(9, 12))
    await _rows(counselor, 8)
    await _rows(counselor, 2, status="no_show")
    await _rows(counselor, 5, status="cancelled")
    found = await figures.read_figures(3, actor=MANAGER, now=NOW)
    [own] = found.counselors
    assert own.usage
    days = 31 + 30 + 20
    assert own.usage.planned == days * 180
    assert (own.usage.booked, own.usage.attended) == (600, 480)
    assert found.no_show
    assert (found.no_show.of, found.no_show.value) == (10, 0.2)
    assert 0 < found.no_show.low < 0.2 < found.no_show.high < 1
    assert found.cancelled
    assert found.cancelled.of == 15
    assert found.waiting
    assert (found.waiting.median, found.waiting.ninetieth) == (3, 3)
    assert [month.month for month in found.months] == [date(2026, m, 1) for m in (10, 11, 12)]
    assert [month.appointments for month in found.months] == [0, 0, 15]


@pytest.mark.usefixtures("database")
async def test_fewer_than_five_are_not_shown() -> None:
    counselor = await a_counselor()
    await _rows(counselor, 4)
    found = await figures.read_figures(3, actor=MANAGER, now=NOW)
    assert found.appointments is None
    assert found.counselors[0].usage is None
    assert (found.waiting, found.no_show, found.cancelled) == (None, None, None)
    assert (found.ways, found.services) == ([], [])
    assert found.months[-1].appointments is None
    assert found.months[-1].used is None


@pytest.mark.usefixtures("database")
async def test_a_second_appointment_is_not_waited_for() -> None:
    counselor, person = await a_counselor(), uuid4()
    await _rows(counselor, 1, person_id=person, starts_at=datetime(2026, 9, 1, 6, 0, tzinfo=UTC))
    await _rows(counselor, 6)
    late = datetime(2026, 12, 10, 6, 0, tzinfo=UTC)
    await _rows(counselor, 1, person_id=person, starts_at=late, asked_at=late - timedelta(days=60))
    found = await figures.read_figures(3, actor=MANAGER, now=NOW)
    assert found.waiting
    assert (found.waiting.of, found.waiting.ninetieth) == (6, 3)


async def test_only_a_manager_reads_figures(client: Client) -> None:
    with pytest.raises(NotTheirPartError):
        await figures.read_figures(3, actor=Actor(roles=frozenset({Role.COUNSELOR})), now=NOW)
    for role in (Role.COUNSELOR, Role.RELATIONS_OFFICER, Role.ADMINISTRATOR):
        assert (await (await staff(client, role)).get(PATH)).status_code == 403


async def test_the_page_draws_charts_with_tables_below(client: Client) -> None:
    counselor = await a_counselor()
    start = datetime.now(UTC).replace(day=1, hour=6, minute=0, second=0, microsecond=0)
    for _ in range(7):
        await _rows(counselor, 1, starts_at=start)
    manager = await staff(client, Role.MANAGER)
    for language in ("", "/en"):
        page = await manager.get(f"{language}{PATH}?months=3")
        assert page.status_code == 200
        assert page.text.count("<svg viewBox") >= 5
        assert page.text.count("<caption") >= 5
    assert (await manager.get(f"{PATH}?months=nine")).status_code == 200


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # The machine is shared.
@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_small_group_is_shown_nor_found_by_subtraction(sizes: list[int]) -> None:
    counts = dict(enumerate(sizes))
    shown = without_small_groups(counts)
    assert all(count >= LEAST_SHOWN for _, count in shown)
    rest = sum(counts.values()) - sum(count for _, count in shown)
    assert rest == 0 or not shown


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_lies_within_its_interval(hits: int, misses: int) -> None:
    share = share_of(hits, hits + misses)
    if hits + misses < LEAST_SHOWN:
        assert share is None
    else:
        assert share
        assert 0 <= share.low <= share.value + 1e-9
        assert share.value <= share.high + 1e-9 <= 1 + 1e-8


def test_half_and_nine_in_ten_wait_no_longer_than_that() -> None:
    waiting = waiting_of([9, 1, 3, 2, 4, 5, 6, 7, 8, 30])
    assert waiting
    assert (waiting.median, waiting.ninetieth) == (5, 9)
