"""Before the form: what the service is, responsibilities (R2), scope (R1), consent."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
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
from wethaq.platform.people.errors import PersonNotFoundError
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"


@get("/requests/new/{service:str}", opt=PUBLIC)
async def show_start(service: FromPath[str], actor: CurrentActor) -> Response[Any]:
    policy = CATALOGUE.get(service)
    _, terms = await current_terms(service)
    return page(f"{FOLDER}/start.html", policy=policy, terms=terms, undecided=await _undecided(policy, actor))


@get("/requests/new/{service:str}/responsibilities", opt=SIGNED_IN)
async def show_responsibilities(service: FromPath[str]) -> Response[Any]:
    return await _responsibilities_page(CATALOGUE.get(service))


@post("/requests/new/{service:str}/responsibilities", opt=SIGNED_IN)
async def acknowledge(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    policy = CATALOGUE.get(service)
    person_id = _person_of(actor)
    try:
        await read_form(request, ResponsibilitiesForm)
    except InvalidInputError as error:
        return await _responsibilities_page(policy, status=422, errors=error.errors)
    await starting.acknowledge_responsibilities(person_id, actor=actor, now=now)
    outcomes = await starting.judge_applicant(person_id, service, now=now)
    return redirect(f"/requests/new/{service}/{'scope' if unmet(outcomes) else 'consent'}")


@get("/requests/new/{service:str}/scope", opt=SIGNED_IN)
async def show_scope(service: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    """Say why the service isn't open to the reader, and where else to turn (R1)."""
    policy = CATALOGUE.get(service)
    outcomes = unmet(await starting.look_at_rules(_person_of(actor), service, now=now))
    if not outcomes:
        return redirect(f"/requests/new/{service}/consent")
    return page(
        f"{FOLDER}/scope.html",
        policy=policy,
        outcomes=outcomes,
        associations=OTHER_ASSOCIATIONS,
        national_help=NATIONAL_HELP,
    )


@get("/requests/new/{service:str}/consent", opt=SIGNED_IN)
async def show_consent(service: FromPath[str], actor: CurrentActor, now: Now) -> Response[Any]:
    """Ask for the consents that are still missing; with all given, go on."""
    policy = CATALOGUE.get(service)
    await starting.ensure_responsibilities_read(_person_of(actor))
    return await _consent_page(policy, actor, now)


@post("/requests/new/{service:str}/consent", opt=SIGNED_IN)
async def give_consent(
    request: Request[Any, Any, Any], service: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    policy = CATALOGUE.get(service)
    person_id = _person_of(actor)
    given = set((await request.form()).getall("consent", []))
    texts = [await consent.current_text(purpose) for purpose in policy.consents]
    if not all(str(text.id) in given for text in texts):
        message = gettext("Tick the box if you agree. Without it we may not look at the request.")
        return await _consent_page(policy, actor, now, status=422, errors={"consent": message})
    for text in texts:
        await consent.grant(person_id, text.purpose, text_id=text.id, actor=actor, now=now)
    draft = await starting.start_request(service, actor=actor, now=now)
    return redirect(f"/requests/{draft.id}/tasks")


async def _responsibilities_page(policy: IntakePolicy, **context: Any) -> Response[Any]:
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    blocks = parse_blocks(text.body(active_language()))
    return page(f"{FOLDER}/responsibilities.html", policy=policy, text=text, blocks=blocks, **context)


async def _consent_page(policy: IntakePolicy, actor: Actor, now: Any, **context: Any) -> Response[Any]:
    texts = [await consent.current_text(purpose) for purpose in policy.consents]
    asked = [
        {
            "text": text,
            "purpose": consent.get_purpose(text.purpose),
            "blocks": parse_blocks(text.body(active_language())),
            "is_given": await consent.has_consent(_person_of(actor), text.purpose, now=now),
        }
        for text in texts
    ]
    return page(f"{FOLDER}/consent.html", policy=policy, asked=asked, **context)


async def _undecided(policy: IntakePolicy, actor: Actor) -> RequestRecord | None:
    own = await list_own_requests(actor=actor)
    return next((r for r in own if r.service == policy.code and r.status in UNDECIDED), None)


def _person_of(actor: Actor) -> Any:
    if actor.person_id is None:
        raise PersonNotFoundError
    return actor.person_id


HANDLERS = [show_start, show_responsibilities, acknowledge, show_scope, show_consent, give_consent]
