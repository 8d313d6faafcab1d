"""Ramadan, the Eids, the national days and the house's own closures: proposed by calendars, decided by staff."""

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from litestar import Response, get, post
from litestar.params import FromQuery

from wethaq.counseling import season_keeping
from wethaq.counseling.controllers.house.counselors import MANAGERS
from wethaq.counseling.controllers.house.typed import Typed, read_typed
from wethaq.counseling.controllers.house.words import (
    FOLDER,
    SEASON_TONE,
    SEASON_WORDS,
    STATE_WORDS,
    desk_words,
)
from wethaq.counseling.policy.seasons import Season, SeasonKind
from wethaq.counseling.solving import list_conflicts
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

SEASONS: Final = "/desk/counseling/seasons"
MOVES: Final = {"as_proposed": 0, "day_earlier": -1, "day_later": 1}
"""The sighting of the moon moves a season by a day; anything else is given by its dates."""
ANSWERS: Final = {*MOVES, "other_days", "declined"}
_NAME: Final = re.compile(r"([a-z_]{1,24})\.([0-9]{4})\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


@get(SEASONS, opt=MANAGERS)
async def show_seasons(actor: CurrentActor, now: Now, changed: FromQuery[str] = "") -> Response[Any]:
    return await _seasons_page(actor, now, changed=changed)


@post(SEASONS + "/decision", opt=MANAGERS)
async def decide(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Confirm a season on its days, a day earlier or later, or on others; or work as on any other day."""
    typed = await read_typed(request)
    season = await _season(typed, now)
    try:
        answer = typed.text("answer")
        if answer not in ANSWERS:
            raise NotFoundError
        if answer == "other_days":
            first_on, last_on = typed.day("first"), typed.day("last")
            typed.ensure_right()
        else:
            step = timedelta(days=MOVES.get(answer, 0))
            first_on, last_on = season.first_on + step, season.last_on + step
        assert first_on and last_on  # noqa: S101, PT018 - what is missing has just been refused.
        await season_keeping.decide_season(
            season, is_kept=answer != "declined", first_on=first_on, last_on=last_on, actor=actor, now=now
        )
    except InvalidInputError as error:
        return await _seasons_page(
            actor, now, status=422, errors=error.errors, values=error.values, open_season=season
        )
    except RefusedError as refusal:
        return await _seasons_page(actor, now, status=409, refusal=gettext(refusal.message))
    return redirect(f"{SEASONS}?changed=yes")


@post(SEASONS, opt=MANAGERS)
async def close_days(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Close the house on days of its own choosing."""
    typed = await read_typed(request)
    try:
        first_on = typed.day("closed_from")
        last_on = typed.day("closed_until", is_optional=True) or first_on
        typed.ensure_right()
        assert first_on and last_on  # noqa: S101, PT018 - what is missing has just been refused.
        season = Season(SeasonKind.OTHER, first_on.year, first_on, last_on)
        await season_keeping.close_days(season, actor=actor, now=now)
    except InvalidInputError as error:
        return await _seasons_page(actor, now, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        return await _seasons_page(
            actor, now, status=409, refusal=gettext(refusal.message), values=typed.values
        )
    return redirect(f"{SEASONS}?changed=yes")


def name_of(season: Season) -> str:
    """Return what a form sends to name a season."""
    return f"{season.kind.value}.{season.year}.{season.first_on.isoformat()}"


async def _season(typed: Typed, now: datetime) -> Season:
    found = _NAME.fullmatch(typed.text("season"))
    try:
        if found is None:
            raise NotFoundError
        kind, first_on = SeasonKind(found[1]), date.fromisoformat(found[3])
    except ValueError as error:
        raise NotFoundError from error
    return await season_keeping.find_season(kind, int(found[2]), first_on, now=now)


async def _seasons_page(actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    recorded, proposed = await season_keeping.list_seasons(now=now)
    return page(
        f"{FOLDER}/seasons.html",
        recorded=[season for season in recorded if season.last_on >= now.date()],
        proposed=proposed,
        name_of=name_of,
        conflicts=len(await list_conflicts(actor=actor, now=now)),
        season_words=SEASON_WORDS,
        state_words=STATE_WORDS,
        state_tone=SEASON_TONE,
        **{"refusal": None, "changed": "", "open_season": None, **context, **desk_words()},
    )


HANDLERS = [show_seasons, decide, close_days]
