"""Openings with a reason: the door, and the list for those who watch over it."""

from typing import Any, Final

from litestar import Response, get, post

from wethaq.matching.break_glass import list_openings, open_profile
from wethaq.matching.controllers.desk.forms import OpeningForm
from wethaq.matching.controllers.desk.words import DESK, FOR_BOARD, FOR_OPENERS, desk_page, refusal_words
from wethaq.matching.portfolio import ProfileNotFoundError
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

DOOR: Final = f"{DESK}/reasoned-opening"


@get(DOOR, opt=FOR_OPENERS)
async def show_door() -> Response[Any]:
    return desk_page("door.html")


@post(DOOR, opt=FOR_OPENERS)
async def open_for_a_reason(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, OpeningForm)
        profile_id = await open_profile(form.number, form.reason, actor=actor, now=now)
    except InvalidInputError as error:
        return desk_page("door.html", status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        errors = {"reason": refusal_words(refusal)}
        return desk_page("door.html", status=refusal.status, errors=errors, values=form.model_dump())
    except ProfileNotFoundError:
        errors = {"number": gettext("There is no profile with this number.")}
        return desk_page("door.html", status=422, errors=errors, values=form.model_dump())
    return redirect(f"{DESK}/profiles/{profile_id}")


@get(f"{DESK}/openings", opt=FOR_BOARD)
async def show_openings(actor: CurrentActor) -> Response[Any]:
    return desk_page("openings.html", openings=await list_openings(actor=actor))


HANDLERS = [show_door, open_for_a_reason, show_openings]
