"""Matching the checklist, item by item (H2), and correcting an answer."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from wethaq.platform.documents.errors import FileRefusedError
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.intake import answering, evidence, verifying
from wethaq.platform.intake.controllers.desk_page import desk_page
from wethaq.platform.intake.controllers.desk_request import OFFICERS
from wethaq.platform.intake.controllers.forms import ExceptionForm, ExpiryForm
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form, read_upload
from wethaq.platform.web.rendering import redirect

PATH = "/desk/requests/{request_id:uuid}/checklist/{code:str}"


@post(f"{PATH}/match", opt=OFFICERS)
async def match(
    request: Request[Any, Any, Any],
    request_id: FromPath[UUID],
    code: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    """Tick an item; a document that has run out is recorded as such instead."""
    try:
        expires_on = (await read_form(request, ExpiryForm)).expires_on()
        if expires_on is not None and expires_on < riyadh_date(now):
            await verifying.mark_expired(request_id, code, expires_on=expires_on, actor=actor, now=now)
        else:
            await verifying.match_item(request_id, code, expires_on=expires_on, actor=actor, now=now)
    except InvalidInputError as error:
        errors = {f"{code}-{field}": words for field, words in error.errors.items()}
        return await desk_page(
            request_id, actor=actor, now=now, status=422, errors=errors, values=error.values, wrong_item=code
        )
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return _back(request_id, code)


@post(f"{PATH}/exception", opt=OFFICERS)
async def make_exception(
    request: Request[Any, Any, Any],
    request_id: FromPath[UUID],
    code: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    try:
        form = await read_form(request, ExceptionForm)
        state = ItemState(form.state) if form.state in set(ItemState) else ItemState.REQUIRED
        await verifying.except_item(request_id, code, state, form.reason, actor=actor, now=now)
    except InvalidInputError as error:
        errors = {f"{code}-{field}": words for field, words in error.errors.items()}
        return await desk_page(
            request_id, actor=actor, now=now, status=422, errors=errors, values=error.values, wrong_item=code
        )
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return _back(request_id, code)


@post(f"{PATH}/reopening", opt=OFFICERS)
async def reopen(
    request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        await verifying.reopen_item(request_id, code, actor=actor, now=now)
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return _back(request_id, code)


@post(f"{PATH}/documents", opt=OFFICERS)
async def add_copy(
    request: Request[Any, Any, Any],
    request_id: FromPath[UUID],
    code: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    """Keep a copy that was handed in at the desk; the applicant signs anew (H4)."""
    sent = await read_upload(request, "file")
    try:
        if sent is None:
            raise InvalidInputError({f"{code}-file": gettext("Choose a file.")})
        await evidence.add_document(request_id, code, sent[1], sent[0], actor=actor, now=now)
    except InvalidInputError as error:
        return await desk_page(
            request_id, actor=actor, now=now, status=422, errors=error.errors, wrong_item=code
        )
    except (FileRefusedError, RefusedError) as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return _back(request_id, code)


@post("/desk/requests/{request_id:uuid}/answers/{key:str}", opt=OFFICERS)
async def correct(
    request: Request[Any, Any, Any],
    request_id: FromPath[UUID],
    key: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    form = await request.form()
    typed = [text for text in form.getall(key, []) if isinstance(text, str)]
    reason = str(form.get("reason") or "")
    try:
        await answering.correct_answer(request_id, key, typed, reason=reason, actor=actor, now=now)
    except InvalidInputError as error:
        return await desk_page(
            request_id,
            actor=actor,
            now=now,
            status=422,
            errors=error.errors,
            values=error.values,
            correcting=key,
        )
    except RefusedError as refusal:
        return await desk_page(request_id, actor=actor, now=now, refusal=refusal)
    return redirect(f"/desk/requests/{request_id}#answers")


def _back(request_id: UUID, code: str) -> Response[Any]:
    return redirect(f"/desk/requests/{request_id}#item-{code}")


HANDLERS = [match, make_exception, reopen, add_copy, correct]
