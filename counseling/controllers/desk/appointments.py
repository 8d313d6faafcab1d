"""One appointment at its counselor's desk: what is known, and what became of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling.arriving import check_in
from wethaq.counseling.attendance_keeping import mark_attended, mark_no_show
from wethaq.counseling.controllers.desk.forms import AttendanceForm
from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.desk_appointment import see_appointment
from wethaq.counseling.loading import get_counselors_appointment
from wethaq.counseling.reading_intake import read_intake
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.choices import SAFE_CONTACT_RULES
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH = "/desk/counseling/appointments/{appointment_id:uuid}"


@get(PATH, opt=COUNSELORS)
async def show_appointment(appointment_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await appointment_page(appointment_id, actor, now)


@get(f"{PATH}/questionnaire", opt=COUNSELORS)
async def show_questionnaire(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Show what the family wrote; each reading is on record."""
    appointment, answers = await read_intake(appointment_id, actor=actor, now=now)
    name = "_answers.html" if request.wants_part else "questionnaire.html"
    return desk_page(name, appointment=appointment, answers=answers)


@post(f"{PATH}/arrival", opt=COUNSELORS)
async def record_arrival(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await get_counselors_appointment(appointment_id, actor=actor)
    try:
        await check_in(appointment_id, actor=actor, now=now)
    except RefusedError as refusal:
        return await _refused(request, appointment_id, refusal, actor, now)
    return await _after(request, appointment_id, actor, now)


@post(f"{PATH}/attendance", opt=COUNSELORS)
async def record_attendance(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await get_counselors_appointment(appointment_id, actor=actor)
    try:
        form = await read_form(request, AttendanceForm)
        late = None if form.late_minutes is None else timedelta(minutes=form.late_minutes)
        await mark_attended(appointment_id, late=late, actor=actor, now=now)
    except InvalidInputError as error:
        return await appointment_page(
            appointment_id, actor, now, request=request, status=422, errors=error.errors, values=error.values
        )
    except RefusedError as refusal:
        return await _refused(request, appointment_id, refusal, actor, now)
    return await _after(request, appointment_id, actor, now)


@post(f"{PATH}/absence", opt=COUNSELORS)
async def record_absence(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await get_counselors_appointment(appointment_id, actor=actor)
    try:
        await mark_no_show(appointment_id, actor=actor, now=now)
    except RefusedError as refusal:
        return await _refused(request, appointment_id, refusal, actor, now)
    return await _after(request, appointment_id, actor, now)


async def appointment_page(
    appointment_id: UUID,
    actor: Actor,
    now: datetime,
    *,
    request: SiteRequest | None = None,
    status: int = 200,
    **context: Any,
) -> Response[Any]:
    """Answer with the page of an appointment, or with what changes on it."""
    context.setdefault("refusal", None)
    is_part = request is not None and request.wants_part
    return desk_page(
        "_outcome.html" if is_part else "appointment.html",
        status=status,
        is_part=is_part,
        seen=await see_appointment(appointment_id, actor=actor, now=now),
        safe_contact_words=SAFE_CONTACT_RULES,
        now=now,
        **context,
    )


async def _after(request: SiteRequest, appointment_id: UUID, actor: Actor, now: datetime) -> Response[Any]:
    if request.wants_part:
        return await appointment_page(appointment_id, actor, now, request=request)
    return redirect(f"/desk/counseling/appointments/{appointment_id}")


async def _refused(
    request: SiteRequest, appointment_id: UUID, refusal: RefusedError, actor: Actor, now: datetime
) -> Response[Any]:
    words = gettext(refusal.message).format(**refusal.params)
    return await appointment_page(appointment_id, actor, now, request=request, status=409, refusal=words)


HANDLERS = [show_appointment, show_questionnaire, record_arrival, record_attendance, record_absence]
