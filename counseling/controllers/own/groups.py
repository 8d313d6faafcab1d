"""Group sessions: a list for everybody, a seat for who has agreed."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling.agreeing import find_missing
from wethaq.counseling.controllers.own.forms import AcceptanceForm, texts_of
from wethaq.counseling.groups import get_group_session, join_group_agreeing, list_group_sessions
from wethaq.counseling.wording import MODALITY_NAMES
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import go_on, page, redirect
from wethaq.platform.web.sent_form import SiteRequest

FOLDER: Final = "counseling/own"
PATH: Final = "/counseling/groups"


@get(PATH, opt=PUBLIC)
async def show_groups(now: Now) -> Response[str]:
    sessions = await list_group_sessions(now=now)
    return page(f"{FOLDER}/groups.html", sessions=sessions, now=now, modality_names=MODALITY_NAMES)


@get(PATH + "/{group_id:uuid}", opt=SIGNED_IN)
async def show_group(group_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    if actor.person_id is None:  # Colleagues have no file to join with; they are led to their own work.
        return redirect("/my-file")
    return await _group_page(group_id, actor, now)


@post(PATH + "/{group_id:uuid}/members", opt=SIGNED_IN)
async def join(
    request: SiteRequest, group_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    if actor.person_id is None:
        raise NotFoundError
    try:
        form = await read_form(request, AcceptanceForm)
        form.ensure_complete(await find_missing(actor.person_id, now=now))
        await join_group_agreeing(group_id, text_id=form.text_id, actor=actor, now=now)
    except InvalidInputError as error:
        return await _group_page(group_id, actor, now, status=422, errors=error.errors, values=error.values)
    except RefusedError as error:
        return await _group_page(group_id, actor, now, status=409, refusal=gettext(error.message))
    return go_on(request, f"/counseling/appointments/{group_id}?done=accepted")


async def _group_page(group_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[str]:
    session = await get_group_session(group_id, now=now)
    if actor.person_id is None:
        raise NotFoundError
    missing = await find_missing(actor.person_id, now=now)
    return page(
        f"{FOLDER}/group.html",
        session=session,
        appointment=session.appointment,
        missing=missing,
        texts=texts_of(missing),
        modality_names=MODALITY_NAMES,
        **{"refusal": None, **context},
    )


HANDLERS = [show_groups, show_group, join]
