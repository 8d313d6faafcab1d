"""The front page of counseling: what there is, for whom, how it goes."""

from typing import Any

from litestar import Response, get

from wethaq.counseling.offered_services import OFFERED, OfferedService, number_of
from wethaq.counseling.policy.services import Attendance
from wethaq.counseling.terms import all_figures
from wethaq.counseling.wording import ATTENDANCE_WORDS
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.rendering import page


@get("/counseling", opt=PUBLIC)
async def show_counseling() -> Response[Any]:
    figures = await all_figures()
    cards = [
        {
            "service": service,
            "attendance": ATTENDANCE_WORDS[service.attendance],
            "minutes": figures[service.code].length_minutes,
            "path": _path(service),
        }
        for service in OFFERED
    ]
    return page("counseling/booking/counseling.html", cards=cards)


def _path(service: OfferedService) -> str:
    """Lead through the questions on danger where the service asks them; a group's dates have a page of their own."""
    if service.attendance is Attendance.GROUP:
        return "/counseling/groups"
    page_name = "safety" if service.asks_about_safety else "start"
    return f"/counseling/{page_name}?about={number_of(service)}"


HANDLERS = [show_counseling]
