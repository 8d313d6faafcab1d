"""A second, slow opinion on which starts are free: every minute of every appointment is looked at."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta

from tests.counseling.builders import RIYADH
from wethaq.counseling.policy.cells import moment_of
from wethaq.counseling.policy.offers import Agenda, PartOfDay, Search
from wethaq.counseling.policy.plans import WeeklyPlan
from wethaq.counseling.policy.prayers import Prayer, prayer_times
from wethaq.counseling.policy.services import Modality

MINUTE = timedelta(minutes=1)
Minutes = list[bool]
PARTS = {PartOfDay.MORNING: range(5, 12), PartOfDay.AFTERNOON: range(12, 17)}


def free_starts_by_the_minute(agenda: Agenda, search: Search) -> list[datetime]:
    opinion = _Opinion(agenda, search)
    return [start for start in opinion.starts_on_the_grid() if opinion.is_free(start)]


class _Opinion:
    """Minutes are counted from midnight in Riyadh of the day before the search."""

    def __init__(self, agenda: Agenda, search: Search) -> None:
        self.agenda, self.search, self.service = agenda, search, search.service
        self.first = _midnight(search.first_on - timedelta(days=1))
        self.works = self._working_minutes()
        self.clear = self._clear_minutes(agenda.held)
        self.attendees_clear = self._clear_minutes(search.attendees_held)
        self.rooms_clear = [self._clear_minutes(held) for held in search.rooms_held]

    def starts_on_the_grid(self) -> Iterator[datetime]:
        for step in range(self.search.days):
            midnight = _midnight(self.search.first_on + timedelta(days=step))
            moment = midnight
            while moment < midnight + timedelta(days=1):
                yield moment
                moment += self.service.start_every

    def is_free(self, start: datetime) -> bool:
        service, end = self.service, start + self.service.length
        early, late = start - service.buffer_before, end + service.buffer_after
        return (
            start >= self.search.now + service.minimum_notice
            and _local_day(start) <= _local_day(self.search.now) + timedelta(days=service.horizon_days)
            and self._is_in_part_of_day(start)
            and not self._is_full(_local_day(start))
            and self._all(self.works, start, end)
            and self._all(self.clear, early, late)
            and self._all(self.attendees_clear, start, end)
            and (
                self.search.modality is not Modality.IN_PERSON
                or any(self._all(room, early, late) for room in self.rooms_clear)
            )
        )

    def _all(self, minutes: Minutes, start: datetime, end: datetime) -> bool:
        first, last = ((moment - self.first) // MINUTE for moment in (start, end))
        return all(minutes[minute] for minute in range(first, last))

    def _is_in_part_of_day(self, start: datetime) -> bool:
        part, hour = self.search.part_of_day, start.astimezone(RIYADH).hour
        if part is PartOfDay.EVENING:
            return hour >= 17 or hour < 5
        return part is PartOfDay.ANY or hour in PARTS[part]

    def _is_full(self, on: date) -> bool:
        agenda, service = self.agenda, self.service
        return (agenda.daily_cap is not None and agenda.appointments_on.get(on, 0) >= agenda.daily_cap) or (
            service.daily_cap is not None and agenda.of_this_service_on.get(on, 0) >= service.daily_cap
        )

    def _clear_minutes(self, held: Collection[int]) -> Minutes:
        return [not taken for taken in self._covered((moment_of(cell), moment_of(cell + 1)) for cell in held)]

    def _working_minutes(self) -> Minutes:
        working_time, modality = self.agenda.working_time, self.search.modality
        openings = [(o.starts_at, o.ends_at) for o in working_time.openings if modality in o.modalities]
        added = self._covered([*self._windows(), *openings])
        leave = [(leave.starts_at, leave.ends_at) for leave in working_time.leave]
        away = self._covered([*leave, *self._prayers()])
        return [is_added and not is_away for is_added, is_away in zip(added, away, strict=True)]

    def _covered(self, spans: Iterable[tuple[datetime, datetime]]) -> Minutes:
        covered = [False] * ((self.search.days + 2) * 1440)
        for start, end in spans:
            first, last = ((moment - self.first) // MINUTE for moment in (start, end))
            for minute in range(max(first, 0), min(last, len(covered))):
                covered[minute] = True
        return covered

    def _windows(self) -> Iterator[tuple[datetime, datetime]]:
        for on in self._days():
            plan = self._plan_on(on)
            if plan is None or on in self.search.calendar.closed_on:
                continue
            for window in plan.week[on.weekday()]:
                start, end = (datetime.combine(on, edge, RIYADH) for edge in (window.starts, window.ends))
                if self.search.modality in window.modalities:
                    yield start, end if end > start else end + timedelta(days=1)

    def _plan_on(self, on: date) -> WeeklyPlan | None:
        best: WeeklyPlan | None = None
        for plan in self.agenda.working_time.plans:
            if plan.valid_from > on or (plan.valid_until or on) < on:
                continue
            if plan.is_for_ramadan and on not in self.search.calendar.ramadan_on:
                continue
            rank = (plan.is_for_ramadan, plan.valid_from)
            if best is None or rank > (best.is_for_ramadan, best.valid_from):
                best = plan
        return best

    def _prayers(self) -> Iterator[tuple[datetime, datetime]]:
        gaps = self.agenda.working_time.prayer_gaps
        for on in self._days() if gaps else ():
            times = prayer_times(gaps.governorate, on, is_ramadan=on in self.search.calendar.ramadan_on)
            for prayer, called_at in times.items():
                is_friday = prayer is Prayer.DHUHR and on.isoweekday() == 5
                before, after = (
                    (gaps.friday_before, gaps.friday_after) if is_friday else (gaps.before, gaps.after)
                )
                if prayer in gaps.prayers:
                    yield called_at - before, called_at + after

    def _days(self) -> list[date]:
        return [self.search.first_on + timedelta(days=step) for step in range(-1, self.search.days + 1)]


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=RIYADH)


def _local_day(moment: datetime) -> date:
    return moment.astimezone(RIYADH).date()
