"""People, officers and requests at every station, made through the service functions."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from wethaq.platform.actors import SYSTEM, Actor, Channel, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.platform_purposes import PLATFORM_PURPOSES
from wethaq.platform.intake import deciding, evidence, serving, starting, submission, verifying
from wethaq.platform.intake.answering import save_answer
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.checklist import Evidence, ItemState
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import Outcome
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.people import service as people
from wethaq.platform.support.intake import SUPPORT_POLICY

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
VALID = date(2030, 1, 1)
ANSWERS: dict[str, list[str]] = {
    "support_kinds": ["living", "housing"],
    "urgency": ["can_wait"],
    "marital_status": ["married"],
    "household_size": ["٥"],
    "dependants": ["3"],
    "dependant_kinds": ["school_children"],
    "income_band": ["2000_4000"],
    "income_sources": ["salary"],
    "housing": ["owned"],
    "other_support": ["no"],
    "situation": ["انقطع عمل رب الأسرة منذ شهرين، ونحتاج إلى ما يعيننا حتى يجد عملًا."],
}


async def open_intake() -> None:
    """Offer the support request and publish the texts it needs, as app.py does."""
    consent.declare_purposes(PLATFORM_PURPOSES)
    CATALOGUE.offer(SUPPORT_POLICY)
    await consent.publish_wordings(consent.WORDINGS, actor=SYSTEM, now=NOW)


def staff(*roles: Role, channel: Channel = Channel.WEBSITE) -> Actor:
    return Actor(account_id=uuid4(), roles=frozenset(roles), session_id=uuid4(), channel=channel)


def an_officer() -> Actor:
    return staff(Role.RELATIONS_OFFICER)


async def an_applicant(
    *, governorate: str | None = "tabuk", born: date | None = date(1988, 5, 1), **given: Any
) -> Actor:
    usual: dict[str, Any] = {
        "first_name": "نورة",
        "father_name": "سالم",
        "grandfather_name": "عودة",
        "family_name": "البلوي",
        "sex": people.Sex.FEMALE,
        "birth_date": born,
        "mobile": "+966500000017",
        "email": "noura@example.test",
        "governorate": governorate,
    }
    details = people.PersonDetails(**{**usual, **given})
    person_id = await people.create_person(details, actor=SYSTEM, now=NOW)
    return Actor(
        account_id=uuid4(), person_id=person_id, roles=frozenset({Role.BENEFICIARY}), session_id=uuid4()
    )


async def agree(actor: Actor, *, now: datetime = NOW) -> None:
    """Read the responsibilities and consent to the processing of a support request."""
    assert actor.person_id is not None
    await starting.acknowledge_responsibilities(actor.person_id, actor=actor, now=now)
    text = await consent.current_text("intake.support.processing")
    await consent.grant(actor.person_id, text.purpose, text_id=text.id, actor=actor, now=now)


async def a_draft(actor: Actor, *, now: datetime = NOW) -> RequestRecord:
    await agree(actor, now=now)
    return await starting.start_request("support", actor=actor, now=now)


async def a_filled_draft(actor: Actor, *, now: datetime = NOW, **other: list[str]) -> RequestRecord:
    request = await a_draft(actor, now=now)
    for key, typed in (ANSWERS | other).items():
        await save_answer(request.id, key, typed, actor=actor, now=now)
    for record in await list_items(request):
        if record.item.evidence is Evidence.UPLOAD and record.standing.state is ItemState.REQUIRED:
            await evidence.promise_item(request.id, record.item.code, is_promised=True, actor=actor, now=now)
    return await get_request(request.id)


async def sign(request_id: UUID, actor: Actor, *, now: datetime = NOW) -> RequestRecord:
    seen = await current_hash(await get_request(request_id))
    return await submission.sign_and_submit(
        request_id, signed_name="نورة سالم البلوي", seen_hash=seen, actor=actor, now=now
    )


async def a_submitted_request(actor: Actor, *, now: datetime = NOW) -> RequestRecord:
    request = await a_filled_draft(actor, now=now)
    return await sign(request.id, actor, now=now)


async def settle(request_id: UUID, officer: Actor, *, now: datetime = NOW) -> None:
    """Match what can be matched and waive the promised copies."""
    for record in await list_items(await get_request(request_id)):
        item = record.item
        if record.standing.state is ItemState.NOT_NEEDED:
            continue
        if item.evidence is Evidence.UPLOAD and not record.documents:
            await verifying.except_item(
                request_id, item.code, ItemState.WAIVED, "عُرض الأصل في المكتب", actor=officer, now=now
            )
        else:
            expires_on = VALID if item.has_expiry else None
            await verifying.match_item(request_id, item.code, expires_on=expires_on, actor=officer, now=now)


async def a_declared_request(actor: Actor, officer: Actor, *, now: datetime = NOW) -> RequestRecord:
    request = await a_submitted_request(actor, now=now)
    await verifying.take_up(request.id, actor=officer, now=now)
    await settle(request.id, officer, now=now)
    return await verifying.complete_verification(request.id, actor=officer, now=now)


async def a_forwarded_request(actor: Actor, officer: Actor, *, now: datetime = NOW) -> RequestRecord:
    request = await a_declared_request(actor, officer, now=now)
    return await verifying.forward_to_committee(request.id, actor=officer, now=now)


@dataclass(frozen=True)
class Decided:
    request: RequestRecord
    at: datetime


async def a_decided_request(
    actor: Actor, officer: Actor, outcome: Outcome, *, now: datetime = NOW
) -> Decided:
    request = await a_forwarded_request(actor, officer, now=now)
    at = now + timedelta(days=14)
    chair = staff(Role.COMMITTEE_CHAIR)
    decided = await deciding.record_decision(
        request.id, outcome, ["الحاجة ثابتة"], actor=chair, now=at, decision_id=uuid4()
    )
    return Decided(decided, at)


async def a_closed_request(actor: Actor, officer: Actor, *, now: datetime = NOW) -> RequestRecord:
    decided = await a_decided_request(actor, officer, Outcome.ACCEPTED, now=now)
    await serving.register_applicant(decided.request.id, actor=officer, now=decided.at)
    await serving.start_service(decided.request.id, actor=officer, now=decided.at)
    await serving.record_delivery(decided.request.id, "سلة غذائية لثلاثة أشهر", actor=officer, now=decided.at)
    return await serving.close_request(decided.request.id, actor=officer, now=decided.at)


def as_other_device(actor: Actor) -> Actor:
    """Return the same person in another session."""
    return replace(actor, session_id=uuid4())
