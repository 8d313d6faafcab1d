"""Matchmaking in figures, each chart with its table."""

from typing import Any, Final

from litestar import Response, get
from litestar.params import FromQuery

from wethaq.matching.controllers.desk.words import DESK, FOR_MANAGERS, desk_page
from wethaq.matching.figures import read_figures
from wethaq.platform.web.dependencies import CurrentActor, Now

PERIODS: Final = (3, 6, 12)
HALF_A_YEAR: Final = 6


@get(f"{DESK}/figures", opt=FOR_MANAGERS)
async def show_figures(actor: CurrentActor, now: Now, months: FromQuery[str] = "") -> Response[Any]:
    chosen = next((each for each in PERIODS if str(each) == months), HALF_A_YEAR)
    figures = await read_figures(chosen, actor=actor, now=now)
    return desk_page("figures.html", figures=figures, chosen=chosen, periods=PERIODS)


HANDLERS = [show_figures]
