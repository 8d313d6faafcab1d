"""My sessions: where I am signed in, and ending what I don't recognise."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.platform.accounts import sessions as service
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect

PATH = "/account/sessions"


@get(PATH, opt=SIGNED_IN)
async def show_sessions(actor: CurrentActor, now: Now) -> Response[Any]:
    sessions = await service.list_sessions(actor=actor, now=now)
    return page("platform/accounts/my_sessions.html", sessions=sessions)


@post(PATH + "/{session_id:uuid}/ending", opt=SIGNED_IN)
async def end_session(session_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await service.end_session(session_id, actor=actor, now=now)
    return redirect(PATH)


@post(PATH + "/others/ending", opt=SIGNED_IN)
async def end_other_sessions(actor: CurrentActor, now: Now) -> Response[Any]:
    await service.end_other_sessions(actor=actor, now=now)
    return redirect(PATH)


HANDLERS = [show_sessions, end_session, end_other_sessions]
