"""A counselor's calendars elsewhere: the feed that goes out, the busy times that come in."""

from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling.busy_import import add_source, list_sources, read_own_source, remove_source
from wethaq.counseling.calendar_feed import has_feed_link, make_feed_link, revoke_feed_link
from wethaq.counseling.controllers.desk.forms import SourceForm
from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.loading import find_own_counselor
from wethaq.counseling.policy.busy_sources import PROBLEM_WORDS
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.notifications.wording import site_link
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH: Final = "/desk/counseling/calendars"


@get(PATH, opt=COUNSELORS)
async def show_calendars(actor: CurrentActor) -> Response[Any]:
    return await _page(actor)


@post(f"{PATH}/feed", opt=COUNSELORS)
async def make_feed(actor: CurrentActor, now: Now) -> Response[Any]:
    """Make a new link and show it: only its digest is kept, so this is the one time."""
    token = await make_feed_link(actor=actor, now=now)
    link = site_link(f"/calendars/{token}/counseling.ics", active_language())
    return await _page(actor, link=link)


@post(f"{PATH}/feed/revocation", opt=COUNSELORS)
async def revoke_feed(actor: CurrentActor, now: Now) -> Response[Any]:
    await revoke_feed_link(actor=actor, now=now)
    return redirect(PATH)


@post(f"{PATH}/sources", opt=COUNSELORS)
async def add(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, SourceForm)
        source_id = await add_source(form.address, actor=actor, now=now)
    except InvalidInputError as error:
        return await _page(actor, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        errors = {"address": gettext(refusal.message)}
        return await _page(actor, status=422, errors=errors, values=form.model_dump())
    await read_own_source(source_id, actor=actor, now=now)
    return redirect(PATH)


@post(f"{PATH}/sources/{{source_id:uuid}}/reading", opt=COUNSELORS)
async def read_now(source_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await read_own_source(source_id, actor=actor, now=now)
    return redirect(PATH)


@post(f"{PATH}/sources/{{source_id:uuid}}/removal", opt=COUNSELORS)
async def remove(source_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await remove_source(source_id, actor=actor, now=now)
    return redirect(PATH)


async def _page(actor: Actor, *, link: str | None = None, **context: Any) -> Response[Any]:
    counselor = await find_own_counselor(actor=actor)
    if counselor is None:
        return desk_page("no_profile.html")
    return desk_page(
        "calendars.html",
        link=link,
        has_link=await has_feed_link(counselor.id),
        sources=await list_sources(counselor.id),
        problem_words=PROBLEM_WORDS,
        **context,
    )


HANDLERS = [show_calendars, make_feed, revoke_feed, add, read_now, remove]
