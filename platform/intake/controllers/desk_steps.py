"""The officer's steps of a request; each is a noun, each answers with the request's page."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath
from pydantic import BaseModel

from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.intake import appealing, deciding, referring, serving, submission, verifying
from wethaq.platform.intake.controllers.desk_page import desk_page
from wethaq.platform.intake.controllers.desk_request import OFFICERS
from wethaq.platform.intake.controllers.forms import (
    DecisionForm,
    DeliveryForm,
    QuestionForm,
    ReasonForm,
)
from wethaq.platform.intake.policy.statuses import Outcome
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect

PATH = "/desk/requests/{request_id:uuid}"
Step = Callable[..., Awaitable[Any]]

PLAIN_STEPS: dict[str, Step] = {
    "verification": verifying.take_up,
    "verification-completion": verifying.complete_verification,
    "completion": submission.take_back,
    "committee": verifying.forward_to_committee,
    "registration": serving.register_applicant,
    "service": serving.start_service,
    "closure": serving.close_request,
}
"""Steps that need nothing but the press of a button."""

WORDED_STEPS: dict[str, tuple[type[BaseModel], str, Step]] = {
    "return": (ReasonForm, "reason", verifying.return_request),
    "verification-reopening": (ReasonForm, "reason", verifying.reopen_verification),
    "referral": (QuestionForm, "question", referring.refer_request),
    "delivery": (DeliveryForm, "what", serving.record_delivery),
    "withdrawal": (ReasonForm, "reason", appealing.withdraw_on_behalf),
}
"""Steps that need words: a reason, a question, what was provided."""


@post(f"{PATH}/steps/{{step:str}}", opt=OFFICERS)
async def take_step(
    request: Request[Any, Any, Any],
    request_id: FromPath[UUID],
    step: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    try:
        if step in WORDED_STEPS:
            form_type, field, act = WORDED_STEPS[step]
            form = await read_form(request, form_type)
            await act(request_id, getattr(form, field), actor=actor, now=now)
        elif step in PLAIN_STEPS:
            await PLAIN_STEPS[step](request_id, actor=actor, now=now)
    except InvalidInputError as error:
        return await desk_page(
            request_id,
            actor=actor,
            now=now,
            status=422,
            errors={f"{step}-{field}": words for field, words in error.errors.items()},
            values=error.values,
            open_step=step,
        )
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return redirect(f"/desk/requests/{request_id}")


@post(f"{PATH}/decision", opt=OFFICERS)
async def decide(
    request: Request[Any, Any, Any], request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Accept or refuse where the service leaves it to an officer."""
    try:
        form = await read_form(request, DecisionForm)
        outcome = Outcome.ACCEPTED if form.outcome == Outcome.ACCEPTED.value else Outcome.REFUSED
        await deciding.decide_directly(request_id, outcome, form.reason or "", actor=actor, now=now)
    except InvalidInputError as error:
        errors = {f"decision-{field}": words for field, words in error.errors.items()}
        return await desk_page(
            request_id,
            actor=actor,
            now=now,
            status=422,
            errors=errors,
            values=error.values,
            open_step="decision",
        )
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return redirect(f"/desk/requests/{request_id}")


HANDLERS = [take_step, decide]
