"""Before the form: what the service is, responsibilities (R2), scope (R1), consent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.subjects import Subject, own_subject
from wethaq.platform.documents.publication_text import parse_blocks
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import starting
from wethaq.platform.intake.controllers.forms import ResponsibilitiesForm
from wethaq.platform.intake.loading import list_own_requests
from wethaq.platform.intake.policy.eligibility import NATIONAL_HELP, OTHER_ASSOCIATIONS, unmet
from wethaq.platform.intake.policy.services import CATALOGUE, IntakePolicy
from wethaq.platform.intake.policy.statuses import UNDECIDED
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.terms import current_terms
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.people import service as people
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"


@get("/requests/new/{service:str}", opt=PUBLIC)
async def show_start(service: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    policy = CATALOGUE.get(service)
    _, terms = await current_terms(service)
    return page(
        f"{FOLDER}/start.html",
        policy=policy,
        terms=terms,
        undecided=await _undecided(policy, actor),
        wards=await people.wards_of(actor.person_id, now=now) if actor.person_id else [],
    )


@get("/requests/new/{service:str}/responsibilities", opt=SIGNED_IN)
async def show_responsibilities(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    subject = await _subject(request, actor, now)
    return await _responsibilities_page(CATALOGUE.get(service), subject)


@post("/requests/new/{service:str}/responsibilities", opt=SIGNED_IN)
async def acknowledge(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    policy = CATALOGUE.get(service)
    subject = await _subject(request, actor, now)
    try:
        await read_form(request, ResponsibilitiesForm)
    except InvalidInputError as error:
        return await _responsibilities_page(policy, subject, status=422, errors=error.errors)
    await starting.acknowledge_responsibilities(subject.person_id, actor=actor, now=now)
    outcomes = await starting.judge_applicant(subject.person_id, service, now=now)
    return redirect(f"/requests/new/{service}/{'scope' if unmet(outcomes) else 'consent'}{_query(subject)}")


@get("/requests/new/{service:str}/scope", opt=SIGNED_IN)
async def show_scope(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Say why the service isn't open to the reader, and where else to turn (R1)."""
    policy = CATALOGUE.get(service)
    subject = await _subject(request, actor, now)
    outcomes = unmet(await starting.look_at_rules(subject.person_id, service, now=now))
    if not outcomes:
        return redirect(f"/requests/new/{service}/consent{_query(subject)}")
    return page(
        f"{FOLDER}/scope.html",
        policy=policy,
        outcomes=outcomes,
        associations=OTHER_ASSOCIATIONS,
        national_help=NATIONAL_HELP,
    )


@get("/requests/new/{service:str}/consent", opt=SIGNED_IN)
async def show_consent(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Ask for the consents that are still missing; with all given, go on."""
    policy = CATALOGUE.get(service)
    subject = await _subject(request, actor, now)
    await starting.ensure_responsibilities_read(subject.person_id)
    return await _consent_page(policy, subject, now)


@post("/requests/new/{service:str}/consent", opt=SIGNED_IN)
async def give_consent(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    policy = CATALOGUE.get(service)
    subject = await _subject(request, actor, now)
    given = set((await request.form()).getall("consent", []))
    texts = [await consent.current_text(purpose) for purpose in policy.consents]
    if not all(str(text.id) in given for text in texts):
        message = gettext("Tick the box if you agree. Without it we may not look at the request.")
        return await _consent_page(policy, subject, now, status=422, errors={"consent": message})
    for text in texts:
        await consent.grant(
            subject.person_id, text.purpose, text_id=text.id, guardian=subject.guardian, actor=actor, now=now
        )
    draft = await starting.start_request(service, person_id=subject.person_id, actor=actor, now=now)
    return redirect(f"/requests/{draft.id}/tasks")


async def _responsibilities_page(policy: IntakePolicy, subject: Subject, **context: Any) -> Response[Any]:
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    blocks = parse_blocks(text.body(active_language()))
    return page(
        f"{FOLDER}/responsibilities.html",
        policy=policy,
        text=text,
        blocks=blocks,
        subject=subject,
        query=_query(subject),
        **context,
    )


async def _consent_page(
    policy: IntakePolicy, subject: Subject, now: datetime, **context: Any
) -> Response[Any]:
    texts = [await consent.current_text(purpose) for purpose in policy.consents]
    asked = [
        {
            "text": text,
            "purpose": consent.get_purpose(text.purpose),
            "blocks": parse_blocks(text.body(active_language())),
            "is_given": await consent.has_consent(subject.person_id, text.purpose, now=now),
        }
        for text in texts
    ]
    return page(
        f"{FOLDER}/consent.html",
        policy=policy,
        asked=asked,
        subject=subject,
        query=_query(subject),
        **context,
    )


async def _undecided(policy: IntakePolicy, actor: Actor) -> RequestRecord | None:
    """Return the reader's own request that is under way; a child's doesn't stand in their own way."""
    own = [each for each in await list_own_requests(actor=actor) if each.person_id == actor.person_id]
    return next((r for r in own if r.service == policy.code and r.status in UNDECIDED), None)


async def _subject(request: Request[Any, Any, Any], actor: Actor, now: datetime) -> Subject:
    """Return whom the request is for: the reader, or the child that the address names (policy B)."""
    try:
        child = UUID(request.query_params.get("child", ""))
    except ValueError:
        child = None
    return await own_subject(actor, child, now=now)


def _query(subject: Subject) -> str:
    return f"?child={subject.person_id}" if subject.guardian else ""


HANDLERS = [show_start, show_responsibilities, acknowledge, show_scope, show_consent, give_consent]
