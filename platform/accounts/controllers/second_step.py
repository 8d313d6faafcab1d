"""The second step of signing in, and setting it up at the first sign-in of staff."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post

from wethaq.platform.accounts import sign_in as service
from wethaq.platform.accounts.controllers.entering import (
    enter,
    knock_of,
    passage_token,
    shown_at,
    start_again_at,
)
from wethaq.platform.accounts.cookies import apply_entry
from wethaq.platform.accounts.forms import CodeForm
from wethaq.platform.accounts.identity import label_of
from wethaq.platform.accounts.policy import CodeWrongError, PassageLostError
from wethaq.platform.accounts.qr_code import qr_code
from wethaq.platform.accounts.second_factor import find_enrolment
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page

FOLDER = "platform/accounts"


@get(service.SECOND_STEP_PATH, opt=PUBLIC)
async def show_second_step(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    await service.waiting_for_second_step(passage_token(request), now=now)
    return page(f"{FOLDER}/second_step.html")


@post(service.SECOND_STEP_PATH, opt=PUBLIC)
async def take_second_step(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, CodeForm)
        with shown_at("code", CodeWrongError):
            entry = await service.take_second_step(
                passage_token(request), form.code, knock=knock_of(request), now=now
            )
    except InvalidInputError as error:
        return page(f"{FOLDER}/second_step.html", status=422, errors=error.errors)
    return enter(request, entry)


@get(service.ENROLMENT_PATH, opt=PUBLIC)
async def show_enrolment(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    return await _enrolment_page(request, now)


@post(service.ENROLMENT_PATH, opt=PUBLIC)
async def enrol(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    """Confirm the app; the recovery codes are on this answer alone, since they are kept nowhere."""
    try:
        form = await read_form(request, CodeForm)
        with shown_at("code", CodeWrongError):
            entry, codes = await service.enrol_and_enter(
                passage_token(request), form.code, knock=knock_of(request), now=now
            )
    except InvalidInputError as error:
        return await _enrolment_page(request, now, status=422, errors=error.errors)
    response = page(f"{FOLDER}/recovery_codes.html", codes=codes, go_on=entry.path)
    apply_entry(response, request, entry)
    return response


async def _enrolment_page(
    request: Request[Any, Any, Any], now: datetime, status: int = 200, **context: Any
) -> Response[Any]:
    _, account = await service.waiting_for_second_step(passage_token(request), now=now)
    enrolment = await find_enrolment(account.id, await label_of(account))
    if enrolment is None:
        raise PassageLostError
    return page(
        f"{FOLDER}/enrolment.html",
        status=status,
        secret=enrolment.secret,
        qr_code=qr_code(enrolment.address),
        action=service.ENROLMENT_PATH,
        is_required=True,
        **context,
    )


HANDLERS = [
    Router(
        path="/",
        route_handlers=[show_second_step, take_second_step, show_enrolment, enrol],
        exception_handlers=start_again_at("/sign-in"),
    )
]
