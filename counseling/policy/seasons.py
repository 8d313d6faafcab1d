"""Ramadan, the Eids and the national days: the calendar proposes, staff have the last word.

Umm al-Qura's Ramadan (hijridate) and the Kingdom's public holidays (holidays.SA) are
computed years ahead; the sighting of the moon or a royal order may move them by a day.
A proposal counts until somebody says otherwise: a family must not be given
an hour on a day on which the house will be closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

import holidays
from hijridate import Hijri

from wethaq.counseling.policy.cells import ONE_DAY
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation.dates import hijri_of

RAMADAN_MONTH: Final = 9
LONGEST_SEASON: Final = timedelta(days=31)


class SeasonKind(StrEnum):
    """What a season is of; `OTHER` is a closure that the association decides itself."""

    RAMADAN = "ramadan"
    EID_AL_FITR = "eid_al_fitr"
    EID_AL_ADHA = "eid_al_adha"
    NATIONAL_DAY = "national_day"
    FOUNDING_DAY = "founding_day"
    OTHER = "other"


class SeasonState(StrEnum):
    """What staff have said of a season."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


_KINDS_BY_NAME: Final = {
    "Eid al-Fitr Holiday": SeasonKind.EID_AL_FITR,
    "Eid al-Adha Holiday": SeasonKind.EID_AL_ADHA,
    "Day of Arafah": SeasonKind.EID_AL_ADHA,
    "National Day Holiday": SeasonKind.NATIONAL_DAY,
    "Founding Day Holiday": SeasonKind.FOUNDING_DAY,
}
_HIJRI_KINDS: Final = frozenset({SeasonKind.RAMADAN, SeasonKind.EID_AL_FITR, SeasonKind.EID_AL_ADHA})


class SeasonTooLongError(RefusedError):
    """Nobody fasts or feasts for two months: a slip of the calendar."""

    message = N_("These dates can't be right: the last day is before the first, or more than a month later.")


@dataclass(frozen=True, slots=True)
class Season:
    """Days on which the ordinary plan doesn't hold; the year is Hijri for Ramadan and the Eids."""

    kind: SeasonKind
    year: int
    first_on: date
    last_on: date
    state: SeasonState = SeasonState.PROPOSED

    @property
    def name(self) -> "SeasonName":
        """What tells it from every other season, whatever its days: a moved Eid replaces the proposed one."""
        return _name_of(self.kind, self.year, self.first_on)

    @property
    def dates(self) -> frozenset[date]:
        """Its days."""
        length = (self.last_on - self.first_on).days + 1
        return frozenset(self.first_on + step * ONE_DAY for step in range(length))


SeasonName = tuple[SeasonKind, int, date | None]
"""Kind and year; a season of another kind comes more than once a year, so its first day tells it apart."""


@dataclass(frozen=True, slots=True)
class SeasonCalendar:
    """The days on which the house is closed, and those on which the plan of Ramadan holds."""

    closed_on: frozenset[date] = frozenset()
    ramadan_on: frozenset[date] = frozenset()


def proposed_seasons(year: int) -> list[Season]:
    """Return the seasons of a Gregorian year as calendars foresee them, in order."""
    return sorted([*_ramadans(year), *_holidays(year)], key=lambda season: season.first_on)


def seasons_in_force(recorded: Iterable[Season], proposed: Iterable[Season]) -> list[Season]:
    """Return the seasons that count: what staff said, and what nobody has spoken of yet."""
    recorded = list(recorded)
    said = {season.name for season in recorded}
    counted = [*recorded, *(season for season in proposed if season.name not in said)]
    return sorted(
        (season for season in counted if season.state is not SeasonState.DECLINED),
        key=lambda season: season.first_on,
    )


def seasons_to_confirm(recorded: Iterable[Season], proposed: Iterable[Season], today: date) -> list[Season]:
    """Return the proposals that staff haven't answered and that aren't over yet."""
    said = {season.name for season in recorded}
    return [season for season in proposed if season.name not in said and season.last_on >= today]


def season_calendar(seasons: Iterable[Season]) -> SeasonCalendar:
    """Return the days of seasons that are in force."""
    seasons = list(seasons)
    return SeasonCalendar(
        closed_on=_dates_of(season for season in seasons if season.kind is not SeasonKind.RAMADAN),
        ramadan_on=_dates_of(season for season in seasons if season.kind is SeasonKind.RAMADAN),
    )


def confirmed(season: Season, first_on: date, last_on: date) -> Season:
    """Return the season with the days that staff give it.

    Raises:
        SeasonTooLongError: the days are in the wrong order, or too many.
    """
    if not timedelta(0) <= last_on - first_on < LONGEST_SEASON:
        raise SeasonTooLongError
    return replace(season, first_on=first_on, last_on=last_on, state=SeasonState.CONFIRMED)


def declined(season: Season) -> Season:
    """Return the season as one on which the house works as on any other day."""
    return replace(season, state=SeasonState.DECLINED)


@cache
def _ramadans(year: int) -> tuple[Season, ...]:
    """List the months of Ramadan that touch a year: two in 2030."""
    first, last = hijri_of(date(year, 1, 1)), hijri_of(date(year, 12, 31))
    if first is None or last is None:
        return ()
    months = (_ramadan(hijri_year) for hijri_year in range(first.year, last.year + 1))
    return tuple(month for month in months if year in {month.first_on.year, month.last_on.year})


def _ramadan(hijri_year: int) -> Season:
    month = Hijri(hijri_year, RAMADAN_MONTH, 1)
    first_on = date(*month.to_gregorian().datetuple())
    last_on = first_on + timedelta(days=month.month_length() - 1)
    return Season(SeasonKind.RAMADAN, hijri_year, first_on, last_on)


@cache
def _holidays(year: int) -> tuple[Season, ...]:
    """Gather the days that holidays.SA names into one season each, days in lieu included."""
    named: dict[SeasonName, list[date]] = {}
    for on, titles in sorted(holidays.country_holidays("SA", years=year, language="en_US").items()):
        for title in titles.split("; "):
            kind = _KINDS_BY_NAME.get(title.split(" (")[0], SeasonKind.OTHER)
            named.setdefault(_name_of(kind, _year_of(kind, on), on), []).append(on)
    return tuple(Season(kind, of_year, days[0], days[-1]) for (kind, of_year, _), days in named.items())


def _name_of(kind: SeasonKind, year: int, first_on: date) -> SeasonName:
    return kind, year, first_on if kind is SeasonKind.OTHER else None


def _year_of(kind: SeasonKind, on: date) -> int:
    day = hijri_of(on) if kind in _HIJRI_KINDS else None
    return day.year if day else on.year


def _dates_of(seasons: Iterable[Season]) -> frozenset[date]:
    return frozenset().union(*(season.dates for season in seasons))
