"""Recording a declaration at the desk (H4), with the scan of the paper, and handing a request on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.documents.errors import FileRefusedError
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.intake import assigning, signed_papers, submission
from wethaq.platform.intake.controllers.desk_page import desk_page, refusal_words
from wethaq.platform.intake.controllers.desk_request import OFFICERS
from wethaq.platform.intake.controllers.forms import OfficerForm, SignatureForm, chosen_file
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form, read_upload
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH = "/desk/requests/{request_id:uuid}"


@post(f"{PATH}/declaration", opt=OFFICERS)
async def declare(
    request: SiteRequest, request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Record a declaration on paper, or by telephone before a witness (H4)."""
    try:
        await _record(request, request_id, actor=actor, now=now)
    except InvalidInputError as error:
        errors = {f"declaration-{field}": words for field, words in error.errors.items()}
        values = error.values
    except FileRefusedError as refusal:
        errors = {"paper": refusal_words(refusal)}
        values = form_values(await request.form(), SignatureForm)
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    else:
        return redirect(f"/desk/requests/{request_id}")
    return await desk_page(
        request_id, actor=actor, now=now, status=422, errors=errors, values=values, open_step="declaration"
    )


@post(f"{PATH}/declaration/paper", opt=OFFICERS)
async def file_paper(
    request: SiteRequest, request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """File the scan of a declaration that was recorded without it."""
    try:
        filename, content = await chosen_file(request, "scan")
        await signed_papers.add_paper(request_id, filename, content, actor=actor, now=now)
    except InvalidInputError as error:
        return await desk_page(request_id, actor=actor, now=now, status=422, errors=error.errors)
    except FileRefusedError as refusal:
        errors = {"scan": refusal_words(refusal)}
        return await desk_page(request_id, actor=actor, now=now, status=422, errors=errors)
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return redirect(f"/desk/requests/{request_id}#signature-state")


@post(f"{PATH}/officer", opt=OFFICERS)
async def hand_on(
    request: SiteRequest, request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Hand the request to another officer, who finds it among their own."""
    try:
        form = await read_form(request, OfficerForm)
        await assigning.assign_request(request_id, form.officer_id, actor=actor, now=now)
    except InvalidInputError as error:
        return await desk_page(request_id, actor=actor, now=now, status=422, errors=error.errors)
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return redirect(f"/desk/requests/{request_id}#facts")


async def _record(request: SiteRequest, request_id: UUID, *, actor: Actor, now: datetime) -> None:
    form = await read_form(request, SignatureForm)
    is_phone = form.method == SignatureMethod.PHONE
    sent = None if is_phone else await read_upload(request, "paper")
    paper = await signed_papers.store_paper(request_id, *sent, actor=actor, now=now) if sent else None
    await submission.record_declaration(
        request_id,
        method=SignatureMethod.PHONE if is_phone else SignatureMethod.PAPER,
        signed_name=form.signed_name,
        witness_id=form.witness_id if is_phone else None,
        document_id=paper,
        actor=actor,
        now=now,
    )


HANDLERS = [declare, file_paper, hand_on]
