"""The social-research officer's queue, and the answer to a referral (H3)."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Role
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import referring
from wethaq.platform.intake.controllers.desk_page import desk_page
from wethaq.platform.intake.controllers.forms import AnswerForm
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.deadlines import service_level
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.wording import LEVEL_TONE, LEVELS
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"
RESEARCHERS = roles(Role.SOCIAL_RESEARCH_OFFICER)


@get("/desk/referrals", opt=RESEARCHERS)
async def show_referrals(actor: CurrentActor, now: Now) -> Response[Any]:
    rows = []
    for referral in await referring.list_open_referrals(actor=actor):
        request = await get_request(referral.request_id)
        level = service_level(request.status, referral.due_on, now)
        rows.append((referral, request, LEVELS[level], LEVEL_TONE[level]))
    return page(f"{FOLDER}/desk_referrals.html", rows=rows, services=CATALOGUE.all())


@post("/desk/referrals/{referral_id:uuid}/answer", opt=RESEARCHERS)
async def answer(
    request: Request[Any, Any, Any], referral_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    referral = await referring.get_referral(referral_id, actor=actor)
    try:
        form = await read_form(request, AnswerForm)
    except InvalidInputError as error:
        return await desk_page(
            referral.request_id, actor=actor, now=now, status=422, errors=error.errors, values=error.values
        )
    await referring.answer_referral(referral_id, form.answer, actor=actor, now=now)
    return redirect("/desk/referrals")


HANDLERS = [show_referrals, answer]
