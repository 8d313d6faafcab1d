"""The request as the desk shows it; every desk controller answers with this one page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response

from wethaq.platform.actors import Actor, Role
from wethaq.platform.documents import service as documents
from wethaq.platform.errors import WethaqError
from wethaq.platform.intake import referring
from wethaq.platform.intake.appealing import find_appeal
from wethaq.platform.intake.colleagues import list_colleagues, list_officers, names_of
from wethaq.platform.intake.controllers.conversation import officers_thread
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.numbering import find_beneficiary_number
from wethaq.platform.intake.policy.access import OFFICERS, Sight
from wethaq.platform.intake.policy.checklist import is_settled
from wethaq.platform.intake.policy.deadlines import service_level
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import OPEN_STATUSES, RequestStatus
from wethaq.platform.intake.presentation import (
    answer_text,
    answered_sections,
    item_text,
    item_tone,
    open_items_text,
    timeline_items,
)
from wethaq.platform.intake.reading import RequestFile, open_request_file
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.signed_papers import awaits_paper
from wethaq.platform.intake.wording import (
    CHANNELS,
    LEVEL_TONE,
    LEVELS,
    SIGNATURE_METHODS,
    STAFF_STATUS,
    STATUS_TONE,
)
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.web.rendering import page

FOLDER = "platform/intake"
PURPOSE = "request_study"


async def desk_page(
    request_id: UUID, *, actor: Actor, now: datetime, refusal: WethaqError | None = None, **context: Any
) -> Response[Any]:
    """Return the request's page, or its outline for those who may see no more."""
    context = {"open_step": None, "wrong_item": None, "correcting": None, **context}
    words = refusal_words(refusal) if refusal else None
    if refusal is not None:
        context.setdefault("status", refusal.status)
    if not _sees_content(actor):
        return await _outline_page(request_id, actor, words, **context)
    file = await open_request_file(request_id, actor=actor, now=now, purpose=PURPOSE)
    rights = rights_of(file, actor)
    values = await _file_values(file, now)
    return page(
        f"{FOLDER}/desk_request.html",
        **values,
        **await officers_thread(file.request, values["names"], may_write=rights["is_officer"]),
        **rights,
        witnesses=await witnesses(actor) if rights["can_sign"] else [],
        officers=await _other_officers(file.request) if rights["can_hand_on"] else [],
        publications=await documents.list_publications(actor=actor),
        refusal=words,
        **context,
    )


def refusal_words(refusal: WethaqError) -> str:
    """Return why a step was refused, in the reader's language."""
    return gettext(refusal.message).format(**refusal.params)


def _sees_content(actor: Actor) -> bool:
    return actor.has(*OFFICERS, Role.SOCIAL_RESEARCH_OFFICER)


async def _outline_page(request_id: UUID, actor: Actor, refusal: str | None, **context: Any) -> Response[Any]:
    request = await get_visible_request(request_id, actor=actor, least=Sight.OUTLINE)
    return page(
        f"{FOLDER}/desk_outline.html",
        request=request,
        policy=CATALOGUE.get(request.service),
        status_word=STAFF_STATUS[request.status],
        status_tone=STATUS_TONE[request.status],
        refusal=refusal,
        **context,
    )


async def _file_values(file: RequestFile, now: datetime) -> dict[str, Any]:
    request, today = file.request, riyadh_date(now)
    level = service_level(request.status, request.due_on, now)
    names = await names_of(
        {event.actor_id for event in file.events} | {request.officer_id, request.entered_by}
    )
    return {
        "file": file,
        "request": request,
        "policy": file.policy,
        "person": await people.get_person(request.person_id),
        "guardian": await people.get_person(request.guardian_id) if request.guardian_id else None,
        "sections": answered_sections(file.policy, file.answers),
        "items": [item_values(file, record, today) for record in file.items],
        "open_items": open_items_text(file, today),
        "files": {kept.id: kept for kept in await documents.list_request_files(request.id)},
        "letters": await documents.list_letters(request_id=request.id),
        "referrals": await referring.list_referrals(request.id),
        "appeal": await find_appeal(request.id),
        "events": timeline_items(file.events, names),
        "names": names,
        "status_word": STAFF_STATUS[request.status],
        "status_tone": STATUS_TONE[request.status],
        "level_word": LEVELS[level],
        "level_tone": LEVEL_TONE[level],
        "channel_word": CHANNELS[request.channel],
        "method_words": SIGNATURE_METHODS,
        "beneficiary_number": await find_beneficiary_number(request.person_id),
        "today": today,
    }


def item_values(file: RequestFile, record: Any, today: Any) -> dict[str, Any]:
    """Return what the checklist shows of one item."""
    questions = [q for q in file.questions if q.key in record.item.questions]
    return {
        "record": record,
        "text": item_text(record, is_staff=True),
        "tone": item_tone(record, today),
        "is_settled": is_settled(record.standing, today),
        "answers": [(q, answer_text(q, file.answers.get(q.key))) for q in questions],
    }


def rights_of(file: RequestFile, actor: Actor) -> dict[str, Any]:
    """Return what the reader may do with the request as it stands."""
    is_officer = actor.has(*OFFICERS)
    status = file.request.status
    return {
        "is_officer": is_officer,
        "is_matching": is_officer and status is RequestStatus.IN_VERIFICATION,
        "can_withdraw": is_officer and status in OPEN_STATUSES,
        "can_sign": is_officer
        and not file.is_signed
        and status in {RequestStatus.SUBMITTED, RequestStatus.IN_VERIFICATION, RequestStatus.RETURNED},
        "can_hand_on": is_officer and status is not RequestStatus.DRAFT and status in OPEN_STATUSES,
        "awaits_paper": is_officer and file.signature is not None and awaits_paper(file.signature),
        "is_researcher": actor.has(Role.SOCIAL_RESEARCH_OFFICER),
        "opens_files": actor.has(Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT),
    }


async def _other_officers(request: RequestRecord) -> list[tuple[str, str]]:
    return [
        (str(account_id), name)
        for account_id, name in await list_officers()
        if account_id != request.officer_id
    ]


async def witnesses(actor: Actor) -> list[tuple[str, str]]:
    """Return the colleagues who may have heard a declaration by telephone."""
    return [
        (str(account_id), name)
        for account_id, name in await list_colleagues()
        if account_id != actor.account_id
    ]
