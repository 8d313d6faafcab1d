"""The board's switches: which traits are asked."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching.controllers.desk.forms import SwitchForm
from wethaq.matching.controllers.desk.words import DESK, FOR_SWITCHERS, desk_page, refusal_words
from wethaq.matching.switching import list_switched_traits, switch_trait
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

TRAITS: Final = f"{DESK}/traits"


@get(TRAITS, opt=FOR_SWITCHERS)
async def show_traits(actor: CurrentActor) -> Response[Any]:
    return await _page(actor)


@post(f"{TRAITS}/{{code:str}}", opt=FOR_SWITCHERS)
async def switch(request: SiteRequest, code: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, SwitchForm)
        await switch_trait(code, is_active=form.state == "on", reason=form.reason, actor=actor, now=now)
    except InvalidInputError as error:
        return await _page(actor, status=422, at=code, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        typed = form.model_dump()
        words = refusal_words(refusal)
        return await _page(actor, status=refusal.status, at=code, refusal=words, values=typed)
    return redirect(f"{TRAITS}#{code}")


async def _page(actor: Actor, *, at: str | None = None, **context: Any) -> Response[Any]:
    return desk_page("traits.html", traits=await list_switched_traits(actor=actor), at=at, **context)


HANDLERS = [show_traits, switch]
