"""Candidates of a profile: the best twenty with reasons, two people side by side, and "propose"."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching.candidates import explain_pair, see_candidates
from wethaq.matching.controllers.desk.forms import ProposalForm
from wethaq.matching.controllers.desk.profiles import PROFILE
from wethaq.matching.controllers.desk.words import (
    DESK,
    FOR_MATCHMAKERS,
    FOR_OPENERS,
    desk_page,
    refusal_words,
)
from wethaq.matching.drafts import propose
from wethaq.matching.policy.counselling import told
from wethaq.matching.portfolio import get_kept_profile
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

CANDIDATES: Final = f"{PROFILE}/candidates"


@get(CANDIDATES, opt=FOR_OPENERS)
async def show_candidates(profile_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _list_page(profile_id, actor, now)


@get(f"{CANDIDATES}/{{candidate_id:uuid}}", opt=FOR_OPENERS)
async def show_pair(
    profile_id: FromPath[UUID], candidate_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    pair = await explain_pair(profile_id, candidate_id, actor=actor, now=now)
    return desk_page("pair.html", pair=pair)


@post(f"{PROFILE}/drafts", opt=FOR_MATCHMAKERS)
async def propose_candidate(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await get_kept_profile(profile_id, actor=actor)
    try:
        form = await read_form(request, ProposalForm)
        draft_id = await propose(profile_id, form.candidate_id, actor=actor, now=now)
    except InvalidInputError as error:
        return await _list_page(profile_id, actor, now, status=422, errors=error.errors)
    except RefusedError as refusal:
        words = refusal_words(refusal)
        return await _list_page(profile_id, actor, now, status=refusal.status, refusal=words)
    return redirect(f"{DESK}/drafts/{draft_id}")


async def _list_page(profile_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    seen = await see_candidates(profile_id, actor=actor, now=now)
    return desk_page("candidates.html", seen=seen, told=told, **context)


HANDLERS = [show_candidates, show_pair, propose_candidate]
