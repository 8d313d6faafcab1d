"""The manager's figures as charts, each with its table."""

from typing import Any, Final

from litestar import Response, get
from litestar.params import FromQuery

from wethaq.counseling import figures
from wethaq.counseling.controllers.house.counselors import MANAGERS
from wethaq.counseling.controllers.house.words import FOLDER, desk_words
from wethaq.counseling.offered_services import OFFERED
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page

PERIODS: Final = (3, 6, 12)
HALF_A_YEAR: Final = 6


@get("/desk/counseling/figures", opt=MANAGERS)
async def show_figures(actor: CurrentActor, now: Now, months: FromQuery[str] = "") -> Response[Any]:
    chosen = next((each for each in PERIODS if str(each) == months), HALF_A_YEAR)
    return page(
        f"{FOLDER}/figures.html",
        figures=await figures.read_figures(chosen, actor=actor, now=now),
        chosen=chosen,
        periods=PERIODS,
        titles={service.code: service.title for service in OFFERED},
        **desk_words(),
    )


HANDLERS = [show_figures]
