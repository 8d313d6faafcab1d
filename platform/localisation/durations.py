"""How long until, how long since: in words that Arabic counts rightly."""

from datetime import date, datetime, timedelta
from typing import Final

from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.localisation.digits import shown_digits
from wethaq.platform.localisation.translation import gettext, ngettext

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


def relative_day(moment: date | datetime, now: date | datetime) -> str:
    """Say a day as people do: «اليوم», «غدًا», «بعد 3 أيام», «منذ يومين»."""
    days = (riyadh_date(moment) - riyadh_date(now)).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    return near.get(days) or (_in_days(days) if days > 0 else _days_ago(-days))


def relative_time(moment: datetime, now: datetime) -> str:
    """Say a moment of the past hours precisely and an older one by its day."""
    passed = now - moment
    if passed < timedelta() or passed >= DAY:
        return relative_day(moment, now)
    if passed < MINUTE:
        return gettext("just now")
    if passed < HOUR:
        minutes = passed // MINUTE
        return shown_digits(ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes))
    return shown_digits(ngettext("%(num)s hour ago", "%(num)s hours ago", passed // HOUR))


def duration_text(length: timedelta) -> str:
    """Say a length of time in its largest whole unit: «ساعتان», «14 يومًا»."""
    if length >= DAY:
        return shown_digits(ngettext("%(num)s day", "%(num)s days", length // DAY))
    if length >= HOUR:
        return _hours(length // HOUR)
    return shown_digits(ngettext("%(num)s minute", "%(num)s minutes", length // MINUTE))


def hours_text(length: timedelta) -> str:
    """Say an amount of work in whole hours, however many: «31 ساعة», which days would round away."""
    return duration_text(length) if length < HOUR else _hours(length // HOUR)


def minutes_text(length: timedelta) -> str:
    """Say the length of a meeting in minutes: «90 دقيقة», which its largest whole unit would halve."""
    return shown_digits(ngettext("%(num)s minute", "%(num)s minutes", length // MINUTE))


def _hours(hours: int) -> str:
    return shown_digits(ngettext("%(num)s hour", "%(num)s hours", hours))


def _in_days(days: int) -> str:
    return shown_digits(ngettext("in %(num)s day", "in %(num)s days", days))


def _days_ago(days: int) -> str:
    return shown_digits(ngettext("%(num)s day ago", "%(num)s days ago", days))
