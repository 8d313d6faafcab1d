"""Group sessions: what is coming with the seats that are left, and opening another."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromQuery

from wethaq.counseling import groups, opening_groups, terms
from wethaq.counseling.controllers.house.counselors import MOST_SEATS
from wethaq.counseling.controllers.house.day_list import BOOKINGS, DESK
from wethaq.counseling.controllers.house.typed import CHOOSE, read_typed
from wethaq.counseling.controllers.house.words import FOLDER, desk_words
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.offered_services import OFFERED
from wethaq.counseling.policy.services import Attendance, Modality
from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

GROUPS: Final = "/desk/counseling/groups"
SERVICE: Final = next(service for service in OFFERED if service.attendance is Attendance.GROUP)


@get(GROUPS, opt=DESK)
async def show_groups(actor: CurrentActor, now: Now, changed: FromQuery[str] = "") -> Response[Any]:
    return await _groups_page(actor, now, changed=changed)


@post(GROUPS, opt=DESK)
async def open_group(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Open a session; it may lie outside the counselor's hours, since it is announced."""
    typed = await read_typed(request)
    try:
        known = {str(each.id) for each in await list_counselors()}
        if typed.text("counselor") not in known:
            typed.wrong("counselor", CHOOSE)
        starts_at = typed.moment("on")
        modality = typed.one_of("modality", Modality)
        seats = typed.number("seats", 1, MOST_SEATS)
        topics = typed.words("topic_ar", most=160), typed.line("topic_en", most=160)
        typed.ensure_right()
        assert starts_at  # noqa: S101 - a missing one has just been refused.
        opened = await opening_groups.open_group_session(
            UUID(typed.text("counselor")),
            SERVICE.code,
            starts_at,
            modality,
            seats,
            topics=topics,
            actor=actor,
            now=now,
        )
    except InvalidInputError as error:
        return await _groups_page(actor, now, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _groups_page(actor, now, status=409, refusal=words, values=typed.values)
    return redirect(f"{BOOKINGS}/{opened.id}")


async def _groups_page(actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    figures = await terms.current_figures(SERVICE.code)
    context.setdefault("values", {"seats": figures.seats, "modality": Modality.IN_PERSON.value})
    return page(
        f"{FOLDER}/groups.html",
        sessions=await groups.list_group_sessions(now=now),
        counselors=[each for each in await list_counselors() if SERVICE.code in each.services],
        service_ways=[way for way in Modality if way in SERVICE.modalities],
        is_manager=actor.has(Role.MANAGER),
        **{"refusal": None, "changed": "", **context, **desk_words()},
    )


HANDLERS = [show_groups, open_group]
