"""Check the answers, sign exactly them (H4), and what happens next."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake.controllers.forms import DeclarationForm, name_too_short
from wethaq.platform.intake.loading import get_own_request
from wethaq.platform.intake.policy.checklist import ItemState, missing_uploads
from wethaq.platform.intake.policy.declaration import DECLARATION_TEXT, is_full_name
from wethaq.platform.intake.policy.journey import IncompleteRequestError
from wethaq.platform.intake.policy.questions import unanswered
from wethaq.platform.intake.policy.statuses import APPLICANT_MAY_EDIT
from wethaq.platform.intake.presentation import answered_sections, item_text
from wethaq.platform.intake.reading import RequestFile, compose_file
from wethaq.platform.intake.submission import ContentChangedError, sign_and_submit
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"


@get("/requests/{request_id:uuid}/answers", opt=SIGNED_IN)
async def show_answers(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    file = await _own_file(request_id, actor)
    if file.request.status not in APPLICANT_MAY_EDIT:
        return redirect(f"/requests/{request_id}")
    return _answers_page(file)


@get("/requests/{request_id:uuid}/declaration", opt=SIGNED_IN)
async def show_declaration(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    file = await _own_file(request_id, actor)
    if file.request.status not in APPLICANT_MAY_EDIT:
        return redirect(f"/requests/{request_id}")
    return _declaration_page(file, values={"seen_hash": file.content_hash})


@post("/requests/{request_id:uuid}/declaration", opt=SIGNED_IN)
async def sign(
    request: Request[Any, Any, Any], request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Sign what was shown and submit it; however often it is pressed, it happens once."""
    try:
        form = await read_form(request, DeclarationForm)
        if not is_full_name(form.signed_name):
            raise name_too_short()
        found = await sign_and_submit(
            request_id, signed_name=form.signed_name, seen_hash=form.seen_hash, actor=actor, now=now
        )
    except InvalidInputError as error:
        values = error.values or {"signed_name": (await request.form()).get("signed_name")}
        file = await _own_file(request_id, actor)
        return _declaration_page(file, status=422, errors=error.errors, values=values)
    except (ContentChangedError, IncompleteRequestError) as refusal:
        return _answers_page(await _own_file(request_id, actor), status=409, refusal=refusal.message)
    return redirect(f"/requests/{found.id}/confirmation")


@get("/requests/{request_id:uuid}/confirmation", opt=SIGNED_IN)
async def show_confirmation(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    if request.number is None:
        return redirect(f"/requests/{request_id}/tasks")
    file = await compose_file(request, public_only=True)
    to_show = [record.item for record in file.items if record.item.evidence == "seen" and _is_open(record)]
    to_bring = [record.item for record in file.items if record.standing.is_promised and _is_open(record)]
    return page(
        f"{FOLDER}/confirmation.html",
        request=request,
        policy=file.policy,
        to_show=to_show + to_bring,
    )


async def _own_file(request_id: UUID, actor: Actor) -> RequestFile:
    return await compose_file(await get_own_request(request_id, actor=actor), public_only=True)


def _is_open(record: Any) -> bool:
    return not record.standing.is_matched and record.standing.state is ItemState.REQUIRED


def _answers_page(file: RequestFile, **context: Any) -> Response[Any]:
    context.setdefault("refusal", None)
    return page(
        f"{FOLDER}/answers.html",
        file=file,
        request=file.request,
        policy=file.policy,
        sections=answered_sections(file.policy, file.answers),
        items=[
            record
            for record in file.items
            if record.item.evidence != "answers" and not _is_not_needed(record)
        ],
        item_text=item_text,
        is_complete=_is_complete(file),
        **context,
    )


def _is_complete(file: RequestFile) -> bool:
    standings = [record.standing for record in file.items]
    has_all_papers = not missing_uploads([record.item for record in file.items], standings)
    return has_all_papers and not unanswered(file.policy.questions, file.answers)


def _declaration_page(file: RequestFile, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/declaration.html",
        request=file.request,
        policy=file.policy,
        declaration=DECLARATION_TEXT,
        content_hash=file.content_hash,
        **context,
    )


def _is_not_needed(record: Any) -> bool:
    return record.standing.state is ItemState.NOT_NEEDED


HANDLERS = [show_answers, show_declaration, sign, show_confirmation]
