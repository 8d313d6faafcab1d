"""My consents: what I allow, giving it and taking it back with one click each, and the proof of both."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from pydantic import BaseModel

from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.overview import find_consent, list_consents
from wethaq.platform.consent.receipt_letter import render_receipt
from wethaq.platform.consent.receipts import receipt_file
from wethaq.platform.consent.subjects import Subject, own_subject
from wethaq.platform.consent.withdrawal import list_dependents
from wethaq.platform.consent.wording.wording import blocks_of
from wethaq.platform.localisation import active_language
from wethaq.platform.people import service as people
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

PATH = "/my-file/consents"
FOLDER = "platform/consent"


class DecisionForm(BaseModel):
    """The text that was on the page, so that nobody agrees to words they haven't seen."""

    text_id: UUID
    child: UUID | None = None


class WithdrawalForm(BaseModel):
    child: UUID | None = None


@get(PATH, opt=SIGNED_IN)
async def show_consents(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    child = _child_of(request)
    subject = await own_subject(actor, child, now=now)
    return page(
        f"{FOLDER}/my_consents.html",
        subject=subject,
        child=child,
        wards=await people.wards_of(actor.person_id, now=now) if actor.person_id else [],
        lines=await list_consents(subject.person_id, now=now),
        events=await consent.list_events(subject.person_id),
    )


@get(PATH + "/{purpose:str}", opt=SIGNED_IN)
async def show_consent(
    purpose: FromPath[str], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Show the whole text, and keep the proof that this person was shown it."""
    subject = await own_subject(actor, _child_of(request), now=now)
    line = await find_consent(subject.person_id, purpose, now=now)
    if line.text:
        await consent.serve_notice(
            subject.person_id, line.text.id, language=active_language(), actor=actor, now=now
        )
    return page(
        f"{FOLDER}/my_consent.html",
        subject=subject,
        child=_child_of(request),
        line=line,
        blocks=list(blocks_of(line.text.body(active_language()))) if line.text else [],
        events=await consent.list_events(subject.person_id, purpose),
        dependents=await list_dependents(subject.person_id, purpose),
    )


@post(PATH + "/{purpose:str}", status_code=303, opt=SIGNED_IN)
async def give_consent(
    purpose: FromPath[str], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await read_form(request, DecisionForm)
    subject = await own_subject(actor, form.child, now=now)
    await consent.grant(
        subject.person_id, purpose, text_id=form.text_id, guardian=subject.guardian, actor=actor, now=now
    )
    return redirect(_back(form.child, purpose))


@post(PATH + "/{purpose:str}/refusal", status_code=303, opt=SIGNED_IN)
async def refuse_consent(
    purpose: FromPath[str], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await read_form(request, DecisionForm)
    subject = await own_subject(actor, form.child, now=now)
    await consent.decline(subject.person_id, purpose, text_id=form.text_id, actor=actor, now=now)
    return redirect(_back(form.child, purpose))


@post(PATH + "/{purpose:str}/withdrawal", status_code=303, opt=SIGNED_IN)
async def withdraw_consent(
    purpose: FromPath[str], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await read_form(request, WithdrawalForm)
    subject = await own_subject(actor, form.child, now=now)
    await consent.withdraw(subject.person_id, purpose, actor=actor, now=now)
    return redirect(_back(form.child, purpose))


@get(PATH + "/receipts/{grant_id:uuid}/receipt.json", opt=SIGNED_IN)
async def download_receipt(
    grant_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[bytes]:
    grant = await _own_grant(grant_id, request, actor, now)
    return _file(
        receipt_file(grant.receipt, grant.signature), "application/json", f"{grant.receipt_code}.json"
    )


@get(PATH + "/receipts/{grant_id:uuid}/receipt.pdf", opt=SIGNED_IN)
async def print_receipt(
    grant_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[bytes]:
    grant = await _own_grant(grant_id, request, actor, now)
    pdf = await render_receipt(grant, await consent.get_text(grant.text_id), active_language())
    return _file(pdf, "application/pdf", f"{grant.receipt_code}.pdf")


async def _own_grant(
    grant_id: UUID, request: Request[Any, Any, Any], actor: Actor, now: Any
) -> consent.Grant:
    subject: Subject = await own_subject(actor, _child_of(request), now=now)
    return await consent.get_own_grant(grant_id, subject.person_id)


def _child_of(request: Request[Any, Any, Any]) -> UUID | None:
    """Return the child named in the address; nonsense there means the reader's own page."""
    try:
        return UUID(request.query_params.get("child", ""))
    except ValueError:
        return None


def _back(child: UUID | None, purpose: str) -> str:
    query = f"?child={child}" if child else ""
    return f"{PATH}/{purpose}{query}"


def _file(content: bytes, media_type: str, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


HANDLERS = [
    show_consents,
    show_consent,
    give_consent,
    refuse_consent,
    withdraw_consent,
    download_receipt,
    print_receipt,
]
