"""The seats of the committee and its figures."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor, Role
from wethaq.platform.committee import members, rule_versions
from wethaq.platform.committee.controllers.audiences import EVERYBODY_IN_THE_ROOM
from wethaq.platform.committee.controllers.forms import RulesForm, SeatForm
from wethaq.platform.committee.policy.rules import CommitteeRules
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

PATH = "/committee/members"
MANAGERS = roles(Role.MANAGER)


@get(PATH, opt=EVERYBODY_IN_THE_ROOM)
async def show_members(actor: CurrentActor) -> Response[Any]:
    return await _members_page(actor)


@post(PATH, status_code=303, opt=MANAGERS)
async def appoint(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, SeatForm)
    except InvalidInputError as error:
        return await _members_page(actor, status=422, errors=error.errors, values=error.values)
    await members.appoint_member(
        form.account,
        is_chair=form.seat == "chair",
        is_alternate=form.seat == "alternate",
        actor=actor,
        now=now,
    )
    return redirect(PATH)


@post(PATH + "/{member_id:uuid}/ending", status_code=303, opt=MANAGERS)
async def end_seat(member_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await members.end_seat(member_id, actor=actor, now=now)
    return redirect(PATH)


@post(PATH + "/rules", status_code=303, opt=MANAGERS)
async def change_rules(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, RulesForm)
    except InvalidInputError as error:
        return await _members_page(actor, status=422, errors=error.errors, values=error.values)
    rules = CommitteeRules(form.quorum_per_cent, form.quorum_minimum, form.has_casting_vote)
    await rule_versions.change_rules(rules, reason=form.reason, actor=actor, now=now)
    return redirect(PATH)


async def _members_page(actor: Actor, *, status: int = 200, **context: Any) -> Response[Any]:
    is_manager = actor.has(Role.MANAGER)
    return page(
        "platform/committee/members.html",
        status=status,
        members=await members.list_members(),
        candidates=await members.list_candidates() if is_manager else [],
        current=await rule_versions.current_rules(),
        versions=await rule_versions.list_rule_versions(),
        is_manager=is_manager,
        **context,
    )


HANDLERS = [show_members, appoint, end_seat, change_rules]
