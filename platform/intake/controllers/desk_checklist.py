"""Matching the checklist, item by item (H2), and correcting an answer."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.documents.errors import FileRefusedError
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.intake import answering, evidence, verifying
from wethaq.platform.intake.controllers.desk_page import desk_page, refusal_words
from wethaq.platform.intake.controllers.desk_parts import item_part
from wethaq.platform.intake.controllers.desk_request import OFFICERS
from wethaq.platform.intake.controllers.forms import ExceptionForm, ExpiryForm, chosen_file
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH = "/desk/requests/{request_id:uuid}/checklist/{code:str}"


@post(f"{PATH}/match", opt=OFFICERS)
async def match(
    request: SiteRequest, request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Tick an item; a document that has run out is recorded as such instead."""

    async def tick() -> None:
        expires_on = (await read_form(request, ExpiryForm)).expires_on()
        if expires_on is not None and expires_on < riyadh_date(now):
            await verifying.mark_expired(request_id, code, expires_on=expires_on, actor=actor, now=now)
        else:
            await verifying.match_item(request_id, code, expires_on=expires_on, actor=actor, now=now)

    return await _after(tick, request, request_id, code, actor=actor, now=now)


@post(f"{PATH}/exception", opt=OFFICERS)
async def make_exception(
    request: SiteRequest, request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Waive an item or mark it as not needed; who did it and why is kept."""

    async def record() -> None:
        form = await read_form(request, ExceptionForm)
        state = ItemState(form.state) if form.state in set(ItemState) else ItemState.REQUIRED
        await verifying.except_item(request_id, code, state, form.reason, actor=actor, now=now)

    return await _after(record, request, request_id, code, actor=actor, now=now)


@post(f"{PATH}/reopening", opt=OFFICERS)
async def reopen(
    request: SiteRequest, request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Take a tick or an exception back."""

    async def take_back() -> None:
        await verifying.reopen_item(request_id, code, actor=actor, now=now)

    return await _after(take_back, request, request_id, code, actor=actor, now=now)


@post(f"{PATH}/documents", opt=OFFICERS)
async def add_copy(
    request: SiteRequest, request_id: FromPath[UUID], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep a copy that was handed in at the desk; the applicant signs anew (H4)."""

    async def keep() -> None:
        filename, content = await chosen_file(request)
        await evidence.add_document(request_id, code, content, filename, actor=actor, now=now)

    return await _after(keep, request, request_id, code, actor=actor, now=now)


async def _after(
    act: Callable[[], Awaitable[None]],
    request: SiteRequest,
    request_id: UUID,
    code: str,
    *,
    actor: Actor,
    now: datetime,
) -> Response[Any]:
    """Do it, then show the item as it stands: alone to HTMX, in its page to others."""
    wrong: dict[str, Any] = {}
    try:
        await act()
    except InvalidInputError as error:
        errors = {f"{code}-{field}": words for field, words in error.errors.items()}
        wrong = {"status": 422, "errors": errors, "values": error.values}
    except FileRefusedError as refusal:
        wrong = {"status": 422, "errors": {f"{code}-file": refusal_words(refusal)}}
    except RefusedError as refusal:
        wrong = {"refusal": refusal}
    if request.wants_part:
        return await item_part(request_id, code, actor=actor, now=now, **wrong)
    if wrong:
        return await desk_page(request_id, actor=actor, now=now, wrong_item=code, **wrong)
    return redirect(f"/desk/requests/{request_id}#item-{code}")


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


HANDLERS = [match, make_exception, reopen, add_copy, correct]
