"""The page that asks somebody who is signed in for a fresh proof."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post

from wethaq.platform.accounts.controllers.entering import shown_at
from wethaq.platform.accounts.cookies import set_session
from wethaq.platform.accounts.forms import ProofForm
from wethaq.platform.accounts.landing import landing_of
from wethaq.platform.accounts.policy import CodeWrongError, PasswordWrongError
from wethaq.platform.accounts.step_up import proof_asked_of, prove
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect


@get("/account/step-up", opt=SIGNED_IN)
async def show_step_up(request: Request[Any, Any, Any], actor: CurrentActor) -> Response[Any]:
    return await _step_up_page(request, actor)


@post("/account/step-up", opt=SIGNED_IN)
async def step_up(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, ProofForm)
        with shown_at("proof", CodeWrongError, PasswordWrongError):
            token = await prove(form.proof, actor=actor, now=now)
    except InvalidInputError as error:
        return await _step_up_page(request, actor, status=422, errors=error.errors)
    response = redirect(landing_of(actor, request.query_params.get("next")))
    set_session(response, request, token, is_staff=actor.is_staff)
    return response


async def _step_up_page(
    request: Request[Any, Any, Any], actor: Actor, status: int = 200, **context: Any
) -> Response[Any]:
    wanted = landing_of(actor, request.query_params.get("next"))
    return page(
        "platform/accounts/step_up.html",
        status=status,
        proof=await proof_asked_of(actor),
        query="?" + urlencode({"next": wanted}),
        **context,
    )


HANDLERS = [show_step_up, step_up]
