"""Signing in by password or by a code, and signing out."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, Router, get, post

from wethaq.platform.accounts import sign_in as service
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.accounts.controllers.entering import (
    enter,
    knock_of,
    passage_token,
    shown_at,
    start_again_at,
)
from wethaq.platform.accounts.cookies import forget_session, set_passage
from wethaq.platform.accounts.forms import AddressForm, CodeForm, SignInForm
from wethaq.platform.accounts.landing import landing_of
from wethaq.platform.accounts.passages import find_passage
from wethaq.platform.accounts.policy import (
    CodeWrongError,
    PassageKind,
    ResendTooSoonError,
    SignInFailedError,
)
from wethaq.platform.accounts.sessions import ENDED_BY_SIGN_OUT, end_session
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/accounts"


@get("/sign-in", opt=PUBLIC)
async def show_sign_in(request: Request[Any, Any, Any], actor: CurrentActor) -> Response[Any]:
    """Show the door; somebody who is inside already is asked for a fresh proof instead."""
    next_path = request.query_params.get("next")
    if actor.is_signed_in:
        wanted = landing_of(actor, next_path)
        return redirect(f"/account/step-up?{urlencode({'next': wanted})}" if next_path else wanted)
    return _sign_in_page(request)


@post("/sign-in", opt=PUBLIC)
async def sign_in(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, SignInForm)
        with shown_at("address", SignInFailedError, values={"address": form.address}):
            entry = await service.sign_in_with_password(
                read_address(form.address),
                form.password,
                knock=knock_of(request),
                next_path=request.query_params.get("next"),
                now=now,
            )
    except InvalidInputError as error:
        return _sign_in_page(request, status=422, errors=error.errors, values=error.values)
    return enter(request, entry)


@get("/sign-in/code", opt=PUBLIC)
async def show_code_request(request: Request[Any, Any, Any]) -> Response[Any]:
    return page(f"{FOLDER}/sign_in_by_code.html", query=_kept_query(request))


@post("/sign-in/code", opt=PUBLIC)
async def ask_for_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, AddressForm)
    except InvalidInputError as error:
        return page(
            f"{FOLDER}/sign_in_by_code.html",
            status=422,
            errors=error.errors,
            values=error.values,
            query=_kept_query(request),
        )
    token = await service.ask_for_sign_in_code(
        read_address(form.address),
        knock=knock_of(request),
        next_path=request.query_params.get("next"),
        now=now,
    )
    response = redirect("/sign-in/code/check")
    set_passage(response, request, token)
    return response


@get("/sign-in/code/check", opt=PUBLIC)
async def show_code_check(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    return await _code_page(request, now)


@post("/sign-in/code/check", opt=PUBLIC)
async def check_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await find_passage(passage_token(request), PassageKind.CODE_SIGN_IN, now=now)
    try:
        form = await read_form(request, CodeForm)
        with shown_at("code", CodeWrongError, values={"code": form.code}):
            entry = await service.sign_in_with_code(passage, form.code, knock=knock_of(request), now=now)
    except InvalidInputError as error:
        return await _code_page(request, now, status=422, errors=error.errors, values=error.values)
    return enter(request, entry)


@post("/sign-in/code/another", opt=PUBLIC)
async def send_another_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await find_passage(passage_token(request), PassageKind.CODE_SIGN_IN, now=now)
    try:
        with shown_at("code", ResendTooSoonError):
            await service.send_sign_in_code(passage, now=now)
    except InvalidInputError as error:
        return await _code_page(request, now, status=422, errors=error.errors)
    return redirect("/sign-in/code/check?sent=again")


@post("/sign-out", opt=PUBLIC)
async def sign_out(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    if actor.session_id is not None:
        await end_session(actor.session_id, actor=actor, now=now, reason=ENDED_BY_SIGN_OUT)
    response = redirect("/signed-out")
    forget_session(response, request)
    return response


@get("/signed-out", opt=PUBLIC)
async def show_signed_out() -> Response[Any]:
    return page(f"{FOLDER}/signed_out.html")


def _sign_in_page(request: Request[Any, Any, Any], status: int = 200, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/sign_in.html",
        status=status,
        query=_kept_query(request),
        is_lost="lost" in request.query_params,
        is_parked="parked" in request.query_params,
        is_next_kept="next" in request.query_params,
        **context,
    )


async def _code_page(
    request: Request[Any, Any, Any], now: Any, status: int = 200, **context: Any
) -> Response[Any]:
    passage = await find_passage(passage_token(request), PassageKind.CODE_SIGN_IN, now=now)
    return page(
        f"{FOLDER}/check_code.html",
        status=status,
        address=passage.address,
        is_sent_again="sent" in request.query_params,
        **context,
    )


def _kept_query(request: Request[Any, Any, Any]) -> str:
    """Carry `next` and `parked` from the page to the form's address, as they came."""
    kept = {name: request.query_params[name] for name in ("next", "parked") if name in request.query_params}
    return f"?{urlencode(kept)}" if kept else ""


HANDLERS = [
    Router(
        path="/",
        route_handlers=[
            show_sign_in,
            sign_in,
            show_code_request,
            ask_for_code,
            show_code_check,
            check_code,
            send_another_code,
            sign_out,
            show_signed_out,
        ],
        exception_handlers=start_again_at("/sign-in"),
    )
]
