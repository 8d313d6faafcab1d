"""The pages of "ask us": asking, finding the answer by a code, and the officers' page of questions."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.actors import Role
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.portal import inquiries as service
from wethaq.platform.portal.forms import AnswerForm, CodeForm, QuestionForm
from wethaq.platform.portal.inquiry_policy import InquiryNotFoundError
from wethaq.platform.security.limit_policy import Limit
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.web.audience import PUBLIC, roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/portal"
ANSWERERS = roles(Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT, Role.MANAGER)
QUESTIONS_PER_ADDRESS = Limit(most=10, is_slowing=False)
CODES_PER_ADDRESS = Limit(most=20)


@get("/ask", opt=PUBLIC)
async def show_question_form() -> Response[Any]:
    return page(f"{FOLDER}/ask.html")


@post("/ask", opt=PUBLIC, status_code=200)
async def ask(request: Request, actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, QuestionForm)
    except InvalidInputError as error:
        return page(f"{FOLDER}/ask.html", status=422, errors=error.errors, values=error.values)
    await record_attempt("portal.inquiry", _network_address(request), now, QUESTIONS_PER_ADDRESS)
    address = read_address(form.address) if form.address else None
    code = await service.ask(form.question, name=form.name, address=address, actor=actor, now=now)
    return page(f"{FOLDER}/asked.html", code=code, has_address=address is not None)


@get("/ask/answer", opt=PUBLIC)
async def show_code_form() -> Response[Any]:
    return page(f"{FOLDER}/ask_code.html")


@post("/ask/answer", opt=PUBLIC, status_code=200)
async def show_answer(request: Request, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, CodeForm)
        await record_attempt("portal.inquiry_code", _network_address(request), now, CODES_PER_ADDRESS)
        inquiry = await service.find_by_code(form.code)
    except InvalidInputError as error:
        return page(f"{FOLDER}/ask_code.html", status=422, errors=error.errors, values=error.values)
    except InquiryNotFoundError as error:
        errors = {"code": gettext(error.message)}
        return page(f"{FOLDER}/ask_code.html", status=422, errors=errors, values={"code": form.code})
    return page(f"{FOLDER}/answer.html", inquiry=inquiry)


@get("/desk/questions", opt=ANSWERERS)
async def show_questions(request: Request, now: Now) -> Response[Any]:
    is_answered = request.query_params.get("answered") == "yes"
    return page(
        f"{FOLDER}/questions.html",
        inquiries=await service.list_inquiries(is_answered=is_answered),
        is_answered=is_answered,
        typical_wait=await service.typical_wait(),
        now=now,
    )


@get("/desk/questions/{inquiry_id:uuid}", opt=ANSWERERS)
async def show_question(inquiry_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    inquiry = await service.get_inquiry(inquiry_id, actor=actor, now=now)
    return page(f"{FOLDER}/question_to_answer.html", inquiry=inquiry)


@post("/desk/questions/{inquiry_id:uuid}/answer", opt=ANSWERERS, status_code=200)
async def answer(
    request: Request, inquiry_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, AnswerForm)
    except InvalidInputError as error:
        inquiry = await service.get_inquiry(inquiry_id, actor=actor, now=now)
        context = {"errors": error.errors, "values": error.values}
        return page(f"{FOLDER}/question_to_answer.html", status=422, inquiry=inquiry, **context)
    await service.answer(inquiry_id, form.answer, actor=actor, now=now)
    return redirect("/desk/questions")


def _network_address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


HANDLERS = [show_question_form, ask, show_code_form, show_answer, show_questions, show_question, answer]
