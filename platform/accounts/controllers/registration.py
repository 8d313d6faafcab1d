"""Opening an account: the contact and its code, one question a page, the check, the end."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath

from wethaq.platform.accounts import registration as service
from wethaq.platform.accounts.addresses import AddressTakenError, read_address
from wethaq.platform.accounts.claims import claim_file, seek_earlier_file
from wethaq.platform.accounts.controllers.entering import (
    enter,
    knock_of,
    passage_token,
    shown_at,
    start_again_at,
)
from wethaq.platform.accounts.controllers.registration_pages import page_context, step_template
from wethaq.platform.accounts.cookies import set_passage
from wethaq.platform.accounts.forms import AddressForm, CodeForm
from wethaq.platform.accounts.landing import landing_of
from wethaq.platform.accounts.passages import OpenPassage, find_passage
from wethaq.platform.accounts.policy import (
    CodeWrongError,
    PassageKind,
    PassageLostError,
    ResendTooSoonError,
)
from wethaq.platform.accounts.registration_forms import FORM_OF
from wethaq.platform.accounts.registration_policy import CHECK, CLAIM, GUARDIAN, Step, may_open, next_page
from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.people.policy.groups import NotYetBornError
from wethaq.platform.security.password_policy import PasswordUnacceptableError
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form, validate
from wethaq.platform.web.rendering import page, redirect

PATH = "/register"
FOLDER = "platform/accounts"


@get(PATH, opt=PUBLIC)
async def show_start(request: Request[Any, Any, Any], actor: CurrentActor) -> Response[Any]:
    if actor.is_signed_in:
        return redirect(landing_of(actor, None))
    return page(f"{FOLDER}/register_contact.html", is_lost="lost" in request.query_params)


@post(PATH, opt=PUBLIC)
async def start(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, AddressForm)
    except InvalidInputError as error:
        return page(
            f"{FOLDER}/register_contact.html",
            status=422,
            errors=error.errors,
            values=error.values,
            is_lost=False,
        )
    token = await service.start_registration(
        read_address(form.address),
        knock=knock_of(request),
        next_path=request.query_params.get("next"),
        now=now,
    )
    response = redirect(f"{PATH}/code")
    set_passage(response, request, token)
    return response


@get(PATH + "/code", opt=PUBLIC)
async def show_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    return await _code_page(request, now)


@post(PATH + "/code", opt=PUBLIC)
async def check_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await _passage(request, now)
    try:
        form = await read_form(request, CodeForm)
        with shown_at("code", CodeWrongError, AddressTakenError, values={"code": form.code}):
            entry = await service.prove_address(passage, form.code, knock=knock_of(request), now=now)
    except InvalidInputError as error:
        return await _code_page(request, now, status=422, errors=error.errors, values=error.values)
    return enter(request, entry) if entry else redirect(f"{PATH}/{next_page(passage.answers)}")


@post(PATH + "/code/another", opt=PUBLIC)
async def send_another_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await _passage(request, now)
    try:
        with shown_at("code", ResendTooSoonError):
            await service.send_registration_code(passage, now=now)
    except InvalidInputError as error:
        return await _code_page(request, now, status=422, errors=error.errors)
    return redirect(f"{PATH}/code?sent=again")


@get(PATH + "/{name:str}", opt=PUBLIC)
async def show_step(request: Request[Any, Any, Any], name: FromPath[str], now: Now) -> Response[Any]:
    passage = await _proved_passage(request, now)
    if not may_open(name, passage.answers):
        raise NotFoundError
    return _step_page(name, passage, values=passage.answers)


@post(PATH + "/{name:str}", opt=PUBLIC)
async def answer_step(request: Request[Any, Any, Any], name: FromPath[str], now: Now) -> Response[Any]:
    passage = await _proved_passage(request, now)
    if not may_open(name, passage.answers):
        raise NotFoundError
    step = Step(name)
    model = FORM_OF[step]
    typed = form_values(await request.form(), model)
    try:
        values = validate(model, typed).model_dump(mode="json")
        with (
            shown_at("birth_date", NotYetBornError, values=typed),
            shown_at("password", PasswordUnacceptableError, values=typed),
        ):
            answers = await service.answer_step(passage, step, values, now=now)
    except InvalidInputError as error:
        return _step_page(name, passage, status=422, errors=error.errors, values=typed)
    return await _after(step, answers, request, now)


@get(PATH + "/" + CHECK, opt=PUBLIC)
async def show_check(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await _proved_passage(request, now)
    if not may_open(CHECK, passage.answers):
        raise NotFoundError
    return _step_page(CHECK, passage)


@post(PATH + "/" + CHECK, opt=PUBLIC)
async def finish(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await _proved_passage(request, now)
    entry = await service.finish_registration(passage, knock=knock_of(request), now=now)
    return enter(request, entry)


@get(PATH + "/" + GUARDIAN, opt=PUBLIC)
async def show_guardian_path() -> Response[Any]:
    return page(f"{FOLDER}/register_guardian.html")


@get(PATH + "/" + CLAIM, opt=PUBLIC)
async def show_claim(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await _proved_passage(request, now)
    return page(f"{FOLDER}/register_claim.html", go_on=next_page(passage.answers))


@post(PATH + "/" + CLAIM, opt=PUBLIC)
async def claim(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    passage = await _proved_passage(request, now)
    go_on = next_page(passage.answers)
    try:
        form = await read_form(request, CodeForm)
        with shown_at("code", CodeWrongError, values={"code": form.code}):
            await claim_file(passage, form.code, now=now)
    except InvalidInputError as error:
        return page(
            f"{FOLDER}/register_claim.html",
            status=422,
            errors=error.errors,
            values=error.values,
            go_on=go_on,
        )
    return redirect(f"{PATH}/{go_on}")


async def _after(
    step: Step, answers: dict[str, Any], request: Request[Any, Any, Any], now: datetime
) -> Response[Any]:
    """Go to the next question; a child to the guardian's path, an earlier file to its code."""
    if step is Step.BIRTH_DATE and answers["is_minor"]:
        return redirect(f"{PATH}/{GUARDIAN}")
    if step is Step.EARLIER_FILE and answers["has_earlier_file"] == "yes":
        await seek_earlier_file(await _passage(request, now), now=now)
        return redirect(f"{PATH}/{CLAIM}")
    return redirect(f"{PATH}/{next_page(answers)}")


async def _passage(request: Request[Any, Any, Any], now: datetime) -> OpenPassage:
    return await find_passage(passage_token(request), PassageKind.REGISTRATION, now=now)


async def _proved_passage(request: Request[Any, Any, Any], now: datetime) -> OpenPassage:
    passage = await _passage(request, now)
    if not passage.is_proved or passage.account_id is not None:
        raise PassageLostError
    return passage


def _step_page(name: str, passage: OpenPassage, status: int = 200, **context: Any) -> Response[Any]:
    return page(step_template(name), status=status, **page_context(name, passage), **context)


async def _code_page(
    request: Request[Any, Any, Any], now: datetime, status: int = 200, **context: Any
) -> Response[Any]:
    passage = await _passage(request, now)
    return page(
        f"{FOLDER}/register_code.html",
        status=status,
        address=passage.address,
        is_sent_again="sent" in request.query_params,
        **context,
    )


HANDLERS = [
    Router(
        path="/",
        route_handlers=[
            show_start,
            start,
            show_code,
            check_code,
            send_another_code,
            show_step,
            answer_step,
            show_check,
            finish,
            show_guardian_path,
            show_claim,
            claim,
        ],
        exception_handlers=start_again_at(PATH),
    )
]
