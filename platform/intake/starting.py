"""Beginning a request: responsibilities read (R2), scope judged (R1), then one draft."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_rows
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.intake.answering import take_over_known
from wethaq.platform.intake.checklist import refresh_checklist
from wethaq.platform.intake.loading import find_open_draft, get_request
from wethaq.platform.intake.policy.eligibility import (
    ApplicantFacts,
    EligibilityRule,
    RuleOutcome,
    judge,
    unmet,
)
from wethaq.platform.intake.policy.services import CATALOGUE, IntakePolicy
from wethaq.platform.intake.policy.statuses import UNDECIDED, RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import EligibilityRecord, Request
from wethaq.platform.intake.terms import ensure_terms_written
from wethaq.platform.intake.timeline import add_event
from wethaq.platform.localisation import active_language
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people


class ResponsibilitiesUnreadError(RefusedError):
    """The responsibilities come before the form (R2)."""

    message = N_("Please read your responsibilities first; the form opens after that.")


class NotEligibleError(RefusedError):
    """The service isn't for this person; the page says why and where else to turn (R1)."""

    message = N_("This service isn't open to you. The page says why, and where else you can turn.")


class RequestOpenAlreadyError(RefusedError):
    """One undecided request a service is enough."""

    message = N_("You already have a request for this service that hasn't been decided yet.")


async def acknowledge_responsibilities(person_id: UUID, *, actor: Actor, now: datetime) -> int:
    """Keep the proof that the responsibilities in force were read, and return their version (R2)."""
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    if not await consent.has_acknowledged(person_id, text.id):
        await consent.acknowledge_notice(person_id, text.id, language=active_language(), actor=actor, now=now)
    return text.version


async def judge_applicant(
    person_id: UUID, service: str, *, now: datetime, rules: Sequence[EligibilityRule] | None = None
) -> list[RuleOutcome]:
    """Ask a service's rules about a person and store what they said (R1).

    A service that has no applications of its own hands its `rules` over.
    """
    outcomes = await look_at_rules(person_id, service, now=now, rules=rules)
    rows = [
        {
            "id": new_id(),
            "person_id": person_id,
            "service": service,
            "rule": outcome.rule.code,
            "rule_version": outcome.rule.version,
            "result": outcome.result.value,
            "judged_at": now,
        }
        for outcome in outcomes
    ]
    await insert_rows(EligibilityRecord, rows)
    return outcomes


async def look_at_rules(
    person_id: UUID, service: str, *, now: datetime, rules: Sequence[EligibilityRule] | None = None
) -> list[RuleOutcome]:
    """Return what a service's rules say of a person today, without writing it down."""
    person = await people.get_person(person_id)
    facts = ApplicantFacts(
        person.governorate,
        person.birth_date,
        riyadh_date(now),
        has_guardian=await people.has_verified_guardian(person_id),
    )
    return judge(CATALOGUE.get(service).rules if rules is None else rules, facts)


async def ensure_responsibilities_read(person_id: UUID) -> int:
    """Refuse to go on before the responsibilities in force were read, and return their version (R2)."""
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    if not await consent.has_acknowledged(person_id, text.id):
        raise ResponsibilitiesUnreadError
    return text.version


async def start_request(
    service: str, *, actor: Actor, now: datetime, person_id: UUID | None = None, on_behalf: bool = False
) -> RequestRecord:
    """Open the form: return the draft there is, or a new one.

    Two tabs end in the same draft, because the database holds one a person and
    service. `person_id` is a child for whom the actor is a verified guardian, or,
    `on_behalf`, whoever stands before a member of staff (C1-C8).
    """
    policy = CATALOGUE.get(service)
    applicant = person_id or actor.person_id
    if applicant is None:
        raise NotFoundError
    guardian = None if on_behalf or applicant == actor.person_id else await _guardian(applicant, actor, now)
    async with transaction():
        if (draft := await find_open_draft(applicant, service)) is not None:
            return draft
        version = await _ensure_may_start(policy, applicant, now=now)
        try:
            async with savepoint():
                request_id = await _insert_draft(
                    policy, applicant, guardian, version, actor=actor, now=now, on_behalf=on_behalf
                )
        except UNIQUE_VIOLATIONS:  # Another tab was quicker; its draft is as good as ours.
            draft = await find_open_draft(applicant, service)
            if draft is None:
                raise
            return draft
        request = await get_request(request_id)
        await refresh_checklist(request, await take_over_known(request, actor=actor, now=now), now=now)
        await add_event(request_id, "started", actor=actor, now=now)
    return request


async def _guardian(child_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Return the actor as the child's guardian, or behave as if the child weren't there."""
    if actor.person_id is None or not await people.is_verified_guardian(actor.person_id, child_id, now=now):
        raise NotFoundError
    return actor.person_id


async def _ensure_may_start(policy: IntakePolicy, person_id: UUID, *, now: datetime) -> int:
    version = await ensure_responsibilities_read(person_id)
    for purpose in policy.consents:
        await consent.require(person_id, purpose, now=now)
    if unmet(await judge_applicant(person_id, policy.code, now=now)):
        raise NotEligibleError
    if not policy.allows_several and await _has_undecided(person_id, policy.code, UNDECIDED):
        raise RequestOpenAlreadyError
    return version


async def _has_undecided(person_id: UUID, service: str, statuses: frozenset[RequestStatus]) -> bool:
    return await Request.exists().where(
        Request.person_id == person_id,
        Request.service == service,
        Request.status.is_in([status.value for status in statuses]),
    )


async def _insert_draft(
    policy: IntakePolicy,
    person_id: UUID,
    guardian_id: UUID | None,
    responsibilities_version: int,
    *,
    actor: Actor,
    now: datetime,
    on_behalf: bool,
) -> UUID:
    request_id = new_id()
    await Request.insert(
        Request(
            id=request_id,
            service=policy.code,
            path=policy.path.value,
            status=RequestStatus.DRAFT.value,
            channel=actor.channel.value,
            person_id=person_id,
            guardian_id=guardian_id,
            entered_by=actor.account_id if on_behalf else None,
            terms_version=await ensure_terms_written(policy.code, now=now),
            responsibilities_version=responsibilities_version,
            created_at=now,
            changed_at=now,
        )
    )
    return request_id
