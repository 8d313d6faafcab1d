"""The documents of a request: uploaded one by one, or promised; identity documents are only shown."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.documents import service as documents
from wethaq.platform.documents.errors import FileRefusedError
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import evidence
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.loading import get_own_request
from wethaq.platform.intake.policy.checklist import Evidence, ItemState
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import APPLICANT_MAY_EDIT
from wethaq.platform.intake.presentation import item_text
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_upload
from wethaq.platform.web.rendering import go_on, page, redirect
from wethaq.platform.web.sent_form import SiteRequest

FOLDER = "platform/intake"


@get("/requests/{request_id:uuid}/documents", opt=SIGNED_IN)
async def show_documents(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    if request.status not in APPLICANT_MAY_EDIT:
        return redirect(f"/requests/{request_id}")
    items = [
        record for record in await list_items(request) if record.standing.state is not ItemState.NOT_NEEDED
    ]
    files = {file.id: file for file in await documents.list_request_files(request_id)}
    return page(
        f"{FOLDER}/documents.html",
        request=request,
        policy=CATALOGUE.get(request.service),
        shown=[record for record in items if record.item.evidence is Evidence.SEEN],
        uploads=[record for record in items if record.item.evidence is Evidence.UPLOAD],
        files=files,
        item_text=item_text,
    )


@get("/requests/{request_id:uuid}/documents/{code:str}", opt=SIGNED_IN)
async def show_upload(request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor) -> Response[Any]:
    return await _upload_page(request_id, code, actor)


@post("/requests/{request_id:uuid}/documents/{code:str}", opt=SIGNED_IN)
async def upload(
    request: SiteRequest, request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Take the file in, or note that the applicant brings it along."""
    try:
        if (await request.form()).get("is_promised") == "yes":
            await evidence.promise_item(request_id, code, is_promised=True, actor=actor, now=now)
        elif (sent := await read_upload(request, "file")) is None:
            raise InvalidInputError({"file": gettext("Choose a file, or tell us that you will bring it.")})
        else:
            await evidence.add_document(request_id, code, sent[1], sent[0], actor=actor, now=now)
    except FileRefusedError as refusal:
        errors = {"file": gettext(refusal.message).format(**refusal.params)}
    except InvalidInputError as error:
        errors = error.errors
    else:
        return go_on(request, f"/requests/{request_id}/documents")
    template = "_upload.html" if request.wants_part else "upload.html"
    return await _upload_page(request_id, code, actor, template, status=422, errors=errors)


@post("/requests/{request_id:uuid}/files/{document_id:uuid}/removal", opt=SIGNED_IN)
async def remove(
    request_id: FromPath[UUID], document_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await evidence.remove_document(request_id, document_id, actor=actor, now=now)
    return redirect(f"/requests/{request_id}/documents")


async def _upload_page(
    request_id: UUID, code: str, actor: Actor, template: str = "upload.html", **context: Any
) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    if request.status not in APPLICANT_MAY_EDIT:
        return redirect(f"/requests/{request_id}")
    policy = CATALOGUE.get(request.service)
    item = policy.item(code)
    return page(f"{FOLDER}/{template}", request=request, policy=policy, item=item, **context)


HANDLERS = [show_documents, show_upload, upload, remove]
