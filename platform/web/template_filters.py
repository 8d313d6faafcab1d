"""Filters for templates: dates in both calendars, numbers, and foreign text kept apart."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from markupsafe import Markup, escape

from wethaq.platform.localisation import dates, durations
from wethaq.platform.localisation.digits import number_text, shown_digits

_BEFORE_MARK: Final = re.compile(r" (?=(?:م|ص|am|pm)(?: |$))")


def isolate(value: object) -> Markup:
    """Keep a typed value's writing direction to itself (`<bdi>`)."""
    return Markup(f"<bdi>{_escaped(value)}</bdi>")  # noqa: S704 - what stands in it is escaped


def ltr(value: object) -> Markup:
    """Write a code, an ID or a phone number from left to right, also on an Arabic page."""
    return Markup(f'<bdi dir="ltr">{_escaped(value)}</bdi>')  # noqa: S704 - what stands in it is escaped


def dual_date(moment: date | datetime | None) -> Markup:
    """Write a date in both calendars, in a `<time>` that machines can read."""
    return _time(moment, dates.dual_date)


def date_and_time(moment: datetime | None) -> Markup:
    """Write the day in both calendars and the hour in Riyadh."""
    return _time(moment, lambda at: f"{dates.dual_date(at)} · {dates.time_text(at)}")


def short_date(moment: date | datetime | None) -> Markup:
    return _time(moment, dates.hijri_text)


def clock(moment: datetime | None) -> Markup:
    return _time(moment, dates.time_text)


def _time(moment: Any, text: Callable[[Any], str]) -> Markup:
    """Write a moment so that no line begins with a lonely «م»."""
    if moment is None:
        return Markup("")
    words = _BEFORE_MARK.sub("\N{NO-BREAK SPACE}", text(moment))
    return Markup(f'<time datetime="{moment.isoformat()}">{escape(words)}</time>')  # noqa: S704 - escaped


def _escaped(value: object) -> Markup:
    return escape("" if value is None else value)


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "isolate": isolate,
    "ltr": ltr,
    "dual_date": dual_date,
    "date": short_date,
    "date_and_time": date_and_time,
    "month": dates.month_text,
    "weekday": dates.weekday_text,
    "gregorian": dates.gregorian_text,
    "time": clock,
    "number": number_text,
    "digits": shown_digits,
    "relative_day": durations.relative_day,
    "relative_time": durations.relative_time,
    "duration": durations.duration_text,
    "hours": durations.hours_text,
    "minutes": durations.minutes_text,
}
