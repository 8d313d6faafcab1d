"""The letter in which a decision reaches the applicant: prepared for reading, issued on release."""

from datetime import date, datetime, timedelta
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.committee.agenda import get_item
from wethaq.platform.committee.meetings import get_meeting
from wethaq.platform.committee.members import members_by_id
from wethaq.platform.committee.policy.meetings import ItemKind
from wethaq.platform.committee.policy.voting import Verdict
from wethaq.platform.committee.records import Decision
from wethaq.platform.documents.letter_kinds import Acceptance, Addressed, Reason, Refusal
from wethaq.platform.documents.letter_rendering import render_letter
from wethaq.platform.documents.letters import Letter, issue_letter
from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.service import RequestRecord
from wethaq.platform.intake.terms import get_terms
from wethaq.platform.localisation import Language, gettext, use_language
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people

SIGNATORY_ROLE = N_("For the research committee")
NEXT_STEPS = (
    N_("We complete your registration and give you your beneficiary number."),
    N_("The officer in charge of your request gets in touch to agree on how the service begins."),
)


async def issue_decision_letter(
    decision: Decision, request: RequestRecord, *, actor: Actor, now: datetime
) -> Letter:
    """Issue the letter with number, seal and verification code, in the reader's language."""
    language = (await people.contact_of(_reader_of(request))).language
    content = await _content_of(decision, request, language, now=now)
    return await issue_letter(
        _kind_of(content), request.person_id, request.id, content, actor=actor, now=now, language=language
    )


async def preview_decision_letter(decision: Decision, request: RequestRecord, *, now: datetime) -> bytes:
    """Return the letter as it would read, without number or code: nobody can take it for an issued one."""
    language = (await people.contact_of(_reader_of(request))).language
    content = await _content_of(decision, request, language, now=now)
    return await render_letter(_kind_of(content), content, language)


def _reader_of(request: RequestRecord) -> UUID:
    return request.guardian_id or request.person_id


def _kind_of(content: Addressed) -> str:
    return "acceptance" if isinstance(content, Acceptance) else "refusal"


async def _content_of(
    decision: Decision, request: RequestRecord, language: Language, *, now: datetime
) -> Addressed:
    with use_language(language):
        addressed = await _addressed(decision, request, now=now)
        reasons = [Reason(code=reason.code, text=gettext(reason.words)) for reason in decision.reasons]
        if decision.verdict is Verdict.ACCEPTED:
            conditions = [decision.explanation] if decision.explanation else []
            return Acceptance(
                **addressed, conditions=conditions, next_steps=[gettext(step) for step in NEXT_STEPS]
            )
        return Refusal(
            **addressed,
            reasons=reasons,
            explanation=decision.explanation,
            appeal_until=await _appeal_day(decision, request, now),
        )


async def _addressed(decision: Decision, request: RequestRecord, *, now: datetime) -> dict[str, object]:
    contact = await people.contact_of(_reader_of(request))
    return {
        "recipient_name": contact.name,
        "sex": contact.sex.value,
        "service_name": gettext(CATALOGUE.get(request.service).title),
        "request_number": request.number or "",
        "submitted_on": riyadh_date(request.submitted_at or request.created_at),
        "decided_on": riyadh_date(now),
        "signatory_name": await _signatory(decision),
        "signatory_role": gettext(SIGNATORY_ROLE),
    }


async def _appeal_day(decision: Decision, request: RequestRecord, now: datetime) -> date | None:
    """Return the last day to appeal; a refusal upon appeal is final, so it has none (R3)."""
    if decision.kind is ItemKind.APPEAL:
        return None
    terms = await get_terms(request.service, request.terms_version)
    return riyadh_date(now) + timedelta(days=terms.appeal_within_days)


async def _signatory(decision: Decision) -> str:
    meeting = await get_meeting((await get_item(decision.item_id)).meeting_id)
    presiding = (await members_by_id()).get(meeting.presiding_member_id or meeting.id)
    return presiding.name if presiding else ""
