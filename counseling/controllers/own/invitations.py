"""An invitation to come along: open to whoever has the link, answered in an account of one's own.

Without a sign-in it says when and how, and that somebody invited; who it was
and what for is told behind the sign-in (`inviting.look_at_invitation` says why).
A no needs neither account nor reason.
"""

from datetime import datetime
from typing import Any, Final

from litestar import Response, Router, get, post
from litestar.params import FromPath

from wethaq.counseling.attending import find_invitation
from wethaq.counseling.controllers.own.forms import AcceptanceForm, texts_of
from wethaq.counseling.controllers.own.links import UNLISTED, link_ended
from wethaq.counseling.inviting import agree_and_accept, look_at_invitation, refuse_invitation
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.counseling.telling import INVITATION_PATH as PATH
from wethaq.counseling.wording import MODALITY_NAMES
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import go_on, page
from wethaq.platform.web.sent_form import SiteRequest

FOLDER: Final = "counseling/own"
ONE: Final = "/{token:str}"


@get(ONE, opt=PUBLIC)
async def show_invitation(token: FromPath[str], actor: CurrentActor, now: Now) -> Response[str]:
    return await _invitation_page(token, actor, now)


@post(ONE + "/acceptance", opt=SIGNED_IN)
async def accept(request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    asked = await look_at_invitation(token, actor=actor, now=now)
    try:
        form = await read_form(request, AcceptanceForm)
        form.ensure_complete(asked.missing)
        accepted = await agree_and_accept(token, text_id=form.text_id, actor=actor, now=now)
    except InvalidInputError as error:
        return await _invitation_page(token, actor, now, status=422, errors=error.errors, values=error.values)
    except JustTakenError:
        refusal = gettext("You have another appointment at this time. Move one of the two, or call us.")
        return await _invitation_page(token, actor, now, status=409, refusal=refusal)
    return go_on(request, f"/counseling/appointments/{accepted.id}?done=accepted")


@post(ONE + "/refusal", opt=PUBLIC)
async def refuse(request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    await refuse_invitation(token, actor=actor, now=now)
    return go_on(request, "/appointments/done/refused")


async def _invitation_page(token: str, actor: Actor, now: datetime, **context: Any) -> Response[str]:
    found = await find_invitation(token, now=now)
    asked = await look_at_invitation(token, actor=actor, now=now) if actor.person_id else None
    return page(
        f"{FOLDER}/invitation.html",
        appointment=found.appointment,
        path=f"{PATH}/{token}",
        now=now,
        asked=asked,
        missing=asked.missing if asked else None,
        texts=texts_of(asked.missing) if asked else [],
        modality_names=MODALITY_NAMES,
        **{"refusal": None, **context},
    )


INVITATIONS = Router(
    path=PATH,
    route_handlers=[show_invitation, accept, refuse],
    exception_handlers={NotFoundError: link_ended},
    response_headers=[UNLISTED],
)
HANDLERS: list[Any] = [INVITATIONS]
