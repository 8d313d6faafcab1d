"""Planning the next appointments of a case: one, or a series, in the counselor's own diary."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling.cases import get_own_case
from wethaq.counseling.controllers.desk.cases import CASE, CASES
from wethaq.counseling.controllers.desk.forms import PlanForm
from wethaq.counseling.controllers.desk.week import read_day
from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.desk_case import name_of_case
from wethaq.counseling.following_up import DAYS_SHOWN, SeriesPlan, free_times, plan_appointments
from wethaq.counseling.policy.services import Modality
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import RIYADH, riyadh_date
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest


@get(f"{CASE}/plan", opt=COUNSELORS)
async def show_plan(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    values = {name: request.query_params.get(name) for name in ("from", "modality")}
    return await _plan_page(case_id, actor, now, values=values)


@post(f"{CASE}/plan", opt=COUNSELORS)
async def plan(request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await get_own_case(case_id, actor=actor)
    try:
        form = await read_form(request, PlanForm)
        wanted = SeriesPlan(
            first=_start(form),
            every_weeks=form.every_weeks,
            count=form.count,
            modality=form.modality,
            reason=form.reason,
        )
        planned = await plan_appointments(case_id, wanted, actor=actor, now=now)
    except InvalidInputError as error:
        return await _plan_page(case_id, actor, now, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        typed = form_values(await request.form(), PlanForm)
        words = gettext(refusal.message)
        return await _plan_page(case_id, actor, now, status=refusal.status, refusal=words, values=typed)
    if not planned.missed:
        return redirect(f"{CASES}/{case_id}")
    status = 200 if planned.placed else 409
    return await _plan_page(case_id, actor, now, status=status, planned=planned, values=_kept(form))


async def _plan_page(
    case_id: UUID, actor: Actor, now: datetime, *, values: dict[str, Any], **context: Any
) -> Response[Any]:
    for name in ("refusal", "planned"):
        context.setdefault(name, None)
    first_on = max(read_day(values.get("from")) or riyadh_date(now), riyadh_date(now))
    modality = _modality(values.get("modality"))
    return desk_page(
        "plan.html",
        case_id=case_id,
        person_name=await name_of_case(case_id, actor=actor),
        days=await free_times(case_id, modality, first_on, actor=actor, now=now),
        first_on=first_on,
        after=first_on + timedelta(days=DAYS_SHOWN),
        values={**values, "modality": modality.value},
        **context,
    )


def _start(form: PlanForm) -> datetime:
    """Return the start that was chosen, or typed as a day and an hour in Riyadh."""
    if form.other_on is not None and form.other_at is not None:
        return datetime.combine(form.other_on, form.other_at, RIYADH).astimezone(UTC)
    if form.starts_at is not None:
        return form.starts_at
    raise InvalidInputError(
        {"starts_at": gettext("Choose a free time, or enter a day and an hour.")}, _kept(form)
    )


def _kept(form: PlanForm) -> dict[str, Any]:
    def shown(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date | time) else value

    return {name: shown(value) for name, value in form.model_dump().items()}


def _modality(text: Any) -> Modality:
    return Modality(text) if text in set(Modality) else Modality.IN_PERSON


HANDLERS = [show_plan, plan]
