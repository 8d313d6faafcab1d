"""The set-up link of a new member of staff: a password first, the second step at once after it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.accounts.controllers.entering import enter, knock_of, shown_at
from wethaq.platform.accounts.forms import NewPasswordForm
from wethaq.platform.accounts.staff import SET_UP_PATH, find_invited
from wethaq.platform.accounts.staff_setup import set_up_account
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.security.password_policy import PasswordUnacceptableError
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page

TEMPLATE = "platform/accounts/staff_setup.html"


@get(SET_UP_PATH + "/{token:str}", opt=PUBLIC)
async def show_set_up(token: FromPath[str], now: Now) -> Response[Any]:
    await find_invited(token, now=now)
    return page(TEMPLATE, token=token)


@post(SET_UP_PATH + "/{token:str}", opt=PUBLIC)
async def set_up(request: Request[Any, Any, Any], token: FromPath[str], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, NewPasswordForm)
        with shown_at("password", PasswordUnacceptableError):
            entry = await set_up_account(token, form.password, knock=knock_of(request), now=now)
    except InvalidInputError as error:
        await find_invited(token, now=now)
        return page(TEMPLATE, status=422, errors=error.errors, token=token)
    return enter(request, entry)


HANDLERS = [show_set_up, set_up]
