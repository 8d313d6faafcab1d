"""Safety first: questions on danger, of which nothing is kept, and the urgent call."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.counseling import urgent_calls
from wethaq.counseling.controllers.booking.forms import SafetyForm, UrgentCallForm
from wethaq.counseling.offered_services import number_of, service_at
from wethaq.counseling.policy.safety import (
    ANSWER_WORDS,
    QUESTION_WORDS,
    SafetyAnswer,
    SafetyOutcome,
    SafetyQuestion,
    judge_safety,
)
from wethaq.counseling.wording import PART_OF_DAY_WORDS
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.contact import may_call
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "counseling/booking"
AnyRequest = Request[Any, Any, Any]


@get("/counseling/safety", opt=PUBLIC)
async def show_safety(request: AnyRequest) -> Response[Any]:
    return _safety_page(_about(request))


@post("/counseling/safety", opt=PUBLIC, status_code=200)
async def answer_safety(request: AnyRequest, actor: CurrentActor) -> Response[Any]:
    """Answer in place: neither the database nor an address in the browser's history keeps what was said."""
    about = _about(request)
    try:
        form = await read_form(request, SafetyForm)
    except InvalidInputError as error:
        return _safety_page(about, status=422, errors=error.errors, values=error.values)
    outcome = judge_safety({question: getattr(form, question) for question in SafetyQuestion})
    if outcome is SafetyOutcome.SAFE:
        return redirect(f"/counseling/start{about}")
    return page(
        f"{FOLDER}/help_first.html",
        is_in_danger=outcome is SafetyOutcome.IN_DANGER,
        is_signed_in=actor.person_id is not None,
        about=about,
    )


@get("/counseling/calls/new", opt=SIGNED_IN)
async def show_call_form(actor: CurrentActor) -> Response[Any]:
    return await _call_page(actor)


@post("/counseling/calls", opt=SIGNED_IN)
async def ask_for_call(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Put an urgent call into the queue; no consent and no area stands before it."""
    try:
        form = await read_form(request, UrgentCallForm)
    except InvalidInputError as error:
        return await _call_page(actor, status=422, errors=error.errors, values=error.values)
    call = await urgent_calls.ask_for_call(
        form.wish,
        is_in_danger=form.is_in_danger is not SafetyAnswer.NO,
        part_of_day=form.part_of_day,
        actor=actor,
        now=now,
    )
    return redirect(f"/counseling/calls/{call.id}")


@get("/counseling/calls/{call_id:uuid}", opt=SIGNED_IN)
async def show_call(call_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    """Say by when we call, and how."""
    call = await urgent_calls.get_own_call(call_id, actor=actor)
    return page(f"{FOLDER}/call_asked.html", call=call, **await _reaching(call.person_id))


def _safety_page(about: str, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/safety.html",
        questions=[(question.value, gettext(words)) for question, words in QUESTION_WORDS.items()],
        options=[(answer.value, gettext(words)) for answer, words in ANSWER_WORDS.items()],
        about=about,
        **context,
    )


async def _call_page(actor: Actor, **context: Any) -> Response[Any]:
    reaching = await _reaching(actor.person_id) if actor.person_id else {"mobile_end": None, "may_call": True}
    return page(
        f"{FOLDER}/call.html",
        options=[(answer.value, gettext(words)) for answer, words in ANSWER_WORDS.items()],
        parts=[(part.value, gettext(words)) for part, words in PART_OF_DAY_WORDS.items()],
        **reaching,
        **context,
    )


async def _reaching(person_id: UUID) -> Mapping[str, Any]:
    """Return the end of the number that we would call, and whether we may."""
    contact = await people.contact_of(person_id)
    return {"mobile_end": (contact.mobile or "")[-4:], "may_call": may_call(contact.safe_contact)}


def _about(request: AnyRequest) -> str:
    service = service_at(request.query_params.get("about"))
    return f"?about={number_of(service)}" if service else ""


HANDLERS = [show_safety, answer_safety, show_call_form, ask_for_call, show_call]
