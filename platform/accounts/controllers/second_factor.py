"""The second step of one's own account: set up, replace, turn off, new recovery codes."""

from typing import Any

from litestar import Request, Response, get, post

from wethaq.platform.accounts import second_factor as service
from wethaq.platform.accounts.controllers.entering import shown_at
from wethaq.platform.accounts.forms import CodeForm
from wethaq.platform.accounts.identity import get_own_account, label_of
from wethaq.platform.accounts.policy import CodeWrongError
from wethaq.platform.accounts.qr_code import qr_code
from wethaq.platform.accounts.step_up import ensure_proved
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.security.totp import has_totp
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/accounts"
ENROLMENT_PATH = "/account/second-step/enrolment"


@get("/account/second-step", opt=SIGNED_IN, guards=[ensure_proved])
async def show_second_step(actor: CurrentActor) -> Response[Any]:
    account = await get_own_account(actor)
    has_second_step = await has_totp(account.id)
    return page(f"{FOLDER}/my_second_step.html", account=account, has_second_step=has_second_step)


@post("/account/second-step", opt=SIGNED_IN, guards=[ensure_proved])
async def begin_enrolment(actor: CurrentActor, now: Now) -> Response[Any]:
    """Begin anew, also where an app is in force: it is replaced once the new one is confirmed."""
    account = await get_own_account(actor)
    await service.begin_enrolment(await label_of(account), actor=actor, now=now)
    return redirect(ENROLMENT_PATH)


@get(ENROLMENT_PATH, opt=SIGNED_IN, guards=[ensure_proved])
async def show_enrolment(actor: CurrentActor) -> Response[Any]:
    return await _enrolment_page(actor)


@post(ENROLMENT_PATH, opt=SIGNED_IN, guards=[ensure_proved])
async def confirm_enrolment(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    account = await get_own_account(actor)
    try:
        form = await read_form(request, CodeForm)
        with shown_at("code", CodeWrongError):
            codes = await service.confirm_enrolment(account.id, form.code, actor=actor, now=now)
    except InvalidInputError as error:
        return await _enrolment_page(actor, status=422, errors=error.errors)
    return page(f"{FOLDER}/recovery_codes.html", codes=codes, go_on="/account?changed=second_step")


@post("/account/second-step/removal", opt=SIGNED_IN, guards=[ensure_proved])
async def remove_second_step(actor: CurrentActor, now: Now) -> Response[Any]:
    await service.remove_second_factor(actor=actor, now=now)
    return redirect("/account?changed=second_step_removed")


@post("/account/recovery-codes", opt=SIGNED_IN, guards=[ensure_proved])
async def renew_recovery_codes(actor: CurrentActor, now: Now) -> Response[Any]:
    codes = await service.renew_recovery_codes(actor=actor, now=now)
    return page(f"{FOLDER}/recovery_codes.html", codes=codes, go_on="/account")


async def _enrolment_page(actor: Actor, status: int = 200, **context: Any) -> Response[Any]:
    account = await get_own_account(actor)
    enrolment = await service.find_enrolment(account.id, await label_of(account))
    if enrolment is None:
        return redirect("/account/second-step")
    return page(
        f"{FOLDER}/enrolment.html",
        status=status,
        secret=enrolment.secret,
        qr_code=qr_code(enrolment.address),
        action=ENROLMENT_PATH,
        is_required=False,
        **context,
    )


HANDLERS = [
    show_second_step,
    begin_enrolment,
    show_enrolment,
    confirm_enrolment,
    remove_second_step,
    renew_recovery_codes,
]
