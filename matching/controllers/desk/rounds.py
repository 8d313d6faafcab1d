"""Rounds: begun by a manager, planned beside the site's work, reported to everybody who decides on drafts."""

from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching import round_keeping
from wethaq.matching.controllers.desk.forms import RoundForm, RoundTermsForm
from wethaq.matching.controllers.desk.words import (
    DESK,
    FOR_MANAGERS,
    FOR_ROUNDS,
    desk_page,
    refusal_words,
    what_was_typed,
)
from wethaq.matching.policy.rounds import RoundTerms
from wethaq.matching.round_pages import see_round, see_rounds
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

ROUNDS: Final = f"{DESK}/rounds"
ROUND: Final = f"{ROUNDS}/{{round_id:uuid}}"


@get(ROUNDS, opt=FOR_ROUNDS)
async def show_rounds(actor: CurrentActor) -> Response[Any]:
    return await _list_page(actor)


@get(ROUND, opt=FOR_ROUNDS)
async def show_round(request: SiteRequest, round_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    seen = await see_round(round_id, actor=actor)
    return desk_page("_round.html" if request.wants_part else "round.html", seen=seen)


@post(ROUNDS, opt=FOR_MANAGERS)
async def begin(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, RoundForm)
        round_id = await round_keeping.begin_round(actor=actor, now=now, seed=form.seed)
    except InvalidInputError as error:
        return await _list_page(actor, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        return await _list_page(actor, status=refusal.status, refusal=refusal_words(refusal))
    return redirect(f"{ROUNDS}/{round_id}")


@post(f"{ROUNDS}/terms", opt=FOR_MANAGERS)
async def change_terms(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, RoundTermsForm)
        terms = RoundTerms(form.most_each, is_weekly=form.weekly == "yes")
        await round_keeping.change_terms(terms, form.terms_reason, actor=actor, now=now)
    except InvalidInputError as error:
        return await _list_page(actor, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        typed = await what_was_typed(request)
        return await _list_page(actor, status=refusal.status, refusal=refusal_words(refusal), values=typed)
    return redirect(ROUNDS)


@post(f"{ROUND}/closure", opt=FOR_MANAGERS)
async def close(round_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        await round_keeping.close_round(round_id, actor=actor, now=now)
    except RefusedError as refusal:
        seen = await see_round(round_id, actor=actor)
        return desk_page("round.html", status=refusal.status, seen=seen, refusal=refusal_words(refusal))
    return redirect(f"{ROUNDS}/{round_id}")


async def _list_page(actor: Actor, **context: Any) -> Response[Any]:
    return desk_page("rounds.html", seen=await see_rounds(actor=actor), **context)


HANDLERS = [show_rounds, show_round, begin, change_terms, close]
