"""The matchmaker's first page, and the search by number within the portfolio."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromQuery

from wethaq.matching.controllers.desk.forms import NumberForm
from wethaq.matching.controllers.desk.words import DESK, FOR_MATCHMAKERS, desk_page, page_number
from wethaq.matching.desk_home import see_home
from wethaq.matching.portfolio import ProfileNotFoundError, find_in_portfolio
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest


@get(DESK, opt=FOR_MATCHMAKERS)
async def show_home(actor: CurrentActor, now: Now, page: FromQuery[str] = "") -> Response[Any]:
    home = await see_home(actor=actor, now=now, page=page_number(page))
    return desk_page("home.html", home=home, now=now)


@post(f"{DESK}/search", opt=FOR_MATCHMAKERS)
async def find_profile(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    values: dict[str, Any] = {}
    try:
        form = await read_form(request, NumberForm)
        values = form.model_dump()
        found = await find_in_portfolio(form.number, actor=actor)
    except InvalidInputError as error:
        errors, values = error.errors, error.values
    except ProfileNotFoundError:
        errors = {"number": gettext("There is no such number in your portfolio.")}
    else:
        return redirect(f"{DESK}/profiles/{found.id}")
    home = await see_home(actor=actor, now=now)
    return desk_page("home.html", status=422, home=home, now=now, errors=errors, values=values)


HANDLERS = [show_home, find_profile]
