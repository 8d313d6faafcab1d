"""Dates in both calendars: Umm al-Qura and Gregorian, read and written on the server.

Browsers disagree with Umm al-Qura on two days in five, so no date is ever
left to them. Times are stored in UTC; a reader sees Riyadh's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from hijridate import Gregorian, Hijri

from wethaq.platform.localisation.digits import ascii_digits, shown_digits
from wethaq.platform.localisation.languages import Language, active_language
from wethaq.platform.localisation.month_names import GREGORIAN_MONTHS, HIJRI_MONTHS, WEEKDAYS
from wethaq.platform.localisation.translation import N_, pgettext
from wethaq.platform.localisation.unreadable import UnreadableInputError

RIYADH: Final = ZoneInfo("Asia/Riyadh")
NOON: Final = 12
YEAR_DIGITS: Final = 4
FIRST_HIJRI_YEAR: Final = 1343
LAST_HIJRI_YEAR: Final = 1500
"""The years that Umm al-Qura's table covers (1924 to 2077)."""
FIRST_DAY: Final = date(1924, 8, 1)
LAST_DAY: Final = date(2077, 11, 16)


class Calendar(StrEnum):
    """The calendar in which somebody knows a date."""

    HIJRI = "hijri"
    GREGORIAN = "gregorian"


@dataclass(frozen=True)
class HijriDate:
    """A day of the Umm al-Qura calendar."""

    year: int
    month: int
    day: int


@dataclass(frozen=True)
class EnteredDate:
    """A day as somebody gave it: the day itself and the calendar they think in."""

    on: date
    calendar: Calendar
    day: int
    month: int
    year: int


class IncompleteDateError(UnreadableInputError):
    """A date of which a part is missing or is no number."""

    message: ClassVar[str] = N_("Enter the day, the month and the year as numbers.")


class NoSuchDayError(UnreadableInputError):
    """A day that its month doesn't have, such as 30 February."""

    message: ClassVar[str] = N_("There is no such day. Check the day and the month.")


class YearOutOfRangeError(UnreadableInputError):
    """A year that the calendars here don't reach."""

    message: ClassVar[str] = N_("Enter a year between {first} and {last}.")


class OtherCalendarError(UnreadableInputError):
    """A year that is plausible only in the other calendar."""

    message: ClassVar[str] = N_("This year belongs to the other calendar. Check which calendar you chose.")


def riyadh_date(moment: date | datetime) -> date:
    """Return the day it is in Riyadh; a plain date is already one."""
    return moment.astimezone(RIYADH).date() if isinstance(moment, datetime) else moment


def end_of_day(on: date) -> datetime:
    """Return the moment a Riyadh day ends, in UTC: a deadline lasts until midnight."""
    return datetime.combine(on + timedelta(days=1), time(), RIYADH).astimezone(UTC)


def hijri_of(moment: date | datetime) -> HijriDate | None:
    """Return the Umm al-Qura day; nothing outside the years its table covers."""
    return _hijri_day(riyadh_date(moment))


def hijri_year(now: datetime) -> int:
    """Return the Hijri year in Riyadh, which numbers a year's requests.

    Raises:
        YearOutOfRangeError: past the end of Umm al-Qura's table.
    """
    if (day := hijri_of(now)) is None:
        raise YearOutOfRangeError(first=FIRST_HIJRI_YEAR, last=LAST_HIJRI_YEAR)
    return day.year


def hijri_text(moment: date | datetime, language: Language | None = None) -> str:
    """Write «12 جمادى الآخرة 1448 هـ»; nothing where Umm al-Qura doesn't reach."""
    speech = language or active_language()
    if (day := hijri_of(moment)) is None:
        return ""
    era = "هـ" if speech == "ar" else "AH"
    return shown_digits(f"{day.day} {HIJRI_MONTHS[speech][day.month - 1]} {day.year} {era}")


