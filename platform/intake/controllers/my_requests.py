"""The applicant's own page of a request: where it is, what is awaited, the thread, the timeline."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.documents import service as documents
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import conversing
from wethaq.platform.intake.appealing import may_appeal
from wethaq.platform.intake.controllers.conversation import applicants_thread, refused_part, sent_part
from wethaq.platform.intake.controllers.forms import MessageForm
from wethaq.platform.intake.loading import get_own_request, list_own_requests
from wethaq.platform.intake.numbering import find_beneficiary_number
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import APPLICANT_MAY_EDIT, OPEN_STATUSES, RequestStatus
from wethaq.platform.intake.presentation import item_text, item_tone, journey_steps, timeline_items
from wethaq.platform.intake.printing import print_request
from wethaq.platform.intake.reading import compose_file
from wethaq.platform.intake.timeline import latest_note
from wethaq.platform.intake.wording import APPLICANT_STATUS, STATUS_MEANING, STATUS_TONE
from wethaq.platform.localisation import active_language
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

FOLDER = "platform/intake"


@get("/requests", opt=SIGNED_IN)
async def list_mine(actor: CurrentActor) -> Response[Any]:
    requests = await list_own_requests(actor=actor)
    return page(
        f"{FOLDER}/my_requests.html",
        requests=requests,
        services=CATALOGUE.all(),
        status_words=APPLICANT_STATUS,
        status_tone=STATUS_TONE,
    )


@get("/requests/{request_id:uuid}", opt=SIGNED_IN)
async def show_mine(request_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _my_page(request_id, actor, now)


@post("/requests/{request_id:uuid}/messages", opt=SIGNED_IN)
async def ask(
    request: SiteRequest, request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, MessageForm)
        await conversing.ask_officer(request_id, form.message, actor=actor, now=now)
    except InvalidInputError as error:
        if request.wants_part:
            return refused_part(await _own_thread(request_id, actor), error.errors, error.values)
        return await _my_page(request_id, actor, now, status=422, errors=error.errors, values=error.values)
    if request.wants_part:
        return sent_part(await _own_thread(request_id, actor))
    return redirect(f"/requests/{request_id}#thread")


@get("/requests/{request_id:uuid}/printout", opt=SIGNED_IN)
async def print_mine(request_id: FromPath[UUID], actor: CurrentActor) -> Response[bytes]:
    file = await compose_file(await get_own_request(request_id, actor=actor), public_only=True)
    return pdf(await print_request(file, language=active_language()), file.request.number)


def pdf(content: bytes, number: str | None) -> Response[bytes]:
    """Answer with a paper to save or print."""
    headers = {"Content-Disposition": f'attachment; filename="{number or "request"}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


async def _own_thread(request_id: UUID, actor: Actor) -> dict[str, Any]:
    return await applicants_thread(await get_own_request(request_id, actor=actor))


async def _my_page(request_id: UUID, actor: Actor, now: Any, **context: Any) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    if request.status is RequestStatus.DRAFT:
        return redirect(f"/requests/{request_id}/tasks")
    file = await compose_file(request, public_only=True)
    today = riyadh_date(now)
    return page(
        f"{FOLDER}/my_request.html",
        file=file,
        request=request,
        policy=file.policy,
        status_word=APPLICANT_STATUS[request.status],
        status_tone=STATUS_TONE[request.status],
        meaning=STATUS_MEANING[request.status],
        awaited=latest_note(file.events, "returned") if request.status in APPLICANT_MAY_EDIT else None,
        decision_note=latest_note(file.events, "accepted", "refused", "refused_finally"),
        steps=journey_steps(request, is_signed=file.is_signed),
        events=timeline_items(file.events),
        **await applicants_thread(request),
        items=[(record, item_text(record), item_tone(record, today)) for record in file.items],
        letters=await documents.list_letters(request_id=request.id) if request.decided_at else [],
        beneficiary_number=await find_beneficiary_number(request.person_id),
        can_withdraw=request.status in OPEN_STATUSES,
        can_appeal=may_appeal(request, now),
        **context,
    )


HANDLERS = [list_mine, show_mine, ask, print_mine]
