"""Decisions that wait for their date: read the letter, release it, or ask two people for an earlier one."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.committee import release
from wethaq.platform.committee.controllers.audiences import CHAIRS, SECRETARIES
from wethaq.platform.committee.controllers.forms import WordsForm
from wethaq.platform.committee.decision_letters import preview_decision_letter
from wethaq.platform.committee.decisions import get_decision, list_decisions
from wethaq.platform.committee.policy.release import DecisionStatus
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import service as intake
from wethaq.platform.web.audience import proved
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

PATH = "/committee/decisions"
ONE = PATH + "/{decision_id:uuid}"
RECENT = 20


@get(PATH, opt=SECRETARIES)
async def show_decisions(actor: CurrentActor, now: Now) -> Response[Any]:
    return await _decisions_page(actor, now)


@get(ONE + "/letter.pdf", opt=SECRETARIES)
async def preview_letter(decision_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    """Show the letter as it would read, to whoever is about to answer for it."""
    release.ensure_releaser(actor)
    decision = await get_decision(decision_id)
    request = await intake.get_visible_request(decision.request_id, actor=actor)
    pdf = await preview_decision_letter(decision, request, now=now)
    headers = {"Content-Disposition": 'attachment; filename="preview.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


@post(ONE + "/release", status_code=303, opt=SECRETARIES)
async def release_decision(decision_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await release.release_decision(decision_id, actor=actor, now=now)
    return redirect(PATH)


@post(ONE + "/urgency", status_code=303, opt=SECRETARIES)
async def ask_urgency(
    decision_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, WordsForm)
    except InvalidInputError as error:
        return await _decisions_page(actor, now, status=422, errors=error.errors, values=error.values)
    await release.ask_urgent_release(decision_id, form.reason, actor=actor, now=now)
    return redirect(PATH)


@post(ONE + "/urgency/approval", status_code=303, opt=proved(CHAIRS))
async def approve_urgency(decision_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await release.approve_urgent_release(decision_id, actor=actor, now=now)
    return redirect(PATH)


async def _decisions_page(actor: Actor, now: Any, *, status: int = 200, **context: Any) -> Response[Any]:
    decisions = await list_decisions(DecisionStatus.PREPARED)
    released = (await list_decisions(DecisionStatus.RELEASED))[-RECENT:]
    requests = {
        each.request_id: await intake.get_request(each.request_id) for each in [*decisions, *released]
    }
    return page(
        "platform/committee/decision_list.html",
        status=status,
        decisions=decisions,
        released=released[::-1],
        requests=requests,
        services={code: policy.title for code, policy in intake.CATALOGUE.all().items()},
        may_approve=actor.has(*release.APPROVERS),
        account_id=actor.account_id,
        now=now,
        **context,
    )


HANDLERS = [show_decisions, preview_letter, release_decision, ask_urgency, approve_urgency]
