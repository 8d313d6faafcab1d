"""The list of one's proposals, one of them, its photo and its meeting."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.matching.controllers.proposals.pages import FOLDER, PATH, UNLISTED, WORDS, proposal_page
from wethaq.matching.own_proposals import list_own, show_own
from wethaq.matching.photo_showing import open_photo, serve_photo
from wethaq.matching.walis import allow_contacting_wali
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import go_on, page
from wethaq.platform.web.sent_form import SiteRequest

ONE = PATH + "/{proposal_id:uuid}"
DONE = frozenset({"agreed", "declined", "reported", "without_photo", "feedback", "wali"})
"""What may just have been done; anything else in the address says nothing."""


@get(PATH, opt=SIGNED_IN)
async def list_mine(actor: CurrentActor) -> Response[str]:
    return page(f"{FOLDER}/proposals.html", lines=await list_own(actor=actor), path=PATH, **WORDS)


@get(ONE, opt=SIGNED_IN)
async def show_mine(
    request: Request[Any, Any, Any], proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[str]:
    view = await show_own(proposal_id, actor=actor, now=now)
    return proposal_page(view, done=done_word(request))


@post(ONE + "/photo-opening", opt=SIGNED_IN)
async def begin_photo(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await open_photo(proposal_id, actor=actor, now=now)
    return go_on(request, f"{PATH}/{proposal_id}")


@get(ONE + "/photo", opt=SIGNED_IN)
async def show_photo(proposal_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    content = await serve_photo(proposal_id, actor=actor, now=now)
    return Response(content, media_type="image/jpeg", headers={**UNLISTED, "Content-Disposition": "inline"})


@post(ONE + "/wali-contact", opt=SIGNED_IN)
async def allow_wali(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await allow_contacting_wali(proposal_id, actor=actor, now=now)
    return go_on(request, f"{PATH}/{proposal_id}?done=wali")


def done_word(request: Request[Any, Any, Any]) -> str | None:
    """Return what the page before has just done, to say so."""
    done = request.query_params.get("done")
    return done if done in DONE else None


HANDLERS = [list_mine, show_mine, begin_photo, show_photo, allow_wali]
