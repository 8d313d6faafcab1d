"""Finding a person by what they tell on the telephone; their name stands in no address and no log."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import FromQuery
from pydantic import BaseModel

from wethaq.platform.actors import Actor, Role
from wethaq.platform.people import service
from wethaq.platform.people.controllers.file_words import file_words
from wethaq.platform.people.controllers.sections import FOLDER
from wethaq.platform.people.policy.queries import is_worth_typing_on, read_query
from wethaq.platform.security.envelope import SealBrokenError
from wethaq.platform.security.keyring import KeyUnknownError
from wethaq.platform.security.vault import VAULT
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.links import url
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

COUNTER = roles(Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT)
PEOPLE = "/desk/people"
RECORD_CLASS = "person"
SEARCH_BOX = "q"
MOST_LETTERS = 120


class SearchForm(BaseModel):
    q: str = ""


@get(PEOPLE, opt=COUNTER)
async def show_search(actor: CurrentActor, now: Now, search: FromQuery[str] = "") -> Response[Any]:
    """Show the search box, and what was found by a search of this session, so that one can go back to it."""
    return await _answer("find.html", _typed(search, actor), actor, now)


@post(f"{PEOPLE}/searches", opt=COUNTER, status_code=200)
async def search(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Find people; HTMX gets the results alone, as somebody types, and others the page."""
    typed = (await read_form(request, SearchForm)).q[:MOST_LETTERS]
    address = _address(typed, actor)
    if not request.wants_part:
        return redirect(address)
    is_typing = request.htmx.trigger == SEARCH_BOX
    wanted = "" if is_typing and not is_worth_typing_on(typed) else typed
    answer = await _answer("_results.html", wanted, actor, now, is_part=True)
    answer.headers["HX-Replace-Url"] = url(address)
    return answer


async def _answer(
    template: str, typed: str, actor: Actor, now: datetime, *, is_part: bool = False
) -> Response[str]:
    hits = await service.find_people(typed, actor=actor, now=now)
    is_search = read_query(typed) is not None
    return page(
        f"{FOLDER}/{template}", query=typed, hits=hits, is_search=is_search, is_part=is_part, **file_words()
    )


def _address(typed: str, actor: Actor) -> str:
    """Return the address of a search; what was typed is sealed in it, for this session's eyes."""
    return f"{PEOPLE}?search={quote(VAULT.seal(RECORD_CLASS, _place(actor), typed))}" if typed else PEOPLE


def _typed(sealed: str, actor: Actor) -> str:
    """Return what was typed; another session's search, or a damaged one, is an empty one."""
    try:
        return VAULT.open(RECORD_CLASS, _place(actor), sealed) if sealed else ""
    except (SealBrokenError, KeyUnknownError):
        return ""


def _place(actor: Actor) -> str:
    return f"people.search.{actor.account_id}.{actor.session_id}"
