"""The form: a task list, and one question a page, saved at every step (G3)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake.answering import list_answers, save_answer
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.loading import get_own_request
from wethaq.platform.intake.policy.checklist import Evidence, ItemState, missing_uploads
from wethaq.platform.intake.policy.questions import (
    CHOICE_SEPARATOR,
    AnswerKind,
    Question,
    applying,
    letters_limit,
    next_question,
    previous_question,
    unanswered,
)
from wethaq.platform.intake.policy.services import CATALOGUE, IntakePolicy
from wethaq.platform.intake.policy.statuses import APPLICANT_MAY_EDIT
from wethaq.platform.intake.presentation import section_tasks
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.localisation import gettext, ngettext
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import fragment, page, redirect
from wethaq.platform.web.sent_form import SiteRequest

FOLDER = "platform/intake"


@get("/requests/{request_id:uuid}/tasks", opt=SIGNED_IN)
async def show_tasks(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    request = await get_own_request(request_id, actor=actor)
    if request.status not in APPLICANT_MAY_EDIT:
        return redirect(f"/requests/{request_id}")
    policy = CATALOGUE.get(request.service)
    answers = await list_answers(request_id)
    items = await list_items(request)
    missing = missing_uploads([record.item for record in items], [record.standing for record in items])
    open_questions = unanswered(policy.questions, answers)
    uploads = [
        record
        for record in items
        if record.item.evidence is Evidence.UPLOAD and record.standing.state is not ItemState.NOT_NEEDED
    ]
    return page(
        f"{FOLDER}/tasks.html",
        request=request,
        policy=policy,
        sections=section_tasks(request, policy, answers),
        documents_status=_documents_status(len(missing)),
        has_uploads=bool(uploads),
        is_complete=not open_questions and not missing,
    )


@get("/requests/{request_id:uuid}/questions/{key:str}", opt=SIGNED_IN)
async def show_question(
    request: Request[Any, Any, Any], request_id: FromPath[UUID], key: FromPath[str], actor: CurrentActor
) -> Response[Any]:
    found = await get_own_request(request_id, actor=actor)
    if found.status not in APPLICANT_MAY_EDIT:
        return redirect(f"/requests/{request_id}")
    policy = CATALOGUE.get(found.service)
    question = policy.question(key)
    answers = await list_answers(request_id)
    values = {key: _shown(question, answers.get(key, ""))}
    return _question_page(request, found, policy, question, answers, values=values)


@post("/requests/{request_id:uuid}/questions/{key:str}", opt=SIGNED_IN)
async def answer_question(
    request: SiteRequest,
    request_id: FromPath[UUID],
    key: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    """Save the answer and go on; HTMX saves it as soon as the field is left, and stays."""
    form = await request.form()
    typed = [text for text in form.getall(key, []) if isinstance(text, str)]
    try:
        found = await save_answer(request_id, key, typed, actor=actor, now=now)
    except InvalidInputError as error:
        found = await get_own_request(request_id, actor=actor)
        policy = CATALOGUE.get(found.service)
        if request.wants_part:
            return _field_part(found, policy.question(key), error.values, error.errors)
        return _question_page(
            request,
            found,
            policy,
            policy.question(key),
            await list_answers(request_id),
            status=422,
            errors=error.errors,
            values=error.values,
        )
    if request.wants_part:
        question = CATALOGUE.get(found.service).question(key)
        return _field_part(
            found, question, {key: typed if question.kind is AnswerKind.CHOICES else "".join(typed)}
        )
    if form.get("next") == "save":
        return redirect(f"/requests/{request_id}/tasks")
    return redirect(_after(found, key, await list_answers(request_id), form.get("from")))


def _field_part(
    found: RequestRecord,
    question: Question,
    values: Mapping[str, Any],
    errors: Mapping[str, str] | None = None,
) -> Response[str]:
    """Answer with the field alone: saved, or with what is wrong about it."""
    return fragment(
        f"{FOLDER}/_question_live.html",
        status=422 if errors else 200,
        is_part=True,
        request=found,
        question=question,
        values=values,
        errors=errors or {},
    )


def _after(request: RequestRecord, key: str, answers: dict[str, str], came_from: Any) -> str:
    """Return the next page: back to the answers when one was changed, else the next question."""
    policy = CATALOGUE.get(request.service)
    following = next_question(policy.questions, key, answers)
    if came_from == "answers":
        opened = unanswered(policy.questions, answers)
        if opened:
            return f"/requests/{request.id}/questions/{opened[0].key}?from=answers"
        return f"/requests/{request.id}/answers"
    if following is None or following.section != policy.question(key).section:
        return f"/requests/{request.id}/tasks"
    return f"/requests/{request.id}/questions/{following.key}"


def _question_page(
    request: Request[Any, Any, Any],
    found: RequestRecord,
    policy: IntakePolicy,
    question: Question,
    answers: dict[str, str],
    **context: Any,
) -> Response[Any]:
    asked = applying(policy.questions, answers)
    before = previous_question(policy.questions, question.key, answers)
    came_from = "answers" if request.query_params.get("from") == "answers" else ""
    is_first = before is None or before.section != question.section
    section = next(section for section in policy.sections if section.key == question.section)
    back = "answers" if came_from else "tasks" if is_first or before is None else f"questions/{before.key}"
    return page(
        f"{FOLDER}/question.html",
        request=found,
        policy=policy,
        is_part=False,
        question=question,
        section=section,
        letters_limit=letters_limit(question),
        position=next((i for i, q in enumerate(asked, 1) if q.key == question.key), 1),
        total=len(asked),
        back=f"/requests/{found.id}/{back}",
        came_from=came_from,
        **context,
    )


def _shown(question: Question, value: str) -> Any:
    return value.split(CHOICE_SEPARATOR) if question.kind is AnswerKind.CHOICES else value


def _documents_status(missing: int) -> tuple[str, str | None]:
    if not missing:
        return gettext("Done"), "good"
    return ngettext("%(num)s document to come", "%(num)s documents to come", missing), None


HANDLERS = [show_tasks, show_question, answer_question]
