"""A weekly plan's editor: whatever would lie outside is shown and confirmed before it is saved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import planning
from wethaq.counseling.controllers.house import week_form
from wethaq.counseling.controllers.house.typed import boxes_of, read_typed
from wethaq.counseling.controllers.house.words import FOLDER, desk_words
from wethaq.counseling.policy.conflicts import Conflict
from wethaq.counseling.policy.plans import WeeklyPlan
from wethaq.counseling.solving import seen_conflicts
from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.localisation.month_names import WEEKDAYS
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

PLANS = "/desk/counseling/plans"
OF_COUNSELOR = PLANS + "/{counselor_id:uuid}"
KEEPERS = roles(Role.MANAGER, Role.COUNSELOR)


@get(OF_COUNSELOR + "/new", opt=KEEPERS)
async def show_new(counselor_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    """Show an empty plan from today on; most start from the one in force, which "copy" gives."""
    plans = await planning.list_plans(counselor_id)
    days = week_form.rows_of(plans[0][1].week) if plans else week_form.empty_week()
    return await _editor(counselor_id, None, days, actor, values=boxes_of("from", riyadh_date(now)))


@post(OF_COUNSELOR + "/new", opt=KEEPERS, status_code=200)
async def save_new(
    request: SiteRequest, counselor_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    return await _take(request, counselor_id, None, actor, now)


@get(OF_COUNSELOR + "/{plan_id:uuid}", opt=KEEPERS)
async def show_plan(
    counselor_id: FromPath[UUID], plan_id: FromPath[UUID], actor: CurrentActor
) -> Response[Any]:
    plan = await _plan(counselor_id, plan_id)
    days = week_form.rows_of(plan.week)
    return await _editor(counselor_id, plan_id, days, actor, values=week_form.plan_values(plan))


@post(OF_COUNSELOR + "/{plan_id:uuid}", opt=KEEPERS, status_code=200)
async def save_plan(
    request: SiteRequest,
    counselor_id: FromPath[UUID],
    plan_id: FromPath[UUID],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    await _plan(counselor_id, plan_id)
    return await _take(request, counselor_id, plan_id, actor, now)


@post(OF_COUNSELOR + "/{plan_id:uuid}/removal", opt=KEEPERS, status_code=200)
async def remove_plan(
    request: SiteRequest,
    counselor_id: FromPath[UUID],
    plan_id: FromPath[UUID],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    """Take a plan away; what that would leave outside is confirmed first."""
    typed = await read_typed(request)
    stranded = await planning.preview_removal(counselor_id, plan_id, actor=actor, now=now)
    if not are_confirmed(stranded, typed.text("confirmed")):
        plan = await _plan(counselor_id, plan_id)
        days = week_form.rows_of(plan.week)
        values = week_form.plan_values(plan)
        return await _editor(
            counselor_id, plan_id, days, actor, stranded=stranded, is_removal=True, values=values
        )
    await planning.remove_plan(counselor_id, plan_id, actor=actor, now=now)
    return redirect(f"{PLANS}/{counselor_id}?changed=removed")


async def _take(
    request: SiteRequest, counselor_id: UUID, plan_id: UUID | None, actor: Actor, now: datetime
) -> Response[Any]:
    typed = await read_typed(request)
    days = week_form.read_rows(typed)
    again: dict[str, Any] = {"values": typed.values, "is_part": request.wants_part}
    if (step := typed.text("step") or week_form.SAVE) != week_form.SAVE:
        return await _editor(counselor_id, plan_id, week_form.take_step(step, days, typed), actor, **again)
    try:
        plan = week_form.read_plan(typed, days)
        stranded = await planning.preview_plan(counselor_id, plan, actor=actor, now=now, plan_id=plan_id)
        if not are_confirmed(stranded, typed.text("confirmed")):
            return await _editor(counselor_id, plan_id, days, actor, stranded=stranded, **again)
        await planning.save_plan(counselor_id, plan, actor=actor, now=now, plan_id=plan_id)
    except InvalidInputError as error:
        return await _editor(counselor_id, plan_id, days, actor, status=422, errors=error.errors, **again)
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _editor(counselor_id, plan_id, days, actor, status=409, refusal=words, **again)
    return redirect(f"{PLANS}/{counselor_id}?changed=saved")


def are_confirmed(stranded: Sequence[Conflict], confirmed: str) -> bool:
    """Tell whether the very appointments that would lie outside were shown before."""
    return {str(each.appointment.id) for each in stranded} <= set(confirmed.split())


async def _plan(counselor_id: UUID, plan_id: UUID) -> WeeklyPlan:
    found = dict(await planning.list_plans(counselor_id)).get(plan_id)
    if found is None:
        raise NotFoundError
    return found


async def _editor(
    counselor_id: UUID,
    plan_id: UUID | None,
    days: week_form.Days,
    actor: Actor,
    *,
    stranded: Sequence[Conflict] = (),
    **context: Any,
) -> Response[Any]:
    counselor = await planning.get_planned_counselor(counselor_id, actor=actor)
    names = WEEKDAYS[active_language()]
    return page(
        f"{FOLDER}/plan_editor.html",
        counselor=counselor,
        plan_id=plan_id,
        days=[(day, names[day], days[day]) for day in week_form.DAYS_IN_ORDER],
        stranded=await seen_conflicts(stranded, actor=actor),
        confirmed=" ".join(str(each.appointment.id) for each in stranded),
        hidden_count=len(stranded),
        **{"refusal": None, "is_removal": False, **context, **desk_words()},
    )


HANDLERS = [show_new, save_new, show_plan, save_plan, remove_plan]
