"""Before the booking: for whom, responsibilities (R2), area (R1), consent; each has a page of its own."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post

from wethaq.counseling import beginning
from wethaq.counseling.offered_services import OfferedService, number_of, service_at
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.subjects import Subject, own_subject
from wethaq.platform.documents.publication_text import parse_blocks
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import starting as intake
from wethaq.platform.intake.controllers.forms import ResponsibilitiesForm
from wethaq.platform.intake.policy.eligibility import NATIONAL_HELP, OTHER_ASSOCIATIONS
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.people import service as people
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "counseling/booking"
PATH = "/counseling/start"
AnyRequest = Request[Any, Any, Any]


@get(PATH, opt=SIGNED_IN)
async def show_start(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Ask for whom it is, and offer to go on with what was begun; who has no file is led to their own work."""
    if actor.person_id is None:
        return redirect("/my-file")
    subject, service = await _subject(request, actor, now), _service(request)
    wards = await people.wards_of(actor.person_id, now=now)
    return page(
        f"{FOLDER}/start.html",
        subject=subject,
        service=service,
        query=_query(subject, service),
        about=number_of(service) if service else None,
        wards=[] if service and not service.is_for_children else wards,
        gate=await beginning.find_gate(subject.person_id, now=now),
        begun=await beginning.find_begun(subject),
    )


@get(f"{PATH}/responsibilities", opt=SIGNED_IN)
async def show_responsibilities(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    return await _responsibilities_page(await _subject(request, actor, now), _service(request))


@post(f"{PATH}/responsibilities", opt=SIGNED_IN)
async def acknowledge(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    subject, service = await _subject(request, actor, now), _service(request)
    try:
        await read_form(request, ResponsibilitiesForm)
    except InvalidInputError as error:
        return await _responsibilities_page(subject, service, status=422, errors=error.errors)
    await intake.acknowledge_responsibilities(subject.person_id, actor=actor, now=now)
    gate = await beginning.find_gate(subject.person_id, now=now)
    return redirect(f"{PATH}{f'/{gate}' if gate else ''}{_query(subject, service)}")


@get(f"{PATH}/area", opt=SIGNED_IN)
async def show_area(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Say why the service isn't open to the reader, and where else to turn (R1); urgent help is open to all."""
    subject = await _subject(request, actor, now)
    outcomes = await beginning.unmet_rules(subject.person_id, now=now)
    if not outcomes:
        return redirect(f"{PATH}/consent{_query(subject, _service(request))}")
    return page(
        f"{FOLDER}/area.html",
        outcomes=outcomes,
        associations=OTHER_ASSOCIATIONS,
        national_help=NATIONAL_HELP,
    )


@get(f"{PATH}/consent", opt=SIGNED_IN)
async def show_consent(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    subject = await _subject(request, actor, now)
    await intake.ensure_responsibilities_read(subject.person_id)
    return await _consent_page(subject, _service(request), now)


@post(f"{PATH}/consent", opt=SIGNED_IN)
async def give_consent(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Keep what was agreed to and begin at once."""
    subject, service = await _subject(request, actor, now), _service(request)
    given = {text for text in (await request.form()).getall("consent", []) if isinstance(text, str)}
    asked = await beginning.list_asked(subject.person_id, now=now)
    if not all(str(each.text.id) in given for each in asked if each.is_condition):
        message = gettext("Tick the box if you agree. Without it we may not book an appointment.")
        return await _consent_page(subject, service, now, status=422, errors={"consent": message})
    booking = await beginning.agree_and_begin(subject, given, service, actor=actor, now=now)
    return redirect(f"/counseling/bookings/{booking.id}")


@post("/counseling/bookings", opt=SIGNED_IN)
async def begin(request: AnyRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Begin or go on; whatever still stands before it is shown first."""
    form = await request.form()
    subject = await own_subject(actor, _uuid(form.get("child")), now=now)
    service = service_at(form.get("about"))
    if gate := await beginning.find_gate(subject.person_id, now=now):
        return redirect(f"{PATH}/{gate}{_query(subject, service)}")
    booking = await beginning.begin(subject, service, actor=actor, now=now)
    return redirect(f"/counseling/bookings/{booking.id}")


async def _responsibilities_page(
    subject: Subject, service: OfferedService | None, **context: Any
) -> Response[Any]:
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    return page(
        f"{FOLDER}/responsibilities.html",
        text=text,
        blocks=parse_blocks(text.body(active_language())),
        subject=subject,
        query=_query(subject, service),
        **context,
    )


async def _consent_page(
    subject: Subject, service: OfferedService | None, now: datetime, **context: Any
) -> Response[Any]:
    asked = [
        {"asked": each, "blocks": parse_blocks(each.text.body(active_language()))}
        for each in await beginning.list_asked(subject.person_id, now=now)
    ]
    return page(
        f"{FOLDER}/consent.html", items=asked, subject=subject, query=_query(subject, service), **context
    )


async def _subject(request: AnyRequest, actor: Actor, now: datetime) -> Subject:
    """Return for whom it is: the reader, or the child that the address names (policy B)."""
    return await own_subject(actor, _uuid(request.query_params.get("child")), now=now)


def _service(request: AnyRequest) -> OfferedService | None:
    return service_at(request.query_params.get("about"))


def _query(subject: Subject, service: OfferedService | None) -> str:
    named = {"child": str(subject.person_id)} if subject.guardian else {}
    if service is not None:
        named["about"] = str(number_of(service))
    return f"?{urlencode(named)}" if named else ""


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


HANDLERS = [
    show_start,
    show_responsibilities,
    acknowledge,
    show_area,
    show_consent,
    give_consent,
    begin,
]
