"""Plans at a glance: of everybody for a manager, their own for a counselor; openings and leave."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.counseling import plan_overview, planning
from wethaq.counseling.controllers.house.plan_editor import KEEPERS, OF_COUNSELOR, PLANS, are_confirmed
from wethaq.counseling.controllers.house.typed import read_typed
from wethaq.counseling.controllers.house.week_form import DAYS_IN_ORDER
from wethaq.counseling.controllers.house.words import FOLDER, desk_words
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.solving import seen_conflicts
from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.localisation.month_names import WEEKDAYS
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest


@get(PLANS, opt=KEEPERS)
async def list_plans(actor: CurrentActor, now: Now) -> Response[Any]:
    """Show every counselor's week to a manager; a counselor goes on to their own."""
    if actor.has(Role.MANAGER):
        lines = await plan_overview.list_planned_counselors(actor=actor, now=now)
        return page(f"{FOLDER}/plan_list.html", lines=lines, **desk_words())
    own = await plan_overview.find_own_plan(actor=actor)
    if own is None:
        raise NotFoundError
    return redirect(f"{PLANS}/{own}")


@get(OF_COUNSELOR, opt=KEEPERS)
async def show_plans(
    counselor_id: FromPath[UUID], actor: CurrentActor, now: Now, changed: FromQuery[str] = ""
) -> Response[Any]:
    return await _overview(counselor_id, actor, now, changed=changed)


@post(OF_COUNSELOR + "/openings", opt=KEEPERS, status_code=200)
async def add_opening(
    request: SiteRequest, counselor_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    typed = await read_typed(request)
    again: dict[str, Any] = {"values": typed.values, "open_form": "opening"}
    try:
        on, starts, ends = typed.day("opening"), typed.clock("opening_from"), typed.clock("opening_to")
        ways = typed.several("opening_ways", [way.value for way in Modality])
        typed.ensure_right()
        assert on and starts and ends  # noqa: S101, PT018 - what is missing has just been refused.
        starts_at, ends_at = planning.span_of_day(on, starts, ends)
        modalities = frozenset(map(Modality, ways))
        await planning.add_opening(
            counselor_id, starts_at, ends_at, modalities=modalities, actor=actor, now=now
        )
    except InvalidInputError as error:
        return await _overview(counselor_id, actor, now, status=422, errors=error.errors, **again)
    except RefusedError as refusal:
        return await _overview(
            counselor_id, actor, now, status=409, refusal=gettext(refusal.message), **again
        )
    return redirect(f"{PLANS}/{counselor_id}?changed=saved")


@post(OF_COUNSELOR + "/openings/{opening_id:uuid}/removal", opt=KEEPERS, status_code=200)
async def remove_opening(
    counselor_id: FromPath[UUID], opening_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await planning.remove_opening(counselor_id, opening_id, actor=actor, now=now)
    return redirect(f"{PLANS}/{counselor_id}?changed=removed")


@post(OF_COUNSELOR + "/leave", opt=KEEPERS, status_code=200)
async def add_leave(
    request: SiteRequest, counselor_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Note leave; the appointments in it are shown and confirmed before, and stay booked after."""
    typed = await read_typed(request)
    again: dict[str, Any] = {"values": typed.values, "open_form": "leave"}
    try:
        starts_at, ends_at = typed.moment("leave_from"), typed.moment("leave_to")
        reason = typed.line("leave_reason", most=240)
        typed.ensure_right()
        assert starts_at and ends_at  # noqa: S101, PT018 - what is missing has just been refused.
        stranded = await planning.preview_leave(counselor_id, starts_at, ends_at, actor=actor, now=now)
        if not are_confirmed(stranded, typed.text("confirmed")):
            again["confirmed"] = " ".join(str(each.appointment.id) for each in stranded)
            again["hidden_count"] = len(stranded)
            again["stranded"] = await seen_conflicts(stranded, actor=actor)
            return await _overview(counselor_id, actor, now, **again)
        await planning.add_leave(counselor_id, starts_at, ends_at, reason=reason, actor=actor, now=now)
    except InvalidInputError as error:
        return await _overview(counselor_id, actor, now, status=422, errors=error.errors, **again)
    except RefusedError as refusal:
        return await _overview(
            counselor_id, actor, now, status=409, refusal=gettext(refusal.message), **again
        )
    return redirect(f"{PLANS}/{counselor_id}?changed=saved")


@post(OF_COUNSELOR + "/leave/{leave_id:uuid}/removal", opt=KEEPERS, status_code=200)
async def remove_leave(
    counselor_id: FromPath[UUID], leave_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await planning.remove_leave(counselor_id, leave_id, actor=actor, now=now)
    return redirect(f"{PLANS}/{counselor_id}?changed=removed")


async def _overview(counselor_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    names = WEEKDAYS[active_language()]
    shown: dict[str, Any] = {
        "refusal": None,
        "changed": "",
        "open_form": "",
        "stranded": [],
        "confirmed": "",
        "hidden_count": 0,
    }
    return page(
        f"{FOLDER}/plan.html",
        seen=await plan_overview.see_plans(counselor_id, actor=actor, now=now),
        hours_of=plan_overview.hours_of,
        week_days=[(day, names[day]) for day in DAYS_IN_ORDER],
        is_manager=actor.has(Role.MANAGER),
        **{**shown, **context, **desk_words()},
    )


HANDLERS = [list_plans, show_plans, add_opening, remove_opening, add_leave, remove_leave]
