"""The gaps that prayers leave in a counselor's day, computed from the sun.

Umm al-Qura's method (adhanpy, which needs no network): Isha is 90 minutes after
Maghrib, in Ramadan 120. A gap is widened to whole cells, which also covers that adhanpy
rounds to the minute and never into the next hour.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from adhanpy.calculation.CalculationMethod import CalculationMethod
from adhanpy.calculation.CalculationParameters import CalculationParameters
from adhanpy.calculation.PrayerAdjustments import PrayerAdjustments
from adhanpy.PrayerTimes import PrayerTimes

from wethaq.counseling.policy.cells import cell_at, cell_from

COORDINATES: Final = {
    "tabuk": (28.3838, 36.5662),
    "al_wajh": (26.2455, 36.4525),
    "duba": (27.3492, 35.6962),
    "tayma": (27.6274, 38.5510),
    "umluj": (25.0213, 37.2685),
    "haql": (29.2867, 34.9383),
    "al_bad": (28.4727, 35.0320),
}
"""Latitude and longitude of the governorates' towns, in degrees: a tenth of one moves a prayer by 24 seconds."""

ISHA_LATER_IN_RAMADAN: Final = 30
FRIDAY: Final = 4
DAYS_KEPT: Final = 4096
"""Prayer times don't change, so those of seven towns over more than a year are computed once."""


class Prayer(StrEnum):
    """The five prayers of a day; Friday's noon prayer has figures of its own."""

    FAJR = "fajr"
    DHUHR = "dhuhr"
    ASR = "asr"
    MAGHRIB = "maghrib"
    ISHA = "isha"


@dataclass(frozen=True, slots=True)
class PrayerGaps:
    """The setting: where, which prayers, and how long before and after the call nobody is booked."""

    governorate: str
    prayers: frozenset[Prayer] = frozenset(Prayer)
    before: timedelta = timedelta(0)
    after: timedelta = timedelta(minutes=30)
    friday_before: timedelta = timedelta(minutes=30)
    friday_after: timedelta = timedelta(minutes=60)


@lru_cache(DAYS_KEPT)
def prayer_times(governorate: str, on: date, *, is_ramadan: bool) -> dict[Prayer, datetime]:
    """Return when each prayer is called on a day, in UTC, to the minute."""
    parameters = CalculationParameters(
        method=CalculationMethod.UMM_AL_QURA,
        adjustments=PrayerAdjustments(isha=ISHA_LATER_IN_RAMADAN if is_ramadan else 0),
    )
    times = PrayerTimes(COORDINATES[governorate], on, calculation_parameters=parameters)
    return {prayer: getattr(times, prayer) for prayer in Prayer}


@lru_cache(DAYS_KEPT)
def gaps_on(gaps: PrayerGaps, on: date, *, is_ramadan: bool) -> tuple[tuple[int, int], ...]:
    """Return a day's gaps as numbers of cells, from the first up to and without the last."""
    times = prayer_times(gaps.governorate, on, is_ramadan=is_ramadan)
    return tuple(_gap(gaps, prayer, at, on) for prayer, at in times.items() if prayer in gaps.prayers)


def _gap(gaps: PrayerGaps, prayer: Prayer, at: datetime, on: date) -> tuple[int, int]:
    if prayer is Prayer.DHUHR and on.weekday() == FRIDAY:
        return cell_at(at - gaps.friday_before), cell_from(at + gaps.friday_after)
    return cell_at(at - gaps.before), cell_from(at + gaps.after)
