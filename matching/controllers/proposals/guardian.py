"""Her guardian's own pages: the link he got, what he is asked, and his answer."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import ResponseHeader
from litestar.params import FromPath

from wethaq.matching.answering import agree_as_wali, decline_as_wali
from wethaq.matching.controllers.proposals.forms import ConcernForm, WaliRefusalForm
from wethaq.matching.controllers.proposals.pages import FOLDER, WALI_PATH, WORDS, proposal_page
from wethaq.matching.controllers.proposals.reading import done_word
from wethaq.matching.freezing import report_concern_as_wali
from wethaq.matching.own_proposals import ask_wards, list_wards, show_wards
from wethaq.matching.proposal_words import CONCERN_WORDS
from wethaq.matching.walis import INVITATION_PATH, accept_wali_invitation, find_wali_invitation
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import go_on, page
from wethaq.platform.web.sent_form import SiteRequest

ONE: Final = WALI_PATH + "/{proposal_id:uuid}"
LINK: Final = "/{token:str}"


@get(WALI_PATH, opt=SIGNED_IN)
async def list_asked(request: Request[Any, Any, Any], actor: CurrentActor) -> Response[str]:
    lines = await list_wards(actor=actor)
    return page(
        f"{FOLDER}/wali_proposals.html",
        lines=lines,
        path=WALI_PATH,
        is_new="linked" in request.query_params,
        **WORDS,
    )


@get(ONE, opt=SIGNED_IN)
async def show_asked(
    request: Request[Any, Any, Any], proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[str]:
    view = await show_wards(proposal_id, actor=actor, now=now)
    return proposal_page(view, done=done_word(request), is_wali=True)


@get(ONE + "/agreement", opt=SIGNED_IN)
async def ask_agreement(proposal_id: FromPath[UUID], actor: CurrentActor) -> Response[str]:
    return await _question(proposal_id, "wali_agreement", actor)


@post(ONE + "/agreement", opt=SIGNED_IN)
async def agree(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        await agree_as_wali(proposal_id, actor=actor, now=now)
    except RefusedError as error:
        return await _question(proposal_id, "wali_agreement", actor, status=409, refusal=error)
    return go_on(request, f"{WALI_PATH}/{proposal_id}?done=agreed")


@get(ONE + "/refusal", opt=SIGNED_IN)
async def ask_refusal(proposal_id: FromPath[UUID], actor: CurrentActor) -> Response[str]:
    return await _question(proposal_id, "wali_refusal", actor)


@post(ONE + "/refusal", opt=SIGNED_IN)
async def decline(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, WaliRefusalForm)
        await decline_as_wali(proposal_id, words=form.words, actor=actor, now=now)
    except InvalidInputError as error:
        return await _question(
            proposal_id, "wali_refusal", actor, status=422, errors=error.errors, values=error.values
        )
    return go_on(request, f"{WALI_PATH}/{proposal_id}?done=declined")


@get(ONE + "/concern", opt=SIGNED_IN)
async def ask_concern(proposal_id: FromPath[UUID], actor: CurrentActor) -> Response[str]:
    return await _question(proposal_id, "concern", actor)


@post(ONE + "/concern", opt=SIGNED_IN)
async def report(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, ConcernForm)
        await report_concern_as_wali(proposal_id, form.concern, form.words, actor=actor, now=now)
    except InvalidInputError as error:
        return await _question(
            proposal_id, "concern", actor, status=422, errors=error.errors, values=error.values
        )
    return go_on(request, f"{WALI_PATH}/{proposal_id}?done=reported")


@get(LINK, opt=PUBLIC)
async def show_link(token: FromPath[str], actor: CurrentActor, now: Now) -> Response[str]:
    return await _link_page(token, actor, now)


@post(LINK + "/acceptance", opt=SIGNED_IN)
async def accept_link(
    request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        await accept_wali_invitation(token, actor=actor, now=now)
    except RefusedError as error:
        return await _link_page(token, actor, now, status=409, refusal=error)
    return go_on(request, f"{WALI_PATH}?linked")


async def _link_page(token: str, actor: Actor, now: datetime, **context: Any) -> Response[str]:
    await find_wali_invitation(token, now=now)
    return page(
        f"{FOLDER}/wali_link.html",
        path=f"{INVITATION_PATH}/{token}",
        is_signed_in=actor.person_id is not None,
        **{"refusal": None, **context},
    )


async def _question(proposal_id: UUID, question: str, actor: Actor, **context: Any) -> Response[str]:
    asked = await ask_wards(proposal_id, actor=actor)
    more = {"refusal": None, "concerns": CONCERN_WORDS, **context}
    return page(f"{FOLDER}/{question}.html", asked=asked, path=f"{WALI_PATH}/{proposal_id}", **more)


def link_ended(_: Request[Any, Any, Any], __: NotFoundError) -> Response[str]:
    """Say of used, old and invented links the same."""
    return page(f"{FOLDER}/wali_link_ended.html", status=404)


HANDLERS: list[Any] = [
    list_asked,
    show_asked,
    ask_agreement,
    agree,
    ask_refusal,
    decline,
    ask_concern,
    report,
    Router(
        path=INVITATION_PATH,
        route_handlers=[show_link, accept_link],
        exception_handlers={NotFoundError: link_ended},
        response_headers=[ResponseHeader(name="X-Robots-Tag", value="noindex, nofollow")],
    ),
]
