"""My account: how I sign in, and my password."""

from typing import Any

from litestar import Request, Response, get, post

from wethaq.platform.accounts.addresses import addresses_of
from wethaq.platform.accounts.controllers.entering import shown_at
from wethaq.platform.accounts.forms import ChangePasswordForm
from wethaq.platform.accounts.identity import get_own_account
from wethaq.platform.accounts.passwords import change_password
from wethaq.platform.accounts.policy import PasswordWrongError
from wethaq.platform.accounts.sessions import list_sessions
from wethaq.platform.accounts.step_up import ensure_proved_lately
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.security.password_policy import PasswordUnacceptableError
from wethaq.platform.security.recovery_codes import count_recovery_codes
from wethaq.platform.security.totp import has_totp
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/accounts"


@get("/account", opt=SIGNED_IN)
async def show_account(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    account = await get_own_account(actor)
    return page(
        f"{FOLDER}/my_account.html",
        account=account,
        addresses=await addresses_of(account.id),
        has_second_step=await has_totp(account.id),
        recovery_codes_left=await count_recovery_codes(account.id),
        sessions=await list_sessions(actor=actor, now=now),
        changed=request.query_params.get("changed"),
    )


@get("/account/password", opt=SIGNED_IN)
async def show_password(request: Request[Any, Any, Any], actor: CurrentActor) -> Response[Any]:
    await _ensure_may_set_first_password(request, actor)
    return await _password_page(actor)


@post("/account/password", opt=SIGNED_IN)
async def replace_password(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    await _ensure_may_set_first_password(request, actor)
    try:
        form = await read_form(request, ChangePasswordForm)
        with (
            shown_at("current_password", PasswordWrongError),
            shown_at("password", PasswordUnacceptableError),
        ):
            await change_password(form.current_password, form.password, actor=actor, now=now)
    except InvalidInputError as error:
        return await _password_page(actor, status=422, errors=error.errors)
    return redirect("/account?changed=password")


async def _ensure_may_set_first_password(request: Request[Any, Any, Any], actor: Actor) -> None:
    """Where there is no present password to ask for, ask for a fresh sign-in instead."""
    if (await get_own_account(actor)).password_hash is None:
        ensure_proved_lately(request)


async def _password_page(actor: Actor, status: int = 200, **context: Any) -> Response[Any]:
    account = await get_own_account(actor)
    return page(f"{FOLDER}/change_password.html", status=status, account=account, **context)


HANDLERS = [show_account, show_password, replace_password]
