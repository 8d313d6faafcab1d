"""The counselor's day: what is now, what is next, what waits."""

from typing import Any

from litestar import Response, get

from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.desk_today import see_today
from wethaq.counseling.loading import find_own_counselor
from wethaq.platform.web.dependencies import CurrentActor, Now


@get("/desk/counseling", opt=COUNSELORS)
async def show_today(actor: CurrentActor, now: Now) -> Response[Any]:
    counselor = await find_own_counselor(actor=actor)
    if counselor is None:
        return desk_page("no_profile.html")
    return desk_page("today.html", counselor=counselor, now=now, seen=await see_today(counselor, now=now))


HANDLERS = [show_today]
