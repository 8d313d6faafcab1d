"""Drafts to decide, one after the other: by a key or a thumb, and on to the next."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching.controllers.desk.forms import RejectionForm, SwapForm
from wethaq.matching.controllers.desk.words import (
    DESK,
    FOR_MATCHMAKERS,
    Act,
    desk_page,
    refusal_words,
    what_was_typed,
)
from wethaq.matching.drafts import accept_draft, list_drafts, reject_draft, see_draft, swap_draft
from wethaq.matching.proposals import ProposalNotFoundError
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

DRAFTS: Final = f"{DESK}/drafts"
DRAFT: Final = f"{DRAFTS}/{{draft_id:uuid}}"


@get(DRAFTS, opt=FOR_MATCHMAKERS)
async def show_drafts(actor: CurrentActor) -> Response[Any]:
    return desk_page("drafts.html", drafts=await list_drafts(actor=actor))


@get(DRAFT, opt=FOR_MATCHMAKERS)
async def show_draft(draft_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return desk_page("draft.html", draft=await see_draft(draft_id, actor=actor, now=now))


@post(f"{DRAFT}/acceptance", opt=FOR_MATCHMAKERS)
async def accept(
    request: SiteRequest, draft_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        await accept_draft(draft_id, actor=actor, now=now)

    return await _decide(request, draft_id, actor, now, act)


@post(f"{DRAFT}/rejection", opt=FOR_MATCHMAKERS)
async def reject(
    request: SiteRequest, draft_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, RejectionForm)
        await reject_draft(draft_id, form.reason, actor=actor, now=now)

    return await _decide(request, draft_id, actor, now, act)


@post(f"{DRAFT}/swap", opt=FOR_MATCHMAKERS)
async def swap(
    request: SiteRequest, draft_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, SwapForm)
        await swap_draft(draft_id, form.candidate_id, form.swap_reason, actor=actor, now=now)

    return await _decide(request, draft_id, actor, now, act)


async def _decide(
    request: SiteRequest, draft_id: UUID, actor: Actor, now: datetime, act: Act
) -> Response[Any]:
    """Decide, and go on to the next draft; a mistake or a refusal shows this one again."""
    waiting = [each.id for each in await list_drafts(actor=actor)]
    if draft_id not in waiting:
        raise ProposalNotFoundError
    try:
        await act()
    except InvalidInputError as error:
        draft = await see_draft(draft_id, actor=actor, now=now)
        return desk_page("draft.html", status=422, draft=draft, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        draft, typed = await see_draft(draft_id, actor=actor, now=now), await what_was_typed(request)
        words = refusal_words(refusal)
        return desk_page("draft.html", status=refusal.status, draft=draft, refusal=words, values=typed)
    place = waiting.index(draft_id)
    following = [*waiting[place + 1 :], *waiting[:place]]
    return redirect(f"{DRAFTS}/{following[0]}" if following else DRAFTS)


HANDLERS = [show_drafts, show_draft, accept, reject, swap]
