"""The cells at which a counselor is there: plans, openings, leave, seasons and prayers together."""

from dataclasses import dataclass

from wethaq.counseling.policy.cells import Stretch, cell_at, cell_from, first_cell_of
from wethaq.counseling.policy.plans import Leave, Opening, WeeklyPlan, plan_on
from wethaq.counseling.policy.prayers import PrayerGaps, gaps_on
from wethaq.counseling.policy.seasons import SeasonCalendar
from wethaq.counseling.policy.services import Modality


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """All that decides when a counselor works; without prayer gaps the house has switched them off."""

    plans: tuple[WeeklyPlan, ...] = ()
    openings: tuple[Opening, ...] = ()
    leave: tuple[Leave, ...] = ()
    prayer_gaps: PrayerGaps | None = None


def open_bits(
    working_time: WorkingTime, calendar: SeasonCalendar, stretch: Stretch, modality: Modality
) -> int:
    """Return the cells of a stretch at which the counselor can be met in one way.

    Weekly windows, but none that begins on a closed day; then one-off
    openings; then nothing of all that during leave or a prayer. Give a
    widened stretch: windows of the day before its first one are not seen.
    """
    bits = planned_bits(working_time, calendar, stretch, modality)
    for opening in working_time.openings:
        if modality in opening.modalities:
            bits |= stretch.bits_of(cell_from(opening.starts_at), cell_at(opening.ends_at))
    return bits & ~(leave_bits(working_time, stretch) | prayer_bits(working_time, calendar, stretch))


def planned_bits(
    working_time: WorkingTime, calendar: SeasonCalendar, stretch: Stretch, modality: Modality
) -> int:
    """Return the cells that weekly plans open on the days that aren't closed."""
    bits = 0
    for on in stretch.dates:
        if on in calendar.closed_on:
            continue
        plan = plan_on(working_time.plans, on, is_ramadan=on in calendar.ramadan_on)
        midnight = first_cell_of(on)
        for window in plan.windows_on(on) if plan else ():
            if modality in window.modalities:
                bits |= stretch.bits_of(midnight + window.first_cell, midnight + window.end_cell)
    return bits


def leave_bits(working_time: WorkingTime, stretch: Stretch) -> int:
    """Return the cells that leave touches: five minutes that are half leave are leave."""
    bits = 0
    for leave in working_time.leave:
        bits |= stretch.bits_of(cell_at(leave.starts_at), cell_from(leave.ends_at))
    return bits


def prayer_bits(working_time: WorkingTime, calendar: SeasonCalendar, stretch: Stretch) -> int:
    """Return the cells of the gaps that prayers leave, if the setting is on."""
    if working_time.prayer_gaps is None:
        return 0
    bits = 0
    for on in stretch.dates:
        for start, end in gaps_on(working_time.prayer_gaps, on, is_ramadan=on in calendar.ramadan_on):
            bits |= stretch.bits_of(start, end)
    return bits
