"""Random diaries: plans that run over midnight, seasons, leave, openings, buffers, bookings, rooms."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.counseling.builders import NOBODY, RIYADH, SUNDAY
from wethaq.counseling.policy.cells import Stretch
from wethaq.counseling.policy.offers import Agenda, PartOfDay, Search
from wethaq.counseling.policy.plans import Leave, Opening, WeeklyPlan, Window
from wethaq.counseling.policy.prayers import COORDINATES, Prayer, PrayerGaps
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import EVERY_MODALITY, CounselingService, Modality
from wethaq.counseling.policy.working_time import WorkingTime

DAYS = [SUNDAY + timedelta(days=step) for step in range(-1, 3)]
SPAN_MINUTES = len(DAYS) * 1440


def minutes(low: int, high: int, step: int = 5) -> st.SearchStrategy[timedelta]:
    return st.integers(low // step, high // step).map(lambda number: timedelta(minutes=number * step))


def moments(step: int) -> st.SearchStrategy[datetime]:
    first = datetime.combine(DAYS[0], time(), RIYADH).astimezone(UTC)
    return st.integers(0, SPAN_MINUTES // step).map(lambda number: first + timedelta(minutes=number * step))


def some_of(values: list[Any], most: int | None = None) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(values), max_size=most)


def seldom(usual: Any, strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What would leave most days empty comes in one diary of four, so that there is something to offer."""
    return st.integers(0, 3).flatmap(lambda chance: strategy if chance == 3 else st.just(usual))


modalities = seldom(EVERY_MODALITY, st.frozensets(st.sampled_from(list(Modality)), min_size=1))
times = st.integers(0, 287).map(lambda cell: time(cell // 12, cell % 12 * 5))
windows = st.builds(Window, times, times, modalities)
days_of_windows = st.lists(windows, min_size=1, max_size=2).map(tuple)
plans = st.builds(
    WeeklyPlan,
    valid_from=seldom(date(2026, 1, 1), st.sampled_from(DAYS)),
    week=st.tuples(*[days_of_windows] * 3).map(lambda days: (days * 3)[:7]),
    valid_until=seldom(None, st.sampled_from(DAYS)),
    is_for_ramadan=st.booleans(),
)
several_plans = st.lists(
    plans, min_size=1, max_size=3, unique_by=lambda plan: (plan.valid_from, plan.is_for_ramadan)
)


@st.composite
def spans(draw: st.DrawFn, kind: Any, step: int, **more: st.SearchStrategy[Any]) -> Any:
    start = draw(moments(step))
    end = start + draw(minutes(step, 900, step))
    return kind(start, end, **{name: draw(values) for name, values in more.items()})


prayer_gaps = st.builds(
    PrayerGaps,
    governorate=st.sampled_from(sorted(COORDINATES)),
    prayers=some_of(list(Prayer)),
    before=minutes(0, 20, 1),
    after=minutes(0, 45, 1),
)
working_times = st.builds(
    WorkingTime,
    plans=several_plans.map(tuple),
    openings=st.lists(spans(Opening, 5, modalities=modalities), max_size=2).map(tuple),
    leave=st.lists(spans(Leave, 1), max_size=2).map(tuple),
    prayer_gaps=st.none() | prayer_gaps,
)
services = st.builds(
    CounselingService,
    code=st.just("any"),
    length=minutes(5, 90),
    buffer_before=minutes(0, 30),
    buffer_after=minutes(0, 30),
    start_every=minutes(5, 60),
    minimum_notice=minutes(0, 600, 1),
    horizon_days=seldom(30, st.integers(0, 3)),
    daily_cap=seldom(None, st.integers(0, 2)),
)


@st.composite
def held_cells(draw: st.DrawFn) -> list[int]:
    cells = Stretch(DAYS[0], len(DAYS)).cells
    bookings = draw(st.lists(st.tuples(st.sampled_from(cells), st.integers(1, 20)), max_size=5))
    return sorted({cell for start, length in bookings for cell in range(start, start + length)})


counts = st.dictionaries(st.sampled_from(DAYS), st.integers(0, 3))
agendas = st.builds(
    Agenda,
    counselor_id=st.just(NOBODY),
    working_time=working_times,
    held=held_cells(),
    daily_cap=seldom(None, st.integers(1, 3)),
    appointments_on=counts,
    of_this_service_on=counts,
)
searches = st.builds(
    Search,
    service=services,
    modality=st.sampled_from(Modality),
    first_on=st.just(SUNDAY),
    days=st.integers(1, 2),
    now=st.datetimes(datetime(2026, 12, 4), datetime(2026, 12, 7)).map(lambda now: now.replace(tzinfo=UTC)),  # noqa: DTZ001
    calendar=st.builds(
        SeasonCalendar, closed_on=seldom(frozenset(), some_of(DAYS, 2)), ramadan_on=some_of(DAYS)
    ),
    part_of_day=seldom(PartOfDay.ANY, st.sampled_from(PartOfDay)),
    rooms_held=st.lists(held_cells(), min_size=1, max_size=2) | seldom([[]], st.just([])),
    attendees_held=seldom([], held_cells()),
)
