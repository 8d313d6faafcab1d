"""The counselor's week: a table for a wide screen, a list for a phone."""

from datetime import date, timedelta
from typing import Any

from litestar import Response, get

from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.desk_calendar import calendar_days
from wethaq.counseling.desk_today import list_lines
from wethaq.counseling.loading import find_own_counselor
from wethaq.counseling.policy.day_view import shown_hours, week_rows
from wethaq.counseling.waiting_work import first_of_week
from wethaq.platform.localisation.dates import FIRST_DAY, LAST_DAY, riyadh_date
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.sent_form import SiteRequest

A_WEEK = timedelta(days=7)


@get("/desk/counseling/week", opt=COUNSELORS)
async def show_week(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    counselor = await find_own_counselor(actor=actor)
    if counselor is None:
        return desk_page("no_profile.html")
    today = riyadh_date(now)
    sunday = first_of_week(read_day(request.query_params.get("from")) or today)
    days = await calendar_days(counselor, sunday, 7, now=now)
    drawn = [(day.on, day.stretches) for day in days]
    hours = shown_hours(drawn)
    return desk_page(
        "week.html",
        counselor=counselor,
        days=days,
        today=today,
        hours=hours,
        rows=week_rows(drawn, *hours),
        entries={key: entry for day in days for key, entry in day.entries.items()},
        listed={day.on: list_lines(day, now) for day in days},
        before=sunday - A_WEEK,
        after=sunday + A_WEEK,
    )


def read_day(text: str | None) -> date | None:
    """Read a day of an address; what is none, or lies outside the calendars, is left out."""
    try:
        on = date.fromisoformat(text or "")
    except ValueError:
        return None
    return on if FIRST_DAY + A_WEEK < on < LAST_DAY - A_WEEK - A_WEEK else None


HANDLERS = [show_week]
