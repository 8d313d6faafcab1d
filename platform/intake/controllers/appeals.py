"""Withdrawing a request, and appealing a refusal (R3): each asks once more before it happens."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import appealing
from wethaq.platform.intake.controllers.forms import GroundsForm
from wethaq.platform.intake.loading import get_own_request
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"


@get("/requests/{request_id:uuid}/withdrawal", opt=SIGNED_IN)
async def show_withdrawal(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    return page(f"{FOLDER}/withdrawal.html", request=request, policy=CATALOGUE.get(request.service))


@post("/requests/{request_id:uuid}/withdrawal", opt=SIGNED_IN)
async def withdraw(request_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await appealing.withdraw_request(request_id, actor=actor, now=now)
    return redirect("/requests")


@get("/requests/{request_id:uuid}/appeal", opt=SIGNED_IN)
async def show_appeal(request_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    if not appealing.may_appeal(request, now):
        return redirect(f"/requests/{request_id}")
    return page(f"{FOLDER}/appeal.html", request=request, policy=CATALOGUE.get(request.service))


@post("/requests/{request_id:uuid}/appeal", opt=SIGNED_IN)
async def appeal(
    request: Request[Any, Any, Any], request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    found = await get_own_request(request_id, actor=actor)
    try:
        form = await read_form(request, GroundsForm)
    except InvalidInputError as error:
        return page(
            f"{FOLDER}/appeal.html",
            status=422,
            request=found,
            policy=CATALOGUE.get(found.service),
            errors=error.errors,
            values=error.values,
        )
    await appealing.lodge_appeal(request_id, form.grounds, actor=actor, now=now)
    return redirect(f"/requests/{request_id}")


HANDLERS = [show_withdrawal, withdraw, show_appeal, appeal]
