"""The supervisor's door to notes: a number, a reason, half an hour."""

from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling.controllers.desk.forms import OpeningForm
from wethaq.counseling.controllers.desk.words import SUPERVISORS, desk_page
from wethaq.counseling.supervising import open_notes, read_opened_notes
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH: Final = "/desk/counseling/supervision"


@get(PATH, opt=SUPERVISORS)
async def show_supervision() -> Response[Any]:
    return desk_page("supervision.html")


@post(PATH, opt=SUPERVISORS)
async def open_for_a_reason(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, OpeningForm)
        opening_id = await open_notes(form.number, form.reason, actor=actor, now=now)
    except InvalidInputError as error:
        return desk_page("supervision.html", status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        errors = {"reason": gettext(refusal.message)}
        return desk_page("supervision.html", status=refusal.status, errors=errors, values=form.model_dump())
    except NotFoundError:
        errors = {"number": gettext("There is no such appointment.")}
        return desk_page("supervision.html", status=422, errors=errors, values=form.model_dump())
    return redirect(f"{PATH}/{opening_id}")


@get(f"{PATH}/{{opening_id:uuid}}", opt=SUPERVISORS)
async def show_opened_notes(opening_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    opening, notes = await read_opened_notes(opening_id, actor=actor, now=now)
    return desk_page("opened_notes.html", opening=opening, notes=notes)


HANDLERS = [show_supervision, open_for_a_reason, show_opened_notes]
