"""H3: where something is unclear, the social-research officer is asked, and the request waits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError
from wethaq.platform.intake.loading import get_request, get_visible_request
from wethaq.platform.intake.movement import move
from wethaq.platform.intake.policy.access import ensure_officer, ensure_social_researcher
from wethaq.platform.intake.policy.checklist import ensure_reason
from wethaq.platform.intake.policy.statuses import RequestStatus, ensure_at
from wethaq.platform.intake.records import ReferralRecord, RequestRecord
from wethaq.platform.intake.tables import Referral
from wethaq.platform.intake.telling import tell_applicant
from wethaq.platform.intake.terms import get_terms
from wethaq.platform.localisation.working_calendar import working_deadline


async def refer_request(request_id: UUID, question: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Ask the social-research officer; the due day comes from the service's terms."""
    ensure_officer(actor)
    words = ensure_reason(question)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        terms = await get_terms(request.service, request.terms_version)
        due_on = working_deadline(now, terms.referral_within_working_days)
        referred = await move(
            request, RequestStatus.REFERRED, "referred", actor=actor, now=now, referral_due_on=due_on
        )
        await insert_sealed(
            Referral,
            {
                "id": new_id(),
                "request_id": request.id,
                "question": words,
                "asked_by": actor.account_id,
                "asked_at": now,
                "due_on": due_on,
                "answer": None,
            },
        )
        await tell_applicant(referred, "request_referred", now=now)
    return referred


async def answer_referral(referral_id: UUID, answer: str, *, actor: Actor, now: datetime) -> RequestRecord:
    """Answer, and give the request back to the officer (H3)."""
    ensure_social_researcher(actor)
    words = ensure_reason(answer)
    async with transaction():
        referral = await get_referral(referral_id, actor=actor)
        if referral.answered_at is not None:
            raise FasterElsewhereError
        await update_sealed(
            Referral,
            referral_id,
            {"answer": words, "answered_by": actor.account_id, "answered_at": now},
        )
        request = await get_request(referral.request_id)
        ensure_at(request.status, RequestStatus.REFERRED)
        return await move(request, RequestStatus.IN_VERIFICATION, "referral_answered", actor=actor, now=now)


async def get_referral(referral_id: UUID, *, actor: Actor) -> ReferralRecord:
    """Return a referral to the social-research officer."""
    ensure_social_researcher(actor)
    row = await Referral.select().where(Referral.id == referral_id).first()
    if row is None:
        raise NotFoundError
    return _record_of(row)


async def list_open_referrals(*, actor: Actor) -> list[ReferralRecord]:
    """Return what the social-research officer owes an answer, the most pressing first."""
    ensure_social_researcher(actor)
    rows = await Referral.select().where(Referral.answered_at.is_null()).order_by(Referral.due_on)
    open_requests = [(await get_request(row["request_id"])).status for row in rows]
    pairs = zip(rows, open_requests, strict=True)
    return [_record_of(row) for row, status in pairs if status is RequestStatus.REFERRED]


async def list_referrals(request_id: UUID) -> list[ReferralRecord]:
    """Return the referrals of a request that the caller has been let in to."""
    rows = await Referral.select().where(Referral.request_id == request_id).order_by(Referral.asked_at)
    return [_record_of(row) for row in rows]


def _record_of(row: dict[str, Any]) -> ReferralRecord:
    opened = open_row(Referral, row)
    return ReferralRecord(**{name: opened[name] for name in ReferralRecord.__dataclass_fields__})