def gregorian_text(moment: date | datetime, language: Language | None = None) -> str:
    """Write «22 نوفمبر 2026 م» or “22 November 2026”."""
    speech, on = language or active_language(), riyadh_date(moment)
    era = " م" if speech == "ar" else ""
    return shown_digits(f"{on.day} {GREGORIAN_MONTHS[speech][on.month - 1]} {on.year}{era}")


def month_text(moment: date | datetime, language: Language | None = None) -> str:
    """Write «نوفمبر 2026» or “November 2026”, for figures by month."""
    speech, on = language or active_language(), riyadh_date(moment)
    return shown_digits(f"{GREGORIAN_MONTHS[speech][on.month - 1]} {on.year}")


def dual_date(moment: date | datetime, language: Language | None = None) -> str:
    """Write a date in both calendars, the reader's habitual one first."""
    speech = language or active_language()
    hijri, gregorian = hijri_text(moment, speech), gregorian_text(moment, speech)
    if not hijri:
        return gregorian
    return f"{hijri} – {gregorian}" if speech == "ar" else f"{gregorian} – {hijri}"


def weekday_text(moment: date | datetime, language: Language | None = None) -> str:
    """Write the day of the week."""
    return WEEKDAYS[language or active_language()][riyadh_date(moment).weekday()]


def time_text(moment: datetime) -> str:
    """Write the time in Riyadh on a twelve-hour clock: «4:30 م»."""
    local = moment.astimezone(RIYADH)
    half = pgettext("clock", "am") if local.hour < NOON else pgettext("clock", "pm")
    return f"{shown_digits(f'{local.hour % NOON or NOON}:{local.minute:02d}')} {half}"


def parse_date_input(
    day: str | int | None, month: str | int | None, year: str | int | None, calendar: Calendar | str
) -> EnteredDate:
    """Read a date from its three boxes, in the calendar that was chosen beside them.

    Raises:
        IncompleteDateError: a box is empty or holds no number.
        OtherCalendarError: a Hijri year under Gregorian, or the reverse.
        YearOutOfRangeError: a year outside 1343–1500 AH or 1900–2077.
        NoSuchDayError: 30 February, or the 30th of a month of 29 days.
    """
    chosen = Calendar(calendar)
    day, month, year = _number(day), _number(month), _number(year)
    _ensure_year_fits(year, chosen)
    return EnteredDate(_day_of(day, month, year, chosen), chosen, day, month, year)


def entered_date(on: date, calendar: Calendar) -> EnteredDate:
    """Return a known day in the three boxes of the calendar in which it was given."""
    hijri = hijri_of(on) if calendar is Calendar.HIJRI else None
    if hijri is None:
        return EnteredDate(on, Calendar.GREGORIAN, on.day, on.month, on.year)
    return EnteredDate(on, Calendar.HIJRI, hijri.day, hijri.month, hijri.year)


@lru_cache(maxsize=1024)
def _hijri_day(on: date) -> HijriDate | None:
    """Look a day up in the table; a page asks for the same days again and again."""
    if not FIRST_DAY <= on <= LAST_DAY:
        return None
    return HijriDate(*Gregorian.fromdate(on).to_hijri().datetuple())


def _number(part: str | int | None) -> int:
    text = ascii_digits(str(part if part is not None else "")).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= YEAR_DIGITS):
        raise IncompleteDateError
    return int(text)


def _ensure_year_fits(year: int, calendar: Calendar) -> None:
    """Tell a slip of the calendar, the commonest mistake, from a year that is none."""
    hijri, gregorian = range(FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR + 1), range(1900, LAST_DAY.year + 1)
    fitting, other = (hijri, gregorian) if calendar is Calendar.HIJRI else (gregorian, hijri)
    if year in fitting:
        return
    if year in other:
        raise OtherCalendarError
    raise YearOutOfRangeError(first=fitting[0], last=fitting[-1])


def _day_of(day: int, month: int, year: int, calendar: Calendar) -> date:
    try:
        if calendar is Calendar.GREGORIAN:
            return date(year, month, day)
        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError) as error:
        raise NoSuchDayError from error
