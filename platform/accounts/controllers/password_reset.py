"""A forgotten password: a code to the mobile or e-mail, then a new password."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post

from wethaq.platform.accounts import passwords as service
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.accounts.controllers.entering import (
    enter,
    knock_of,
    passage_token,
    shown_at,
    start_again_at,
)
from wethaq.platform.accounts.cookies import set_passage
from wethaq.platform.accounts.forms import AddressForm, ResetForm
from wethaq.platform.accounts.passages import find_passage
from wethaq.platform.accounts.policy import CodeWrongError, PassageKind, ResendTooSoonError
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.security.password_policy import PasswordUnacceptableError
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/accounts"
CHECK_PATH = "/password-reset/check"


@get("/password-reset", opt=PUBLIC)
async def show_reset_request(request: Request[Any, Any, Any]) -> Response[Any]:
    return page(f"{FOLDER}/password_reset.html", is_lost="lost" in request.query_params)


@post("/password-reset", opt=PUBLIC)
async def ask_for_reset(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, AddressForm)
    except InvalidInputError as error:
        return page(
            f"{FOLDER}/password_reset.html",
            status=422,
            errors=error.errors,
            values=error.values,
            is_lost=False,
        )
    token = await service.ask_for_reset(read_address(form.address), knock=knock_of(request), now=now)
    response = redirect(CHECK_PATH)
    set_passage(response, request, token)
    return response


@get(CHECK_PATH, opt=PUBLIC)
async def show_reset(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    return await _reset_page(request, now)


@post(CHECK_PATH, opt=PUBLIC)
async def reset_password(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await find_passage(passage_token(request), PassageKind.PASSWORD_RESET, now=now)
    try:
        form = await read_form(request, ResetForm)
        values = {"code": form.code}
        with (
            shown_at("code", CodeWrongError, values=values),
            shown_at("password", PasswordUnacceptableError, values=values),
        ):
            entry = await service.reset_password(
                passage, form.code, form.password, knock=knock_of(request), now=now
            )
    except InvalidInputError as error:
        return await _reset_page(request, now, status=422, errors=error.errors, values=error.values)
    return enter(request, entry)


@post("/password-reset/another", opt=PUBLIC)
async def send_another_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await find_passage(passage_token(request), PassageKind.PASSWORD_RESET, now=now)
    try:
        with shown_at("code", ResendTooSoonError):
            await service.send_reset_code(passage, now=now)
    except InvalidInputError as error:
        return await _reset_page(request, now, status=422, errors=error.errors)
    return redirect(f"{CHECK_PATH}?sent=again")


async def _reset_page(
    request: Request[Any, Any, Any], now: datetime, status: int = 200, **context: Any
) -> Response[Any]:
    passage = await find_passage(passage_token(request), PassageKind.PASSWORD_RESET, now=now)
    return page(
        f"{FOLDER}/new_password.html",
        status=status,
        address=passage.address,
        is_sent_again="sent" in request.query_params,
        **context,
    )


HANDLERS = [
    Router(
        path="/",
        route_handlers=[show_reset_request, ask_for_reset, show_reset, reset_password, send_another_code],
        exception_handlers=start_again_at("/password-reset"),
    )
]
