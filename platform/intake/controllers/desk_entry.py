"""Taking a request in for somebody at the desk or on the telephone (C1-C8)."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from pydantic import BaseModel, Field

from wethaq.platform.actors import Actor, Channel, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.errors import WitnessRequiredError
from wethaq.platform.errors import N_, InvalidInputError, RefusedError
from wethaq.platform.intake import submission, taking_in
from wethaq.platform.intake.answering import list_answers
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.policy.access import is_volunteer_only
from wethaq.platform.intake.policy.questions import CHOICE_SEPARATOR, AnswerKind
from wethaq.platform.intake.policy.services import CATALOGUE, IntakePolicy
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.wording import CHANNELS
from wethaq.platform.localisation import gettext
from wethaq.platform.people import service as people
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"
ENTERERS = roles(Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT, Role.VOLUNTEER)
RECEIVED = "/desk/intake/received"
PURPOSE = "request_entry"
_CHOOSE = N_("Choose one of the answers.")


class EntryForm(BaseModel):
    service: str = Field(max_length=40, json_schema_extra={"missing": _CHOOSE})
    channel: Channel = Field(json_schema_extra={"missing": _CHOOSE})
    method: consent.GrantMethod = Field(json_schema_extra={"missing": _CHOOSE})
    witness: str | None = Field(default=None, max_length=160)


@get("/desk/intake/{person_id:uuid}", opt=ENTERERS)
async def show_entry(person_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _entry_page(person_id, actor, now)


@post("/desk/intake/{person_id:uuid}", opt=ENTERERS)
async def take_in(
    request: Request[Any, Any, Any], person_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, EntryForm)
        found = await taking_in.take_request_in(
            form.service,
            person_id,
            channel=form.channel,
            method=form.method,
            witness=form.witness,
            actor=actor,
            now=now,
        )
    except InvalidInputError as error:
        return await _entry_page(person_id, actor, now, status=422, errors=error.errors, values=error.values)
    except WitnessRequiredError as refusal:
        errors = {"witness": gettext(refusal.message)}
        values = {"channel": form.channel, "method": form.method, "service": form.service}
        return await _entry_page(person_id, actor, now, status=422, errors=errors, values=values)
    except RefusedError as refusal:
        return await _entry_page(person_id, actor, now, status=409, refusal=gettext(refusal.message))
    return redirect(f"/desk/requests/{found.id}/answers")


@get("/desk/requests/{request_id:uuid}/answers", opt=ENTERERS)
async def show_answers(request_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    request = await get_visible_request(request_id, actor=actor)
    if request.status is not RequestStatus.DRAFT:
        return redirect(f"/desk/requests/{request_id}")
    policy = CATALOGUE.get(request.service)
    return _answers_page(request, policy, values=_shown(policy, await list_answers(request_id)))


@post("/desk/requests/{request_id:uuid}/answers", opt=ENTERERS)
async def save_answers(
    request: Request[Any, Any, Any], request_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Save the whole form; what isn't acceptable comes back, the rest is kept."""
    if is_volunteer_only(actor) and await taking_in.has_handed_in(request_id, actor=actor):
        return redirect(RECEIVED)
    found = await get_visible_request(request_id, actor=actor)
    policy = CATALOGUE.get(found.service)
    form = await request.form()
    typed = {q.key: [t for t in form.getall(q.key, []) if isinstance(t, str)] for q in policy.questions}
    try:
        await taking_in.fill_in(request_id, typed, actor=actor, now=now)
        if form.get("next") == "submit":
            await submission.submit_on_behalf(request_id, actor=actor, now=now)
    except InvalidInputError as error:
        values = _shown(policy, await list_answers(request_id)) | error.values
        return _answers_page(found, policy, status=422, errors=error.errors, values=values)
    except RefusedError as refusal:
        values = _shown(policy, await list_answers(request_id))
        return _answers_page(found, policy, status=409, refusal=gettext(refusal.message), values=values)
    if form.get("next") != "submit":
        return redirect(f"/desk/requests/{request_id}/answers")
    return redirect(RECEIVED if is_volunteer_only(actor) else f"/desk/requests/{request_id}")


@get(RECEIVED, opt=ENTERERS)
async def show_received() -> Response[Any]:
    """Thank a volunteer; what they handed in is out of their sight from now on (C5)."""
    return page(f"{FOLDER}/desk_received.html")


def _answers_page(request: Any, policy: IntakePolicy, **context: Any) -> Response[Any]:
    context.setdefault("refusal", None)
    return page(f"{FOLDER}/desk_answers.html", request=request, policy=policy, is_alone=False, **context)


async def _entry_page(person_id: UUID, actor: Actor, now: Any, **context: Any) -> Response[Any]:
    context.setdefault("refusal", None)
    await taking_in.ensure_may_take_in(person_id, actor=actor, now=now)
    person = await people.open_file(person_id, purpose=PURPOSE, actor=actor, now=now)
    return page(
        f"{FOLDER}/desk_entry.html",
        person=person,
        services=CATALOGUE.all(),
        channels=CHANNELS,
        is_volunteer=is_volunteer_only(actor),
        purposes=[
            (policy, consent.get_purpose(purpose))
            for policy in CATALOGUE.all().values()
            for purpose in policy.consents
        ],
        **context,
    )


def _shown(policy: IntakePolicy, answers: dict[str, str]) -> dict[str, Any]:
    several = {q.key for q in policy.questions if q.kind is AnswerKind.CHOICES}
    return {k: v.split(CHOICE_SEPARATOR) if k in several else v for k, v in answers.items()}


HANDLERS = [show_entry, take_in, show_answers, save_answers, show_received]
