"""The desk's appointments: a day's list, finding by number, and one appointment with what may be done to it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.counseling import arriving, changing, desk_list, solving
from wethaq.counseling.controllers.house.typed import SAY_WHY, Typed, boxes_of, read_typed
from wethaq.counseling.controllers.house.words import FOLDER, desk_words
from wethaq.counseling.diary import list_counselors, list_rooms
from wethaq.counseling.policy.access import BOOKERS
from wethaq.counseling.policy.attendance import CHECK_IN_OPENS
from wethaq.counseling.policy.statuses import AHEAD, AppointmentStatus
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import N_, InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import LAST_DAY, riyadh_date
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

BOOKINGS = "/desk/counseling/bookings"
ONE = BOOKINGS + "/{appointment_id:uuid}"
DESK = roles(*BOOKERS)
SEE_FILES = (Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT)


@get(BOOKINGS, opt=DESK)
async def show_day(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    return await _day_page(Typed(request.query_params.multi_items()), actor, now)


@post(BOOKINGS + "/searches", opt=DESK)
async def search(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Find an appointment by its number; a POST, so that it stands in no address."""
    typed = await read_typed(request)
    try:
        found = await desk_list.find_by_number(_number(typed.text("number")), actor=actor)
    except NotFoundError:
        errors = {"number": gettext("No appointment has this number.")}
        return await _day_page(Typed(()), actor, now, status=422, errors=errors, values=typed.values)
    return redirect(f"{BOOKINGS}/{found}")


@get(ONE, opt=DESK)
async def show_appointment(
    appointment_id: FromPath[UUID],
    actor: CurrentActor,
    now: Now,
    changed: FromQuery[str] = "",
    counselor: FromQuery[str] = "",
) -> Response[Any]:
    return await appointment_page(appointment_id, actor, now, changed=changed, counselor=counselor)


@post(ONE + "/arrival", opt=DESK)
async def check_in(appointment_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        await arriving.check_in(appointment_id, actor=actor, now=now)
    except RefusedError as refusal:
        return await appointment_page(
            appointment_id, actor, now, status=409, refusal=gettext(refusal.message)
        )
    return redirect(f"{BOOKINGS}/{appointment_id}?changed=arrived")


@post(ONE + "/cancellation", opt=DESK)
async def cancel(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    typed = await read_typed(request)
    try:
        reason = typed.words("cancel_reason", missing=SAY_WHY, most=500)
        typed.ensure_right()
        await changing.cancel_by_staff(appointment_id, reason, actor=actor, now=now)
    except InvalidInputError as error:
        return await appointment_page(
            appointment_id, actor, now, status=422, errors=error.errors, values=error.values
        )
    except RefusedError as refusal:
        return await appointment_page(
            appointment_id, actor, now, status=409, refusal=gettext(refusal.message), values=typed.values
        )
    return redirect(f"{BOOKINGS}/{appointment_id}?changed=cancelled")


@post(ONE + "/move", opt=DESK)
async def move(
    request: SiteRequest, appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Move to a free time, or to any other; the family reads the reason."""
    typed = await read_typed(request)
    counselor_id = _id(typed.text("counselor"))
    again: dict[str, Any] = {"values": typed.values, "counselor": typed.text("counselor")}
    try:
        starts_at = typed.moment("to") if typed.text("to_day") else typed.instant("starts_at")
        if starts_at is None:
            typed.wrong("starts_at", N_("Choose a time first."))
        reason = typed.words("reason", missing=SAY_WHY, most=500)
        typed.ensure_right()
        assert starts_at is not None  # noqa: S101 - nothing chosen has just been refused.
        await changing.move_by_staff(
            appointment_id, starts_at, reason, actor=actor, now=now, counselor_id=counselor_id
        )
    except InvalidInputError as error:
        return await appointment_page(appointment_id, actor, now, status=422, errors=error.errors, **again)
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await appointment_page(appointment_id, actor, now, status=409, refusal=words, **again)
    return redirect(f"{BOOKINGS}/{appointment_id}?changed=moved")


async def appointment_page(
    appointment_id: UUID, actor: Actor, now: datetime, *, counselor: str = "", **context: Any
) -> Response[Any]:
    seen = await desk_list.see_appointment(appointment_id, actor=actor)
    is_ahead = seen.status in AHEAD and seen.starts_at > now
    may_change = is_ahead and not seen.is_group
    other = _id(counselor)
    times = (
        await solving.find_times_to_move(appointment_id, actor=actor, now=now, counselor_id=other)
        if may_change
        else []
    )
    return page(
        f"{FOLDER}/booking.html",
        seen=seen,
        now=now,
        may_change=may_change,
        may_cancel=is_ahead,
        may_check_in=seen.status is AppointmentStatus.CONFIRMED
        and seen.starts_at - CHECK_IN_OPENS <= now < seen.ends_at,
        may_see_file=actor.has(*SEE_FILES),
        times=times,
        chosen_counselor=other or seen.counselor.id,
        counselors=await list_counselors(),
        entered_by=(await names_of_accounts([seen.entered_by])).get(seen.entered_by)
        if seen.entered_by
        else None,
        **{"refusal": None, "changed": "", **context, **desk_words()},
    )


async def _day_page(typed: Typed, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    """Show one day; a day that can't be read, or lies beyond our calendars, is today."""
    today = riyadh_date(now)
    on = (typed.day("on", is_optional=True) if "on_day" in typed.lists else _iso(typed.text("on"))) or today
    counselor, room = _id(typed.text("counselor")), _id(typed.text("room"))
    query = "".join(f"&{name}={each}" for name, each in (("counselor", counselor), ("room", room)) if each)
    context["values"] = {
        **boxes_of("on", on),
        "counselor": str(counselor or ""),
        "room": str(room or ""),
    } | context.get("values", {})
    return page(
        f"{FOLDER}/day_list.html",
        on=on,
        today=today,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        query=query,
        rows=await desk_list.list_day(on, actor=actor, counselor_id=counselor, room_id=room),
        counselors=await list_counselors(),
        rooms=await list_rooms(),
        **{**context, **desk_words()},
    )


def _iso(text: str) -> Any:
    try:
        on = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone.
    except ValueError:
        return None
    return on if 1900 < on.year < LAST_DAY.year else None  # noqa: PLR2004 - our calendars' first year.


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> str:
    return ascii_digits(text).upper().replace(" ", "")[:24]


HANDLERS = [show_day, search, show_appointment, check_in, cancel, move]
